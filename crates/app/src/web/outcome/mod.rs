//! How it is going: scores against their error, milestones, loads that are safe and loads that
//! provoke.

mod add;

use std::sync::Arc;

use axum::{Router, extract::State as Shared, response::Html, routing::get};
use maud::{Markup, html};
use trochlea_knowledge::{InstrumentKind, Message};
use trochlea_outcome::{
    Change, Envelope, KneeOutcome, MilestoneNow, MilestoneStatus, OutcomeReport, ScoreCourse,
    Trend, Verdict,
};
use trochlea_picture::Icon;
use trochlea_quantity::Length;

use super::assessment::knee_name;
use super::{Site, fault::Fault, figure, layout, picture};
use crate::decide;

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/outcomes", get(show))
        .route("/outcomes/add", get(add::show).post(add::keep))
}

async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let now = site.now();
    let assessment = decide::current(&site.store, &site.memory, &now, &site.knowledge).await?;
    let report = &assessment.outcomes;
    let body = html! {
        div.head.full {
            h1 { (site.text("page-outcomes-title")) }
            p.lede { (week(&site, report)) }
        }
        div.stack { @for knee in &report.knees { (milestones(&site, knee)) (early(&site, knee)) } }
        div.side-stack { (scores(&site, report)) (put_down(&site)) @for knee in &report.knees { (loads(&site, knee)) } }
    };
    Ok(layout::columns(
        &site,
        "How it is going",
        layout::Tab::Plan,
        &body,
    ))
}

fn week(site: &Site, report: &OutcomeReport) -> String {
    let week = report.week.map_or_else(
        || Message::new("page-outcomes-no-start"),
        |week| Message::new("page-outcomes-week").number("week", week as f64),
    );
    let done = report.adherence_percent.map(|percent| {
        let done = Message::new("page-outcomes-adherence").number("percent", percent.round());
        site.say(&done)
    });
    match done {
        Some(done) => format!("{} {done}", site.say(&week)),
        None => site.say(&week),
    }
}

fn milestones(site: &Site, knee: &KneeOutcome) -> Markup {
    let mut phases: Vec<[u32; 2]> = knee.milestones.iter().map(|one| one.weeks).collect();
    phases.dedup();
    let id = format!("milestones-{}", knee.side.as_str());
    html! {
        section.sec aria-labelledby=(id) {
            h2 id=(id) { (site.text("page-outcomes-milestones")) ", " (knee_name(knee.side).to_lowercase()) }
            p.quiet { (site.text("page-outcomes-milestones-why")) }
            @for phase in phases {
                @let of_phase: Vec<&MilestoneNow> = knee.milestones.iter().filter(|one| one.weeks == phase).collect();
                @let due = of_phase.iter().any(|one| one.is_due);
                h3 { (site.text(format!("outcome-phase-{}", phase[0]))) @if due { " " span.tag { (site.text("page-outcomes-now")) } } }
                ul.crit { @for one in of_phase { (milestone(site, one)) } }
            }
        }
    }
}

fn milestone(site: &Site, one: &MilestoneNow) -> Markup {
    let (class, icon, word) = match one.status {
        MilestoneStatus::Met => ("met", Icon::Met, "outcome-status-met"),
        MilestoneStatus::NotYet => ("open", Icon::Missing, "outcome-status-not_yet"),
        MilestoneStatus::NotKnown => ("open", Icon::Missing, "outcome-status-not_known"),
    };
    html! {
        li class=(class) {
            (picture(&icon.silent()))
            span { b { (site.say(&one.text)) } ": " (site.text(word)) ". " span.quiet { (site.say(&one.found)) } }
        }
    }
}

fn early(site: &Site, knee: &KneeOutcome) -> Markup {
    let id = format!("early-{}", knee.side.as_str());
    html! {
        section.sec aria-labelledby=(id) {
            h2 id=(id) { (site.text("page-outcomes-early")) ", " (knee_name(knee.side).to_lowercase()) }
            p.quiet { (site.text("page-outcomes-early-why")) }
            dl.facts {
                @for marker in &knee.early {
                    div { dt { (site.say(&marker.text)) } dd { (site.text(trend(marker.trend))) } }
                }
            }
        }
    }
}

const fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::Better => "outcome-trend-better",
        Trend::Same => "outcome-trend-same",
        Trend::Worse => "outcome-trend-worse",
        Trend::NotKnown => "outcome-trend-not_known",
    }
}

fn scores(site: &Site, report: &OutcomeReport) -> Markup {
    html! {
        section.sec aria-labelledby="scores" {
            h2 #scores { (site.text("page-outcomes-scores")) }
            @if report.scores.is_empty() { p.quiet { (site.text("page-outcomes-no-scores")) } }
            @for course in &report.scores { (one_score(site, course)) }
            @for half in &report.unscored {
                p.small.quiet { (site.say(&Message::new("page-outcomes-unscored").message("half", Message::new(domain(*half))))) }
            }
        }
    }
}

const fn domain(domain: trochlea_knowledge::OutcomeDomain) -> &'static str {
    use trochlea_knowledge::OutcomeDomain as Domain;
    match domain {
        Domain::Performance => "outcome-domain-performance",
        Domain::Pain => "outcome-domain-pain",
        Domain::Change => "outcome-domain-change",
        Domain::WellBeing => "outcome-domain-well_being",
    }
}

fn one_score(site: &Site, course: &ScoreCourse) -> Markup {
    let verdict = match course.judged.change {
        Change::Improved => "outcome-change-improved",
        Change::Worse => "outcome-change-worse",
        Change::WithinError => "outcome-change-within_error",
        Change::CannotJudge => "outcome-change-cannot_judge",
    };
    html! {
        div.stack {
            h3 { (site.say(&course.name)) @if let Some(side) = course.side { ", " (knee_name(side).to_lowercase()) } }
            p { span.tag { (site.text(verdict)) } }
            p.num { @for (idx, score) in course.scores.iter().enumerate() { @if idx > 0 { ", " } b { (score.value) } " " span.quiet { (figure::short_day(score.on)) } } }
            @if let Some(first) = course.scores.first().filter(|one| !one.version.is_empty()) {
                p.small.quiet { (site.text("page-outcomes-version")) " " (first.version) ", " (first.language) }
            }
            p { (site.say(&course.judged.reason)) }
        }
    }
}

/// A form for each measure: questions of our own first.
fn put_down(site: &Site) -> Markup {
    let of_kind = |kind: InstrumentKind| {
        let all = site.knowledge.outcomes.instruments.iter();
        all.filter(move |row| row.kind == kind)
    };
    html! {
        section.sec aria-labelledby="put" {
            h2 #put { (site.text("page-outcomes-put")) }
            ul.cards { @for row in of_kind(InstrumentKind::OwnWords) { li { a.link href={ "/outcomes/add?instrument=" (row.id) } { (site.say(&row.name())) } } } }
            details {
                summary { (site.text("page-outcomes-totals")) }
                p.quiet { (site.text("page-outcomes-totals-why")) }
                ul.cards { @for row in of_kind(InstrumentKind::Total) { li { a.link href={ "/outcomes/add?instrument=" (row.id) } { (site.say(&row.name())) } } } }
            }
        }
    }
}

fn loads(site: &Site, knee: &KneeOutcome) -> Markup {
    let id = format!("loads-{}", knee.side.as_str());
    let caption = site.text("page-outcomes-loads");
    html! {
        section.sec aria-labelledby=(id) {
            h2 id=(id) { (caption) ", " (knee_name(knee.side).to_lowercase()) }
            (envelope(site, &knee.envelope))
            @if knee.loads.is_empty() { p.quiet { (site.text("page-outcomes-no-loads")) } } @else {
                div.scroll tabindex="0" role="region" aria-label={ (caption) ", " (knee.side.as_str()) } {
                    table {
                        caption.vh { (caption) }
                        thead { tr { th scope="col" { (site.text("page-outcomes-load")) } th.r scope="col" { (site.text("page-outcomes-painless")) } th.r scope="col" { (site.text("page-outcomes-hurt")) } th scope="col" { (site.text("page-outcomes-means")) } } }
                        tbody {
                            @for class in &knee.loads {
                                tr {
                                    th scope="row" { (site.say(&class.text)) }
                                    td.r { (class.n_painless) }
                                    td.r { (class.n_hurt) }
                                    td { (site.text(verdict(class.verdict))) }
                                }
                            }
                        }
                    }
                }
            }
            @if !knee.avoid.is_empty() {
                h3 { (site.text("page-outcomes-avoid")) }
                ul.bullets { @for one in &knee.avoid { li { (site.say(&one.text)) } } }
            }
        }
    }
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Safe => "outcome-verdict-safe",
        Verdict::Allowed => "outcome-verdict-allowed",
        Verdict::Provokes => "outcome-verdict-provokes",
        Verdict::Mixed => "outcome-verdict-mixed",
        Verdict::TooFew => "outcome-verdict-too_few",
    }
}

fn envelope(site: &Site, envelope: &Envelope) -> Markup {
    let km = |length: Length| format!("{:.1} km", length.as_km());
    let facts = [
        (
            "page-outcomes-longest-borne",
            envelope.longest_borne.map(km),
        ),
        (
            "page-outcomes-longest-painless",
            envelope.longest_painless.map(km),
        ),
        (
            "page-outcomes-shortest-provoking",
            envelope.shortest_provoking.map(km),
        ),
        (
            "page-outcomes-most-descent",
            envelope
                .most_descent_borne
                .map(|it| format!("{:.0} m", it.as_m())),
        ),
        (
            "page-outcomes-control",
            envelope
                .out_of_line_of_5
                .map(|reps| format!("{reps:.0} of 5")),
        ),
    ];
    html! {
        dl.facts {
            @for (name, value) in facts {
                @if let Some(value) = value { div { dt { (site.text(name)) } dd { (value) } } }
            }
        }
    }
}
