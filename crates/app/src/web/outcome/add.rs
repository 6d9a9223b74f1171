//! A score: a question of our own, or the total of a questionnaire that was filled in elsewhere.

use std::sync::Arc;

use axum::{
    Form,
    extract::{Query, State as Shared, rejection::FormRejection},
    response::{Html, Redirect},
};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;
use trochlea_knowledge::{Instrument, InstrumentKind};
use trochlea_outcome::{OutcomeScore, check_score};
use trochlea_quantity::Side;
use trochlea_store::{EventKind, Json, NewEvent};
use trochlea_symptom::Reporter;

use crate::said::Said;
use crate::web::answers::{Answers, refused};
use crate::web::assessment::{add_once, form_name, knee_name, name_of};
use crate::web::{Site, fault::Fault, layout};

/// Which measure.
#[derive(Debug, Deserialize)]
pub(super) struct Which {
    instrument: String,
}

pub(super) async fn show(
    Shared(site): Shared<Arc<Site>>,
    Query(which): Query<Which>,
) -> Result<Html<String>, Fault> {
    let row = site.knowledge.outcomes.instrument(&which.instrument);
    let row = row.ok_or(Fault::NotFound)?;
    let spots = Said::read(&site.store).await?.spots.unwrap_or_default();
    let sore = Side::BOTH
        .into_iter()
        .find(|side| spots.iter().any(|spot| spot.side == *side));
    let today = site.now().date();
    let body = html! {
        form.q method="post" action="/outcomes/add" {
            input type="hidden" name="entry" value=(form_name(&site));
            input type="hidden" name="instrument" value=(row.id);
            div.head {
                p.quiet { (site.say(&row.name())) }
                h1 { (site.say(&row.question())) }
            }
            @if row.sided { (side(&site, sore)) }
            (value(&site, row))
            @if row.kind == InstrumentKind::Total { (edition(&site)) }
            div.field {
                label for="on" { (site.text("page-outcome-on")) }
                input #on name="on" type="date" value=(today) max=(today) required;
            }
            @if row.kind == InstrumentKind::Total { (by(&site)) } @else { input type="hidden" name="by" value="runner"; }
            div.row.split.qnav { a.btn.plain href="/outcomes" { (site.text("page-measure-back")) } button.btn { (site.text("page-measure-keep-it")) } }
        }
    };
    Ok(layout::bare(&site, "Put it into a number", "", &body))
}

fn side(site: &Site, sore: Option<Side>) -> Markup {
    html! {
        fieldset.stack {
            legend { (site.text("page-outcome-which-knee")) }
            @for side in Side::BOTH {
                label.choice { input type="radio" name="side" value=(side.as_str()) required checked[sore == Some(side)]; span { (knee_name(side)) } }
            }
        }
    }
}

/// Seven answers as words; every other scale as a number with its ends.
fn value(site: &Site, row: &Instrument) -> Markup {
    let [low, high] = row.range;
    html! {
        @if row.success_at_least.is_some() {
            fieldset.stack {
                legend.vh { (site.say(&row.name())) }
                @for (idx, points) in steps(row).into_iter().enumerate() {
                    label.choice { input type="radio" name="value" value=(points) required; span { (site.text(format!("outcome-{}-answer-{}", row.id, idx + 1))) } }
                }
            }
        } @else {
            div.field {
                label for="value" { (site.text("page-outcome-value")) }
                input #value name="value" type="text" inputmode="decimal" required autocomplete="off" aria-describedby="ends";
                p.hint #ends { (low) ": " (site.say(&row.lowest())) ". " (high) ": " (site.say(&row.highest())) "." }
            }
        }
    }
}

/// Every whole point of a scale.
fn steps(row: &Instrument) -> Vec<f64> {
    let [low, high] = row.range;
    std::iter::successors(Some(low), |point| Some(point + 1.0))
        .take_while(|point| *point <= high)
        .collect()
}

fn edition(site: &Site) -> Markup {
    html! {
        div.field {
            label for="version" { (site.text("page-outcome-version")) }
            input #version name="version" type="text" required autocomplete="off" aria-describedby="version-hint";
            p.hint #version-hint { (site.text("page-outcome-version-hint")) }
        }
        div.field {
            label for="language" { (site.text("page-outcome-language")) }
            input #language name="language" type="text" required autocomplete="off";
        }
    }
}

fn by(site: &Site) -> Markup {
    html! {
        fieldset.stack {
            legend { (site.text("page-outcome-by")) }
            label.choice { input type="radio" name="by" value="runner" required; span { (site.text("page-measure-i-did")) } }
            label.choice { input type="radio" name="by" value="clinician" required; span { (site.text("page-measure-a-professional")) } }
        }
    }
}

pub(super) async fn keep(
    Shared(site): Shared<Arc<Site>>,
    posted: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Redirect, Fault> {
    let form = Answers::take(posted)?;
    let now = site.now();
    let score = score(&form, now.date())?;
    check_score(&score, &site.knowledge.outcomes).map_err(|fault| refused(&fault.to_string()))?;
    let event = NewEvent {
        id: name_of(&form)?.to_owned(),
        kind: EventKind::Outcome,
        at: now.timestamp(),
        replaces: None,
        document: Json::of(&score)?,
    };
    add_once(&site, &[event]).await?;
    Ok(Redirect::to("/outcomes"))
}

fn score(form: &Answers, today: Date) -> Result<OutcomeScore, Fault> {
    let text = form.text("value").unwrap_or_default().replace(',', ".");
    let value = text.parse::<f64>();
    let on: Option<Date> = form.parsed("on", "a date such as 2026-06-30")?;
    let on = on.unwrap_or(today);
    if on > today {
        return Err(refused("a score cannot be of a day to come"));
    }
    Ok(OutcomeScore {
        instrument: form.text("instrument").unwrap_or_default().to_owned(),
        value: value.map_err(|_| refused(&format!("“{text}” is not a number")))?,
        on,
        side: match form.text("side") {
            None => None,
            Some("left") => Some(Side::Left),
            Some("right") => Some(Side::Right),
            Some(_) => return Err(refused("say left or right")),
        },
        version: form.text("version").unwrap_or_default().to_owned(),
        language: form.text("language").unwrap_or_default().to_owned(),
        by: match form.text("by") {
            Some("runner") => Reporter::Runner,
            Some("clinician") => Reporter::Clinician,
            _ => return Err(refused("say who wrote it down")),
        },
    })
}
