//! The plan: the days ahead and the three gates.

use std::sync::Arc;

use axum::{extract::State as Shared, response::Html};
use maud::{Markup, html};
use trochlea_assess::Assessment;
use trochlea_knowledge::{CardPlace, Message, Protocol};
use trochlea_picture::{Day, DayKind, GateState, Icon};
use trochlea_plan::{
    CriterionNow, CriterionStatus, GateNow, GateStatus, Plan, PlannedRun, StrengthDay,
};
use trochlea_quantity::Side;
use trochlea_symptom::Reporter;

use super::{beside, current, flags, limits, open_questions};
use crate::web::assessment::knee_name;
use crate::web::{Site, fault::Fault, figure, findings, layout, learn, picture};

pub(super) async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let assessment = current(&site).await?;
    let body = match &assessment.plan {
        Some(plan) => with_plan(&site, &assessment, plan),
        None => without_plan(&site, &assessment),
    };
    Ok(layout::columns(
        &site,
        "Plan and gates",
        layout::Tab::Plan,
        &body,
    ))
}

fn without_plan(site: &Site, assessment: &Assessment) -> Markup {
    html! {
        div.head.full {
            h1 { (site.text("page-plan-there-is-no-running-plan")) }
            p.lede { (site.text("page-plan-a-plan-is-made-once")) }
            // Once all was asked the questions would lead nowhere; what is open stands below.
            @if !assessment.screening.unasked.is_empty() || assessment.ranking.is_empty() { p { a.btn href="/assessment" { (site.text("page-plan-go-on-with-the-questions")) } } }
        }
        div.stack { (flags(site, &assessment.screening)) (open_questions(site, &assessment.screening)) }
    }
}

fn with_plan(site: &Site, assessment: &Assessment, plan: &Plan) -> Markup {
    html! {
        div.head.full {
            h1 { (site.text("page-plan-the-days-ahead-and-three")) }
            p.lede { (site.text("page-plan-runs-grow-slowly-downhill-and")) }
        }
        div.stack { @for (side, condition) in complaints(plan) { (path(site, plan, side, condition)) } }
        div.stack { (week(site, plan)) (beside::sections(site, assessment)) (more(site, plan)) (look_back(site)) (clinic(site)) (learn::links(site, assessment, CardPlace::Plan)) }
    }
}

/// What a clinic changed, with who decided it and why.
fn clinic(site: &Site) -> Markup {
    html! {
        @if let Some(overlay) = &site.knowledge.rule_set.overlay {
            section.sec aria-labelledby="clinic" {
                h2 #clinic { (site.text("page-plan-clinic")) " " (overlay.clinic) }
                p.quiet { (site.text("page-plan-clinic-why")) }
                ul.stack {
                    @for change in &overlay.changes {
                        li {
                            b { (change.rule) " = " (figure::plain(change.value)) } " " (change.reason)
                            " " span.small.quiet { (change.author) ", " (figure::short_day(change.on)) }
                        }
                    }
                }
            }
        }
    }
}

/// Each knee and way back, in the order of the plan.
fn complaints(plan: &Plan) -> Vec<(Side, Protocol)> {
    plan.stages
        .iter()
        .map(|stage| (stage.side, stage.condition))
        .collect()
}

fn path(site: &Site, plan: &Plan, side: Side, condition: Protocol) -> Markup {
    let id = format!("path-{}-{}", side.as_str(), condition_id(condition));
    let stage = plan
        .stages
        .iter()
        .find(|stage| stage.side == side && stage.condition == condition);
    let gates = plan
        .gates
        .iter()
        .filter(|gate| gate.side == side && gate.condition == condition);
    html! {
        section.sec aria-labelledby=(id) {
            header {
                h2 id=(id) { "The path back, " (knee_name(side).to_lowercase()) }
                p.small.quiet { (condition_name(condition)) }
            }
            @if let Some(stage) = stage { p { (site.say(&stage.reason)) " " span.quiet { "Counted since " (figure::short_day(stage.since)) "." } } }
            ol.path { @for (idx, gate) in gates.enumerate() { (one_gate(site, idx + 1, gate)) } }
        }
    }
}

fn one_gate(site: &Site, number: usize, gate: &GateNow) -> Markup {
    let (class, state, tag) = match gate.status {
        GateStatus::Passed => ("gate past", GateState::Passed, site.text("page-gate-open")),
        GateStatus::Here => ("gate here", GateState::Here, site.say(&met_of(gate))),
        GateStatus::Ahead => ("gate", GateState::Ahead, site.text("page-gate-later")),
    };
    html! {
        li class=(class) {
            div.gate-mark aria-hidden="true" { (picture(&state.mark())) }
            div {
                h3 { "Gate " (number) ", " (site.text(gate_name(gate))) " " span.tag { (tag) } }
                ul.crit { @for criterion in &gate.criteria { (one_criterion(site, gate.side, criterion)) } }
            }
        }
    }
}

/// The name of a gate, as a clause.
pub(super) fn gate_name(gate: &GateNow) -> String {
    format!("page-gate-{}", gate.gate.as_str())
}

/// How much of what a gate asks for is there.
pub(super) fn met_of(gate: &GateNow) -> Message {
    let met = gate.criteria.iter();
    let met = met.filter(|one| one.status == CriterionStatus::Met).count();
    Message::new("page-gate-met")
        .text("met", met.to_string())
        .text("all", gate.criteria.len().to_string())
}

fn one_criterion(site: &Site, side: Side, criterion: &CriterionNow) -> Markup {
    let met = criterion.status == CriterionStatus::Met;
    let by = match criterion.by {
        Some(Reporter::Runner) => Some("you".to_owned()),
        Some(Reporter::Clinician) => Some("a professional".to_owned()),
        None => None,
    };
    let found = criterion
        .value
        .map(|value| found(site, &criterion.rule, value));
    let pain = criterion
        .pain
        .map(|pain| format!("pain {} of 10", pain.get()));
    let at = criterion.at.map(|at| figure::short_day(at.date()));
    let details: Vec<String> = found.into_iter().chain(pain).chain(by).chain(at).collect();
    html! {
        li.met[met].open[!met] {
            (picture(&(if met { Icon::Met } else { Icon::Missing }).silent()))
            span {
                span.vh { @if met { "Met: " } @else { "Open: " } }
                b { (site.say(&criterion.text)) }
                @if !details.is_empty() { small { (details.join(", ")) } }
                @if let (false, Some(measure)) = (met, measure_of(site, criterion)) {
                    a.link href={ (findings::path_of(measure, side)) "?criterion=" (criterion.id) } { "Record a test" span.vh { ": " (site.say(&criterion.text)) } }
                }
            }
        }
    }
}

/// What was found, in the unit of the number it is held against.
fn found(site: &Site, rule: &str, value: f64) -> String {
    let rule = site.knowledge.protocols.rule(rule);
    let id = match rule.map_or("", |rule| rule.unit.as_str()) {
        "weeks" => "page-now-weeks",
        "days" => "page-now-days",
        "runs" => "page-now-runs",
        "NPRS" => "page-now-nprs",
        "degrees" => "page-now-degrees",
        "repetitions" => "page-now-repetitions",
        "of 5 repetitions" => "page-now-of-five",
        _ => "page-now-other",
    };
    site.say(&Message::new(id).number("value", value))
}

/// The finding that would show it, where one is read.
fn measure_of<'a>(site: &'a Site, criterion: &CriterionNow) -> Option<&'a str> {
    let mut criteria = site.knowledge.protocols.criteria.iter();
    let row = criteria.find(|row| row.id == criterion.id)?;
    row.measure.as_deref()
}

fn week(site: &Site, plan: &Plan) -> Markup {
    let longest = plan
        .week
        .days
        .iter()
        .filter_map(|day| day.run.as_ref())
        .map(|run| run.distance.as_m())
        .fold(0.0, f64::max);
    html! {
        section.sec aria-labelledby="week" {
            h2 #week { (site.text("page-plan-the-days-ahead")) }
            p.quiet { (site.say(&in_all(plan))) }
            (calendar(site, plan, longest))
            @if plan.week.days.iter().any(|day| day.run.as_ref().is_some_and(|run| run.conditional)) {
                p.small.quiet { (site.text("page-week-hatched")) }
            }
            details {
                summary { (site.text("page-week-in-words")) }
                ol.list {
                    @for day in &plan.week.days {
                        li { div.main { b { (figure::short_day(day.date)) } span { (site.say(&day.text)) } small { (strength(day.strength)) } } }
                    }
                }
            }
            p { a.link href="/exercises" { (site.text("page-exercises-link")) } }
            (caps(site, plan))
            h3 { (site.text("page-plan-levers")) }
            ul.bullets { @for lever in &plan.levers { li { (site.say(&lever.text)) } } }
            p { a.link href="/plan/training" { (site.text("page-cut-link")) } }
            p { a.link href="/calculators" { (site.text("page-calc-title")) } }
        }
    }
}

fn in_all(plan: &Plan) -> Message {
    if plan.week.days.iter().all(|day| day.run.is_none()) {
        return Message::new("page-week-none");
    }
    Message::new("page-week-in-all")
        .text("total", trochlea_report::limit_km(plan.week.total))
        .text("limit", trochlea_report::limit_km(plan.week.limit))
}

/// The week as a table: the run above, the strength work below; today in an ink frame.
fn calendar(site: &Site, plan: &Plan, longest: f64) -> Markup {
    let days = &plan.week.days;
    html! {
        table.cal.week {
            caption.vh { (site.text("page-week-caption")) }
            thead {
                tr {
                    td { span.vh { (site.text("page-week-day")) } }
                    @for day in days { th scope="col" { (day.date.strftime("%a").to_string()) small { (day.date.strftime("%-d").to_string()) } } }
                }
            }
            tbody {
                tr {
                    th scope="row" { (site.text("page-week-run")) }
                    @for (idx, day) in days.iter().enumerate() {
                        td.today[idx == 0] {
                            @match &day.run {
                                Some(run) => { (picture(&mark(run, longest).mark())) b { (trochlea_report::limit_km(run.distance)) span.vh { " km" @if run.conditional { ", " (site.text("page-week-conditional")) } } } }
                                None => { (picture(&REST.mark())) span.vh { (site.text("page-week-no-run")) } }
                            }
                        }
                    }
                }
                tr.strength {
                    th scope="row" { (site.text("page-week-strength")) }
                    @for day in days {
                        td {
                            @match day.strength {
                                StrengthDay::Full => { (picture(&STRENGTH.mark())) span.vh { (strength(day.strength)) } }
                                StrengthDay::DailyOnly => small { (site.text("page-week-daily")) span.vh { " " (site.text("page-week-daily-long")) } },
                                StrengthDay::None => span { "–" span.vh { (strength(day.strength)) } },
                            }
                        }
                    }
                }
            }
        }
    }
}

const REST: Day = Day {
    kind: DayKind::Rest,
    share: 0.0,
};
const STRENGTH: Day = Day {
    kind: DayKind::Strength,
    share: 0.0,
};

/// The tightest limit in view, all of them below it.
fn caps(site: &Site, plan: &Plan) -> Markup {
    html! {
        @if plan.week.days.iter().all(|day| day.run.is_none()) {
            p.why { b { (site.text("page-plan-why")) } span { (site.text("page-week-why-none")) } }
        } @else if let Some(cap) = plan.caps.iter().find(|cap| cap.tightest) {
            p.why { b { (site.text("page-plan-why-not-more")) } span { (site.say(&cap.reason)) } }
        }
        (limits(site, &plan.caps))
    }
}

fn mark(run: &PlannedRun, longest: f64) -> Day {
    let kind = if run.conditional {
        DayKind::Conditional
    } else {
        DayKind::Planned
    };
    let share = if longest > 0.0 {
        run.distance.as_m() / longest
    } else {
        0.0
    };
    Day { kind, share }
}

const fn strength(day: StrengthDay) -> &'static str {
    match day {
        StrengthDay::Full => "Strength work",
        StrengthDay::DailyOnly => "The daily exercises",
        StrengthDay::None => "No strength work",
    }
}

fn more(site: &Site, plan: &Plan) -> Markup {
    html! {
        section.sec aria-labelledby="more" {
            h2 #more { (site.text("page-plan-what-this-counts-from")) }
            dl.facts {
                div { dt { (site.text("page-plan-growth-counts-from")) } dd { (figure::km(plan.growth_base.as_m())) span.unit { (site.text("page-plan-km-a-week")) } } }
                @for onset in &plan.onsets {
                    div { dt { "Pain expected from, " (knee_name(onset.side).to_lowercase()) } dd { (figure::km(onset.onset.as_m())) span.unit { (site.text("page-plan-km")) } @if onset.assumed { small { (site.text("page-plan-assumed-nobody-said-yet")) } } } }
                }
            }
            @if !plan.flares.is_empty() {
                h3 { (site.text("page-plan-setbacks")) }
                ul.stack { @for flare in &plan.flares { li { (knee_name(flare.side)) ", " (figure::short_day(flare.from)) @if flare.to != flare.from { " to " (figure::short_day(flare.to)) } } } }
            }
        }
    }
}

fn look_back(site: &Site) -> Markup {
    html! { p { a.link href="/outcomes" { (site.text("page-outcomes-title")) } } }
}

const fn condition_id(condition: Protocol) -> &'static str {
    match condition {
        Protocol::Pfps => "pfps",
        Protocol::Itbs => "itbs",
    }
}

const fn condition_name(condition: Protocol) -> &'static str {
    match condition {
        Protocol::Pfps => "As for pain at the kneecap",
        Protocol::Itbs => "As for pain at the outer band",
    }
}
