//! What the assessment says: today, the plan, the result, and a standing red flag.

mod beside;
mod cause_questions;
mod causes;
mod cut;
mod flag;
mod plan;
mod result;
mod step_rate;
mod today;

use std::sync::Arc;

use axum::{Router, extract::DefaultBodyLimit, routing::get, routing::post};
use maud::{Markup, html};
use trochlea_assess::Assessment;
use trochlea_knowledge::ActionLevel;
use trochlea_picture::Icon;
use trochlea_plan::Cap;
use trochlea_symptom::{Screening, StandingFlag};

use super::{Site, fault::Fault, picture};
use crate::decide;

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/", get(today::show))
        .route("/plan", get(plan::show))
        .route(
            "/plan/training",
            get(cut::ask)
                .post(cut::cut)
                .layer(DefaultBodyLimit::max(cut::LARGEST_BYTES)),
        )
        .route("/step-rate", get(step_rate::show).post(step_rate::keep))
        .route("/result", get(result::show))
        .route("/causes", get(causes::show))
        .route(
            "/causes/questions",
            get(cause_questions::show).post(cause_questions::keep),
        )
        .route("/flag", get(flag::show))
        .route("/flag/clear", post(flag::clear))
}

pub(super) async fn current(site: &Site) -> Result<Assessment, Fault> {
    Ok(decide::current(&site.store, &site.memory, &site.now(), &site.knowledge).await?)
}

/// Flags that another standing flag of the same cause does not already say.
fn to_tell(screening: &Screening) -> impl Iterator<Item = &StandingFlag> {
    screening
        .flags
        .iter()
        .filter(|flag| flag.covered_by.is_empty())
}

/// Standing flags as a list: what to do, by when, why.
fn flags(site: &Site, screening: &Screening) -> Markup {
    html! {
        @if to_tell(screening).next().is_some() {
            section.sec aria-labelledby="look" {
                h2 #look { (site.text("page-open-have-this-looked-at")) }
                ul.stack {
                    @for flag in to_tell(screening) {
                        li.stoprule {
                            (picture(&icon(flag).silent()))
                            span { b { (site.say(&flag.what_to_do)) } " " (site.say(&flag.reason)) " " span.quiet { (site.say(&flag.by_when)) "." } }
                        }
                    }
                }
                a.link href="/flag" { (site.text("page-open-what-to-do-and-what")) }
            }
        }
    }
}

const fn icon(flag: &StandingFlag) -> Icon {
    match flag.action.level {
        ActionLevel::Routine => Icon::StopOutline,
        ActionLevel::Urgent | ActionLevel::Emergency => Icon::Stop,
    }
}

/// Every limit with its reason, the one that decides marked.
fn limits(site: &Site, caps: &[Cap]) -> Markup {
    html! {
        @if !caps.is_empty() {
            details {
                summary { (site.text("page-open-all-limits")) }
                div.scroll tabindex="0" role="region" aria-label="All limits" {
                    table.limits {
                        caption { (site.text("page-open-each-limit-applied-last-the")) }
                        thead { tr { th scope="col" { (site.text("page-open-allows")) } th scope="col" { (site.text("page-open-why")) } } }
                        tbody {
                            @for cap in caps {
                                tr.tightest[cap.tightest] {
                                    th.num scope="row" { (trochlea_report::limit_km(cap.limit)) " km" }
                                    td { (site.say(&cap.reason)) small.quiet { (cap.side.as_str()) " knee" } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is not known and stops a plan, with how to find out. While the questions are still being
/// asked in their order the page has a button for them, and a list beside it would only confuse.
fn open_questions(site: &Site, screening: &Screening) -> Markup {
    let asking = screening.unasked.len() > 1;
    html! {
        @if !asking && (!screening.unknown.is_empty() || !screening.unasked.is_empty()) {
            section.sec aria-labelledby="open" {
                h2 #open { (site.text("page-open-still-open")) }
                p { (site.text("page-open-not-knowing-is-fine-it")) }
                @for one in &screening.unasked { p { a.link href={ "/assessment?item=" (one) } { (question(site, one)) } } }
                ul.stack {
                    @for item in &screening.unknown {
                        li.open {
                            (picture(&Icon::Missing.silent()))
                            span {
                                b { (site.say(&item.question)) } " " (site.say(&item.self_check))
                                @if let Some(who) = &item.who_can_answer { " " (site.say(who)) }
                                a.link href={ "/assessment?item=" (item.item) } { "Answer" span.vh { ": " (site.say(&item.question)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn question(site: &Site, item: &str) -> String {
    let item = site.knowledge.red_flags.item(item);
    item.map_or(String::new(), |item| site.say(&item.question()))
}
