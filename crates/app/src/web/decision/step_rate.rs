//! Shorter, quicker steps: the target, a beat to run to, and what is known about it.

use std::sync::Arc;

use axum::{
    Form,
    extract::{State as Shared, rejection::FormRejection},
    response::{Html, Redirect},
};
use maud::{Markup, html};
use trochlea_knowledge::{Message, Status};
use trochlea_picture::Icon;
use trochlea_programme::{Cue, Kept, Retraining, RetrainingStatus, StepRateTarget};
use trochlea_store::{EventKind, Json, NewEvent};

use super::current;
use crate::decide::Habits;
use crate::said::Said;
use crate::web::answers::{Answers, refused};
use crate::web::assessment::{add_once, form_name, name_of};
use crate::web::{Site, fault::Fault, layout, picture};

pub(super) async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let assessment = current(&site).await?;
    let body = match &assessment.retraining {
        Some(retraining) => page(&site, retraining),
        None => html! {
            div.head.full {
                h1 { (site.text("page-steps-title")) }
                p.lede { (site.text("page-steps-nothing-yet")) }
                p { a.btn href="/" { (site.text("page-steps-to-today")) } }
            }
        },
    };
    let title = site.text("page-steps-title");
    Ok(layout::columns(&site, &title, layout::Tab::Plan, &body))
}

fn page(site: &Site, retraining: &Retraining) -> Markup {
    html! {
        div.head.full {
            h1 { (site.text("page-steps-title")) }
            p.lede { (site.say(&retraining.text)) }
        }
        div.stack {
            (target(site, retraining))
            (cues(site, &retraining.cues))
            @if let Some(kept) = &retraining.kept { (kept_so_far(site, kept)) }
        }
        div.side-stack {
            (course(site, retraining))
            (fixes(site, retraining))
            (evidence(site, retraining))
        }
    }
}

fn target(site: &Site, retraining: &Retraining) -> Markup {
    html! {
        section.card aria-labelledby="target" {
            h2 #target { (site.text("page-steps-target")) }
            @match retraining.own.zip(retraining.target) {
                Some((own, target)) => {
                    p.hero.num { (format!("{:.0}–{:.0}", target.low.as_spm(), target.high.as_spm())) span.unit { (site.text("page-steps-a-minute")) } }
                    p.quiet { (site.say(&Message::new("page-steps-yours").number("own_spm", own.step_rate.as_spm().round()).number("runs", own.n_runs as f64))) }
                    (beat(site, target, share_of_beat(retraining)))
                },
                None => p { (site.text("page-steps-no-target")) },
            }
            p.small.quiet { (site.say(&retraining.band.text)) }
            p.stoprule { (picture(&Icon::Stop.silent())) span { b { (site.text("page-steps-if-it-hurts")) } " " (site.say(&retraining.stop_rule)) } }
            (start_or_stop(site, retraining.status))
        }
    }
}

/// The share of this session with the beat on; all of it where nothing is under way.
fn share_of_beat(retraining: &Retraining) -> f64 {
    let next = retraining.next_session;
    let mut sessions = retraining.sessions.iter();
    sessions
        .find(|session| Some(session.number) == next)
        .map_or(1.0, |session| session.feedback_fraction)
}

/// The beat, for the script to bring to life; without it the page keeps the target and the plan.
fn beat(site: &Site, target: StepRateTarget, share: f64) -> Markup {
    let (low, high) = (target.low.as_spm().round(), target.high.as_spm().round());
    html! {
        div.beat data-beat data-share=(share) data-on=(site.text("page-steps-beat-on")) data-quiet=(site.text("page-steps-beat-quiet")) data-off=(site.text("page-steps-beat-off")) data-stop=(site.text("page-steps-beat-stop")) hidden {
            div.field {
                label for="rate" { (site.text("page-steps-beats")) }
                div.row {
                    input #rate type="range" min=(low) max=(high) step="1" value=(low);
                    output for="rate" { (low) }
                }
            }
            div.row.beat-now {
                span.beat-dot aria-hidden="true" {}
                button.btn type="button" { (site.text("page-steps-beat-start")) }
                span role="status" { (site.text("page-steps-beat-off")) }
            }
            p.small.quiet { (site.text("page-steps-beat-hint")) }
        }
        script src="/assets/step-rate.js" defer {}
    }
}

fn start_or_stop(site: &Site, status: RetrainingStatus) -> Markup {
    let (act, label) = match status {
        RetrainingStatus::NotRunning | RetrainingStatus::NoOwnRate => return html! {},
        RetrainingStatus::Offered => ("start", "page-steps-start"),
        RetrainingStatus::Stopped | RetrainingStatus::Done => ("start", "page-steps-start-anew"),
        RetrainingStatus::UnderWay => ("stop", "page-steps-stop"),
    };
    html! {
        form method="post" action="/step-rate" {
            input type="hidden" name="entry" value=(form_name(site));
            button.btn.plain name="act" value=(act) { (site.text(label)) }
        }
    }
}

fn cues(site: &Site, cues: &[Cue]) -> Markup {
    let (given, named): (Vec<&Cue>, Vec<&Cue>) = cues.iter().partition(|cue| cue.given);
    html! {
        section.sec aria-labelledby="cues" {
            h2 #cues { (site.text("page-steps-think-of")) }
            p.quiet { (site.text("page-steps-one-at-a-time")) }
            ul.bullets { @for cue in given { li { (site.say(&cue.text)) } } }
            @for cue in named {
                details {
                    summary { (site.text("page-steps-contested")) }
                    p { "“" (site.say(&cue.text)) "” " @if let Some(caution) = &cue.caution { (site.say(caution)) } }
                }
            }
        }
    }
}

fn kept_so_far(site: &Site, kept: &Kept) -> Markup {
    html! {
        section.sec aria-labelledby="kept" {
            h2 #kept { (site.text("page-steps-so-far")) }
            p { (site.say(&kept.text)) }
        }
    }
}

fn course(site: &Site, retraining: &Retraining) -> Markup {
    html! {
        section.sec aria-labelledby="course" {
            h2 #course { (site.text("page-steps-course")) }
            p { (site.say(&retraining.course)) }
            div.scroll tabindex="0" role="region" aria-label=(site.text("page-steps-course")) {
                table.tight {
                    caption.vh { (site.text("page-steps-course")) }
                    thead { tr { th scope="col" { (site.text("page-steps-run")) } th.r scope="col" { (site.text("page-steps-beat-share")) } } }
                    tbody {
                        @for session in &retraining.sessions {
                            tr {
                                th scope="row" { (session.number) @if retraining.next_session == Some(session.number) { " " span.tag { (site.text("page-steps-next")) } } }
                                td.r { (format!("{:.0} %", session.feedback_fraction * 100.0)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn fixes(site: &Site, retraining: &Retraining) -> Markup {
    html! {
        section.sec aria-labelledby="fixes" {
            h2 #fixes { (site.text("page-steps-two-fixes")) }
            ul.bullets { @for fix in &retraining.fixes { li { (site.say(fix)) } } }
        }
    }
}

fn evidence(site: &Site, retraining: &Retraining) -> Markup {
    html! {
        section.sec aria-labelledby="known" {
            h2 #known { (site.text("page-steps-known")) }
            p { (site.say(&retraining.effect)) }
            ul.stack {
                @for one in &retraining.evidence {
                    li { (site.say(&one.text)) small.quiet { " " (one.provenance.source) @if let Some(who) = &one.provenance.population { ", " (who) } @if one.provenance.status == Status::Contested { ", " (site.text("page-steps-disputed")) } "." } }
                }
            }
        }
    }
}

pub(super) async fn keep(
    Shared(site): Shared<Arc<Site>>,
    posted: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Redirect, Fault> {
    let form = Answers::take(posted)?;
    let now = site.now();
    let before = Said::read(&site.store).await?.habits;
    let habits = Habits {
        retraining_since: match form.text("act") {
            Some("start") => Some(now.date()),
            Some("stop") => None,
            _ => return Err(refused("say whether to begin or to stop")),
        },
        ..before
    };
    let event = NewEvent {
        id: name_of(&form)?.to_owned(),
        kind: EventKind::Habits,
        at: now.timestamp(),
        replaces: None,
        document: Json::of(&habits)?,
    };
    add_once(&site, &[event]).await?;
    Ok(Redirect::to("/step-rate"))
}
