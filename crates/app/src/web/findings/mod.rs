//! Findings: what tests and looking found, by whom and when; what only an examination finds.

mod examined;
mod record;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::{Router, extract::State as Shared, response::Html, routing::get};
use maud::{Markup, html};
use trochlea_knowledge::{FeatureRow, Finder, FindingGroup, FindingRow, FindingUnit, Message};
use trochlea_quantity::Side;
use trochlea_symptom::{Answer, ItemAnswer, Measure, Reporter};

use super::{Site, fault::Fault, figure, layout};
use crate::said::Said;
use crate::web::assessment::knee_name;

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/findings", get(show))
        .route(
            "/findings/{measure}/{side}",
            get(record::show).post(record::keep),
        )
        .route(
            "/findings/examined/{feature}/{side}",
            get(examined::show).post(examined::keep),
        )
}

/// Where a finding of a knee is recorded.
pub(super) fn path_of(measure: &str, side: Side) -> String {
    format!("/findings/{measure}/{}", side.as_str())
}

fn side_in(path: &str) -> Option<Side> {
    Side::BOTH.into_iter().find(|side| side.as_str() == path)
}

async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let said = Said::read(&site.store).await?;
    let page = Findings {
        site: &site,
        said: &said,
    };
    Ok(layout::page(
        &site,
        "Findings",
        Some(layout::Tab::Knee),
        &page.body(),
    ))
}

struct Findings<'a> {
    site: &'a Site,
    said: &'a Said,
}

impl Findings<'_> {
    fn body(&self) -> Markup {
        html! {
            div.head {
                h1 { (self.site.text("page-findings-title")) }
                p.lede { (self.site.text("page-findings-lede")) }
            }
            @for group in FindingGroup::ALL { (self.group(group)) }
            (self.examination())
        }
    }

    fn group(&self, group: FindingGroup) -> Markup {
        let findings = self.site.knowledge.findings.findings.iter();
        let rows: Vec<&FindingRow> = findings.filter(|row| row.group == group).collect();
        let is_kept = |row: &&&FindingRow| {
            let mut sides = Side::BOTH.into_iter();
            sides.any(|side| self.latest(&row.id, side).is_some())
        };
        let n_kept = rows.iter().filter(is_kept).count();
        let id = format!("group-{group:?}").to_lowercase();
        html! {
            section.sec aria-labelledby=(id) {
                h2 id=(id) { (self.site.say(&group.name())) }
                details open[n_kept > 0] {
                    (self.count(rows.len(), n_kept, &group.name()))
                    ul.stack { @for row in rows { li { (self.finding(row)) } } }
                }
            }
        }
    }

    /// What opens a group: how many tests it has, and how many were written down.
    fn count(&self, n: usize, n_kept: usize, group: &Message) -> Markup {
        let count = Message::new("page-findings-count")
            .number("n", n as f64)
            .number("n_kept", n_kept as f64);
        html! { summary { (self.site.say(&count)) span.vh { ", " (self.site.say(group)) } } }
    }

    /// A finding with the latest value of each knee, and the ways to record another.
    fn finding(&self, row: &FindingRow) -> Markup {
        let name = self.site.say(&row.name());
        html! {
            p {
                b { (name) } " "
                @if !row.may_self_measure() { span.tag { (self.site.text("page-findings-clinician-only")) } }
            }
            p.small.quiet { (self.site.say(&row.how())) " " (figure::opening(&self.site.say(&row.unit.name()))) "." }
            @for side in Side::BOTH {
                @let latest = self.latest(&row.id, side);
                p.row {
                    span { (knee_name(side)) ": " (self.value(row, latest)) }
                    a.link href=(path_of(&row.id, side)) { (self.site.text("page-findings-record")) span.vh { ": " (name) ", " (side.as_str()) " knee" } }
                }
            }
        }
    }

    fn value(&self, row: &FindingRow, latest: Option<&Measure>) -> String {
        let Some(measure) = latest else {
            return self.site.text("page-findings-none");
        };
        let who = match measure.by {
            Reporter::Runner => self.site.text("page-findings-by-runner"),
            Reporter::Clinician => self.site.text("page-findings-by-clinician"),
        };
        let pain = measure
            .pain
            .map(|pain| format!(", pain {} of 10", pain.get()))
            .unwrap_or_default();
        let error = row.error.as_ref().map(|error| {
            let error = figure::plain(error.value);
            format!(", two values differ for certain from {error} on")
        });
        let date = figure::short_day(measure.at.date());
        let value = value_in_words(row, measure.value);
        let error = error.unwrap_or_default();
        format!("{value}{pain}{error}, {who}, {date}")
    }

    fn latest(&self, id: &str, side: Side) -> Option<&Measure> {
        let about = self.said.measures.iter();
        let about = about.filter(|measure| measure.measure == id && measure.side == side);
        about.max_by_key(|measure| measure.at)
    }

    /// What an examination found, for the knees that hurt.
    fn examination(&self) -> Markup {
        let features = self.site.knowledge.conditions.features.iter();
        let examined: Vec<&FeatureRow> =
            features.filter(|row| row.by == Finder::Clinician).collect();
        let found = self.examined();
        let is_kept = |row: &&&FeatureRow| {
            let mut sides = Side::BOTH.into_iter();
            sides.any(|side| found.contains_key(&(row.id.as_str(), side)))
        };
        let n_kept = examined.iter().filter(is_kept).count();
        html! {
            section.sec aria-labelledby="examined" {
                h2 #examined { (self.site.text("page-findings-examination")) }
                p.quiet { (self.site.text("page-findings-examination-who")) }
                details open[n_kept > 0] {
                    (self.count(examined.len(), n_kept, &Message::new("page-findings-examination")))
                    ul.stack {
                        @for row in examined {
                            li {
                                p { b { (self.site.say(&row.question())) } }
                                p.small.quiet { (self.site.say(&row.why())) }
                                @for side in Side::BOTH {
                                    p.row {
                                        span { (knee_name(side)) ": " (self.answer(row, found.get(&(row.id.as_str(), side)).copied())) }
                                        a.link href={ "/findings/examined/" (row.id) "/" (side.as_str()) } { (self.site.text("page-findings-record")) span.vh { ": " (self.site.say(&row.question())) " " (side.as_str()) " knee" } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn answer(&self, row: &FeatureRow, said: Option<&ItemAnswer>) -> String {
        let Some(said) = said else {
            return self.site.text("page-findings-none");
        };
        let found = match said.answer {
            Answer::Yes => self.site.say(&row.yes()),
            Answer::No => self.site.say(&row.no()),
            Answer::Unknown => self.site.text("page-findings-unclear"),
        };
        format!("{found}, {}", figure::short_day(said.at.date()))
    }

    /// The latest answer of a clinician to each question and knee.
    fn examined(&self) -> BTreeMap<(&str, Side), &ItemAnswer> {
        let mut found: BTreeMap<(&str, Side), &ItemAnswer> = BTreeMap::new();
        let by_clinician = self
            .said
            .answers
            .iter()
            .filter(|said| said.by == Reporter::Clinician);
        for said in by_clinician {
            let sides = Side::BOTH.into_iter();
            for side in sides.filter(|side| said.side.is_none_or(|named| named == *side)) {
                let entry = found.entry((said.item.as_str(), side)).or_insert(said);
                if said.at >= entry.at {
                    *entry = said;
                }
            }
        }
        found
    }
}

/// A value with its unit where the unit is a word; grades and yes-or-no as words.
fn value_in_words(row: &FindingRow, value: f64) -> String {
    let number = figure::plain(value);
    match row.unit {
        FindingUnit::Degrees => format!("{number}°"),
        FindingUnit::OfFive => format!("{number} of 5"),
        FindingUnit::Nprs => format!("{number} of 10"),
        FindingUnit::YesNo if value > 0.0 => "yes".to_owned(),
        FindingUnit::YesNo => "no".to_owned(),
        FindingUnit::Share => format!("{:.0} % of the other side", value * 100.0),
        FindingUnit::StepsPerMinute => format!("{number} steps a minute"),
        FindingUnit::Repetitions
        | FindingUnit::Points
        | FindingUnit::PointsToThree
        | FindingUnit::Grade => number,
    }
}
