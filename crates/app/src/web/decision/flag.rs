//! A red flag: what to do, by when, why, until then, and what to say there. Nothing else.

use std::sync::Arc;

use axum::{
    Form,
    extract::{State as Shared, rejection::FormRejection},
    response::{Html, IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use trochlea_knowledge::{ActionLevel, ClearedBy, Message};
use trochlea_store::{EventKind, Json, NewEvent};
use trochlea_symptom::{Clearance, Reporter, StandingFlag};

use super::{current, to_tell};
use crate::web::answers::{Answers, refused};
use crate::web::assessment::{add_once, form_name, name_of};
use crate::web::{Site, fault::Fault, layout, picture};

/// What the button dials: mobile phones pass it on to the local service in most networks, and the
/// text below it says what else to call.
const EMERGENCY_NUMBER: &str = "112";

pub(super) async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Response, Fault> {
    let assessment = current(&site).await?;
    let mut flags = to_tell(&assessment.screening);
    let Some(gravest) = flags.next() else {
        return Ok(Redirect::to("/").into_response());
    };
    let others: Vec<&StandingFlag> = flags.collect();
    let title = site.say(&gravest.what_to_do);
    let body = html! {
        (one(&site, gravest, true))
        @for flag in others { (one(&site, flag, false)) }
        @if gravest.action.level != ActionLevel::Emergency { p { a.link href="/" { (site.text("page-flag-back-to-today")) } } }
    };
    let page: Html<String> = layout::bare(&site, &title, "flag", &body);
    Ok(page.into_response())
}

fn one(site: &Site, flag: &StandingFlag, gravest: bool) -> Markup {
    let title = site.say(&flag.what_to_do);
    html! {
        div.flagbox {
            (picture(&super::icon(flag).silent()))
            p.quiet { @if gravest { (site.text("page-flag-not-a-running-question-any")) } @else { (site.text("page-flag-this-too")) } }
            @if gravest { h1 { (title) } } @else { h2 { (title) } }
            @if !flag.told.is_empty() { p.lede { "You told us: " (told(site, flag)) "." } }
            @if gravest && flag.action.level == ActionLevel::Emergency {
                a.btn.stop.wide href={ "tel:" (EMERGENCY_NUMBER) } { (site.say(&Message::new("page-flag-call").text("number", EMERGENCY_NUMBER))) }
                p { (site.text("page-flag-numbers")) }
            }
            dl.dead {
                div { dt { (site.text("page-flag-by-when")) } dd { (site.say(&flag.by_when)) } }
                div { dt { (site.text("page-flag-why")) } dd { (site.say(&flag.reason)) } }
                div { dt { (site.text("page-flag-until-then")) } dd { (site.say(&flag.until)) } }
            }
        }
        section.sec aria-label="What to say there" {
            @if gravest { h2 { (site.text("page-flag-say-this-there")) } } @else { h3 { (site.text("page-flag-say-this-there")) } }
            blockquote { (site.say(&flag.say_at_desk)) }
        }
        (after(site, flag))
    }
}

fn told(site: &Site, flag: &StandingFlag) -> String {
    let mut clauses: Vec<String> = flag
        .told
        .iter()
        .map(|raised| site.say(&raised.told))
        .collect();
    clauses.dedup();
    clauses.join(", ")
}

/// How the flag is taken down again.
fn after(site: &Site, flag: &StandingFlag) -> Markup {
    html! {
        section.sec aria-label="Afterwards" {
            @match flag.cleared_by {
                ClearedBy::Nobody => p { (site.text("page-flag-this-holds-as-long-as")) },
                ClearedBy::Clinician => {
                    p { (site.text("page-flag-only-somebody-who-has-looked")) }
                    (cleared_by_professional(site, flag))
                },
                ClearedBy::SelfCheck => p { (site.text("page-flag-it-goes-away-when-you")) },
            }
            @if flag.cleared_by != ClearedBy::Clinician {
                @for raised in &flag.told {
                    p { a href={ "/assessment?item=" (raised.item) } { "Answer again: " (site.say(&raised.told)) } }
                }
            }
        }
    }
}

fn cleared_by_professional(site: &Site, flag: &StandingFlag) -> Markup {
    let field = format!("who-{}", flag.id);
    html! {
        details {
            summary { (site.text("page-flag-a-professional-has-looked-and")) }
            form.stack method="post" action="/flag/clear" {
                input type="hidden" name="entry" value=(form_name(site));
                input type="hidden" name="flag" value=(flag.id);
                div.field {
                    label for=(field) { (site.text("page-flag-who-looked-at-it-a")) }
                    input id=(field) name="who" required maxlength="200" autocomplete="off";
                }
                p { button.btn.plain { (site.text("page-flag-it-was-cleared")) } }
            }
        }
    }
}

pub(super) async fn clear(
    Shared(site): Shared<Arc<Site>>,
    posted: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Redirect, Fault> {
    let form = Answers::take(posted)?;
    let now = site.now();
    let flag = form
        .text("flag")
        .and_then(|id| site.knowledge.red_flags.flag(id))
        .ok_or_else(|| refused("this is no flag of ours"))?;
    let who = form
        .text("who")
        .ok_or_else(|| refused("write who looked at it"))?;
    if flag.cleared_by != ClearedBy::Clinician {
        return Err(refused("nobody can clear this by a name"));
    }
    let clearance = Clearance {
        flag: flag.id.clone(),
        by: Reporter::Clinician,
        who: who.to_owned(),
        at: now.datetime(),
    };
    let event = NewEvent {
        id: name_of(&form)?.to_owned(),
        kind: EventKind::Clearance,
        at: now.timestamp(),
        replaces: None,
        document: Json::of(&clearance)?,
    };
    add_once(&site, &[event]).await?;
    Ok(Redirect::to("/"))
}
