use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Gate, Message, Protocol, ProtocolTable};
use trochlea_quantity::{Length, Side};
use trochlea_symptom::Contradiction;

use crate::cap::{self, Allowance, Cap};
use crate::course::{self, CourseSignal};
use crate::gate::{self, CriterionStatus, GateNow, GateStatus};
use crate::knee::{Flare, Knee, before, days_between, knees};
use crate::lever::{Lever, levers};
use crate::onset::{OnsetCourse, OnsetEstimate};
use crate::week::{self, Week, WeekLimits};
use crate::{Input, RunDay};

/// What may be run, and everything that led to it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Plan {
    /// Today.
    pub today: Today,
    /// Where each complaint stands.
    pub stages: Vec<StageNow>,
    /// All gates of all complaints.
    pub gates: Vec<GateNow>,
    /// The first gate that is not passed, of all complaints the one furthest back.
    pub next_gate: Option<GateNow>,
    /// All caps of all complaints; the tightest is marked.
    pub caps: Vec<Cap>,
    /// Today and the days after it.
    pub week: Week,
    /// What of the runner's running the plan changes, and how: distance, hills, pace, step rate.
    pub levers: Vec<Lever>,
    /// What may go down on the next run.
    pub downhill: Downhill,
    /// The highest pain that does not end a run.
    pub pain_at_most: u8,
    /// Distance of the usual week that the restart is counted from, the smallest of all complaints.
    #[serde(rename = "growth_base_m")]
    pub growth_base: Length,
    /// Where pain is expected to begin, for each outer knee.
    pub onsets: Vec<OnsetEstimate>,
    /// Setbacks that still count or are recent.
    pub flares: Vec<Flare>,
    /// Diary entries that contradict each other; the worse one counted.
    pub contradictions: Vec<Contradiction>,
    /// What in the course should bring a professional in.
    pub signals: Vec<CourseSignal>,
    /// Whether any of them does.
    pub calls_professional: bool,
    /// What is missing and worth writing down.
    pub to_log: Vec<Message>,
    /// Ids of all numbers that had a part in this.
    pub rules_fired: Vec<String>,
}

/// The decision for today.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Today {
    /// The day.
    #[schemars(with = "String")]
    pub date: Date,
    /// The run; `None` is a day without one.
    pub run: Option<TodayRun>,
    /// The decision in a line.
    pub headline: Message,
    /// Why not more.
    pub reason: Message,
    /// Every reason why there is no run; empty when there is one.
    pub rest_reasons: Vec<Message>,
    /// The longest run that every cap allows, whether or not today is a day for one.
    #[serde(rename = "limit_m")]
    pub limit: Length,
}

/// A run for today.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TodayRun {
    /// How far at most.
    #[serde(rename = "distance_m")]
    pub distance: Length,
    /// What may go down.
    pub downhill: Downhill,
    /// Whether only an easy pace is allowed.
    pub easy_only: bool,
    /// The highest pain that does not end the run.
    pub pain_at_most: u8,
    /// When to stop, in words.
    pub stop_rule: Message,
    /// Where to run, in words.
    pub ground: Message,
}

/// What may go down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Downhill {
    /// Nothing: flat only.
    None,
    /// What lies on the way, not as training.
    OnTheWay,
    /// As training too.
    Allowed,
}

/// A stage on the way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// No running yet.
    Rest,
    /// Easy, flat, short.
    Reduced,
    /// Growing.
    Building,
    /// Hills and speed too.
    Full,
}

/// Where a complaint stands.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StageNow {
    /// Which knee.
    pub side: Side,
    /// On which way back.
    pub condition: Protocol,
    /// The stage.
    pub stage: Stage,
    /// Since when the time at this level is counted: the start, or the last setback.
    #[schemars(with = "String")]
    pub since: Date,
    /// Why this one, in words.
    pub reason: Message,
    /// Ids of the criteria that stand before the next stage.
    pub waiting_for: Vec<String>,
}

/// One complaint with all that was found out about it.
pub(crate) struct Found<'a> {
    pub knee: Knee<'a>,
    pub gates: Vec<GateNow>,
    pub onset: Option<OnsetCourse>,
    pub allowance: Allowance,
    pub stage: Stage,
}

/// Every complaint with its gates, caps and stage.
pub(crate) fn found<'a>(input: &Input<'a>, table: &'a ProtocolTable, held: bool) -> Vec<Found<'a>> {
    let runs_a_week = week::runs_a_week(input.run_days, table);
    knees(input, table)
        .into_iter()
        .map(|knee| find(knee, input, runs_a_week, held))
        .collect()
}

pub(crate) fn plan(input: &Input<'_>, table: &ProtocolTable, held: bool) -> Plan {
    let found = found(input, table, held);
    let least = |lengths: &mut dyn Iterator<Item = Length>| {
        lengths.min_by(Length::total_cmp).unwrap_or(Length::ZERO)
    };
    let run = least(&mut found.iter().map(|one| one.allowance.run));
    let week_limit = least(&mut found.iter().map(|one| one.allowance.week));
    let growth_base = least(&mut found.iter().map(|one| one.allowance.base_week));
    let mut caps: Vec<Cap> = Vec::new();
    for one in &found {
        caps.extend(one.allowance.caps.iter().cloned());
        caps.push(room_in_week(&one.knee, input, one.allowance.week));
    }
    let limit = least(&mut caps.iter().map(|cap| cap.limit));
    for cap in &mut caps {
        cap.tightest = cap.limit <= limit;
    }
    let stages: Vec<StageNow> = found.iter().map(stage_now).collect();
    let gates: Vec<GateNow> = found.iter().flat_map(|one| one.gates.clone()).collect();
    let signals: Vec<CourseSignal> = course_of(&found, input, table);
    let week = week::week(
        input,
        table,
        &WeekLimits {
            run,
            week: week_limit,
            from: run_from(&found),
            strength_sessions: strength_sessions(&found, table),
            daily_strength: found.iter().any(|one| one.stage != Stage::Full),
        },
    );
    let today = today(input, table, &found, &week, &caps, limit);
    Plan {
        rules_fired: rules_fired(&caps, &gates, &signals, &found),
        next_gate: next_gate(&gates),
        downhill: least_downhill(&found),
        pain_at_most: pain_at_most(&found, table),
        onsets: found.iter().filter_map(onset_estimate).collect(),
        flares: flares(&found),
        levers: levers(
            week_limit,
            growth_base,
            least_downhill(&found),
            found.iter().any(|one| one.stage != Stage::Full),
        ),
        contradictions: input.diary.contradictions.clone(),
        calls_professional: !signals.is_empty(),
        to_log: to_log(input, &found),
        today,
        stages,
        gates,
        caps,
        week,
        growth_base,
        signals,
    }
}

fn find<'a>(knee: Knee<'a>, input: &Input<'_>, runs_a_week: f64, held: bool) -> Found<'a> {
    let gates = gate::gates(&knee, input.measures);
    let onset =
        (knee.complaint.condition == Protocol::Itbs).then(|| OnsetCourse::of(&knee, &input.stated));
    let allowance = cap::allowance(&knee, input, onset.as_ref(), runs_a_week, held);
    let passed = |gate: Gate| {
        gates
            .iter()
            .any(|now| now.gate == gate && now.status == GateStatus::Passed)
    };
    let stage = if passed(Gate::MayTrainFully) {
        Stage::Full
    } else if passed(Gate::MayBuild) {
        Stage::Building
    } else if passed(Gate::MayRunReduced) {
        Stage::Reduced
    } else {
        Stage::Rest
    };
    Found {
        knee,
        gates,
        onset,
        allowance,
        stage,
    }
}

/// What the last seven days leave of the week.
fn room_in_week(knee: &Knee<'_>, input: &Input<'_>, week: Length) -> Cap {
    let done = week::run_before(&week::since_start(input), input.today);
    let limit = (week - done).max(Length::ZERO);
    let reason = Message::new("plan-cap-room-in-week")
        .number("limit_km", limit.as_km())
        .number("week_km", week.as_km())
        .number("done_km", done.as_km());
    let rules = [
        &knee.table.pfps_weekly_growth,
        &knee.table.pfps_reduced_share,
    ];
    cap::cap(knee, "room_in_week", limit, reason, &rules)
}

/// The first day on which every complaint lets run, if only time is missing; `None` when a
/// criterion other than rest stands before it.
pub(crate) fn run_from(found: &[Found<'_>]) -> Option<Date> {
    let mut from = found.first()?.knee.today;
    for one in found {
        if course::severe(&one.knee).is_some() {
            return None;
        }
        let rested = one.knee.rested_from().unwrap_or(from);
        let waits_only_for_rest =
            missing(one, Gate::MayRunReduced).all(|criterion| is_over_with_rest(one, criterion));
        if !waits_only_for_rest {
            return None;
        }
        if one.stage == Stage::Rest {
            from = from
                .max(rested)
                .max(one.knee.today.saturating_add(1.days()));
        }
    }
    Some(from)
}

fn missing<'a>(one: &'a Found<'_>, gate: Gate) -> impl Iterator<Item = &'a str> {
    one.gates
        .iter()
        .filter(move |now| now.gate == gate)
        .flat_map(|now| &now.criteria)
        .filter(|criterion| criterion.status == CriterionStatus::Missing)
        .map(|criterion| criterion.id.as_str())
}

fn is_over_with_rest(one: &Found<'_>, criterion: &str) -> bool {
    use trochlea_knowledge::CriterionKind::{RecentPainBelow, RestedAfterFlare};
    one.knee
        .table
        .criteria
        .iter()
        .any(|row| row.id == criterion && matches!(row.kind, RecentPainBelow | RestedAfterFlare))
}

pub(crate) fn strength_sessions(found: &[Found<'_>], table: &ProtocolTable) -> i64 {
    let all_full = !found.is_empty() && found.iter().all(|one| one.stage == Stage::Full);
    if all_full {
        table.strength_maintenance.whole()
    } else {
        table.strength_sessions.whole()
    }
}

fn today(
    input: &Input<'_>,
    table: &ProtocolTable,
    found: &[Found<'_>],
    week: &Week,
    caps: &[Cap],
    limit: Length,
) -> Today {
    let planned = week.days.first().and_then(|day| day.run.as_ref());
    let run = planned.map(|planned| today_run(table, found, planned.distance));
    let rest_reasons = if run.is_some() {
        Vec::new()
    } else {
        rest_reasons(input, table, found)
    };
    let tightest = caps.iter().find(|cap| cap.tightest);
    let headline = match &run {
        Some(run) => Message::new("plan-headline-run").number("distance_km", run.distance.as_km()),
        None => Message::new("plan-headline-rest"),
    };
    let reason = rest_reasons
        .first()
        .or(tightest.map(|cap| &cap.reason))
        .cloned()
        .unwrap_or_else(|| Message::new("plan-rest-no-way-back"));
    Today {
        date: input.today,
        run,
        headline,
        reason,
        rest_reasons,
        limit,
    }
}

fn today_run(table: &ProtocolTable, found: &[Found<'_>], distance: Length) -> TodayRun {
    let outer = found
        .iter()
        .any(|one| one.knee.complaint.condition == Protocol::Itbs);
    let downhill = least_downhill(found);
    let pain_at_most = pain_at_most(found, table);
    let stop_rule = if outer {
        "plan-stop-at-first-pain"
    } else {
        "plan-stop-above-ceiling"
    };
    TodayRun {
        distance,
        downhill,
        easy_only: found.iter().any(|one| one.stage != Stage::Full),
        pain_at_most,
        stop_rule: Message::new(stop_rule).number("pain_nprs", f64::from(pain_at_most)),
        ground: Message::new(match downhill {
            Downhill::None if outer => "plan-ground-flat-centre",
            Downhill::None => "plan-ground-flat",
            Downhill::OnTheWay => "plan-ground-on-the-way",
            Downhill::Allowed => "plan-ground-any",
        }),
    }
}

/// Pain that ends a run at the first twinge wherever a band is among the complaints.
fn pain_at_most(found: &[Found<'_>], table: &ProtocolTable) -> u8 {
    let outer = |one: &Found<'_>| one.knee.complaint.condition == Protocol::Itbs;
    if found.iter().any(outer) {
        table.itbs_pain_at_most.small()
    } else {
        table.pfps_pain_below.small().saturating_sub(1)
    }
}

/// The strictest of all complaints.
fn least_downhill(found: &[Found<'_>]) -> Downhill {
    found.iter().map(downhill).min().unwrap_or(Downhill::None)
}

/// No downhill before the last gate; at the kneecap what lies on the way is allowed earlier.
pub(crate) fn downhill(one: &Found<'_>) -> Downhill {
    let weeks = one.knee.table.pfps_no_downhill_weeks.whole();
    let back = days_between(one.knee.level_since(), one.knee.today);
    match (one.stage, one.knee.complaint.condition) {
        (Stage::Full, _) if back >= weeks * 7 => Downhill::Allowed,
        (Stage::Building, Protocol::Pfps) if back >= weeks * 7 => Downhill::OnTheWay,
        _ => Downhill::None,
    }
}

/// Why there is no run today, the weightiest first.
fn rest_reasons(input: &Input<'_>, table: &ProtocolTable, found: &[Found<'_>]) -> Vec<Message> {
    let mut reasons = Vec::new();
    if found.is_empty() {
        reasons.push(Message::new("plan-rest-no-way-back"));
    }
    reasons.extend(standing_before(input.today, found));
    let runs = input.ran_on();
    let fits = input.run_days.is_empty() || input.run_days.contains(&RunDay::of(input.today));
    if runs.contains(&input.today) {
        reasons.push(Message::new("plan-rest-ran-today"));
    } else if runs.contains(&before(input.today, 1)) {
        reasons.push(Message::new("plan-rest-ran-yesterday"));
    } else if !fits {
        reasons.push(Message::new("plan-rest-not-a-run-day"));
    } else if reasons.is_empty() && week::run_dates(input, table).contains(&input.today) {
        reasons.push(Message::new("plan-rest-week-is-full"));
    }
    reasons
}

/// What stands before any run, the weightiest first: a severe pain, a setback, an open gate.
pub(crate) fn standing_before(today: Date, found: &[Found<'_>]) -> Vec<Message> {
    let mut reasons: Vec<Message> = found
        .iter()
        .filter_map(|one| course::severe(&one.knee))
        .map(|signal| signal.reason)
        .collect();
    for one in found.iter().filter(|one| one.stage == Stage::Rest) {
        if let Some(until) = one.knee.rested_from().filter(|until| *until > today)
            && let Some((_, cause)) = one.knee.red.last_key_value()
        {
            reasons.push(
                Message::new("plan-rest-after-setback")
                    .text("side", one.knee.complaint.side.as_str())
                    .message("cause", cause.clone())
                    .text("until", until.to_string()),
            );
        }
        let texts = one
            .gates
            .iter()
            .filter(|now| now.gate == Gate::MayRunReduced)
            .flat_map(|now| &now.criteria)
            .filter(|criterion| criterion.status == CriterionStatus::Missing)
            .filter(|criterion| !is_over_with_rest(one, &criterion.id));
        reasons.extend(texts.map(|criterion| {
            Message::new("plan-rest-gate")
                .text("side", one.knee.complaint.side.as_str())
                .message("criterion", criterion.text.clone())
        }));
    }
    reasons
}

fn stage_now(one: &Found<'_>) -> StageNow {
    let waiting_for = one
        .gates
        .iter()
        .find(|gate| gate.status == GateStatus::Here)
        .map(|gate| missing(one, gate.gate).map(str::to_owned).collect())
        .unwrap_or_default();
    let text = match one.stage {
        Stage::Rest => "plan-stage-rest",
        Stage::Reduced => "plan-stage-reduced",
        Stage::Building => "plan-stage-building",
        Stage::Full => "plan-stage-full",
    };
    StageNow {
        side: one.knee.complaint.side,
        condition: one.knee.complaint.condition,
        stage: one.stage,
        since: one.knee.level_since(),
        reason: Message::new(text)
            .text("side", one.knee.complaint.side.as_str())
            .number("weeks_grown", one.allowance.weeks_grown as f64),
        waiting_for,
    }
}

fn next_gate(gates: &[GateNow]) -> Option<GateNow> {
    gates
        .iter()
        .filter(|gate| gate.status == GateStatus::Here)
        .min_by_key(|gate| gate.gate)
        .cloned()
}

fn onset_estimate(one: &Found<'_>) -> Option<OnsetEstimate> {
    let onset = one.onset.as_ref()?;
    Some(OnsetEstimate {
        side: one.knee.complaint.side,
        onset: onset.on(one.knee.today),
        assumed: onset.assumed,
    })
}

fn flares(found: &[Found<'_>]) -> Vec<Flare> {
    found
        .iter()
        .flat_map(|one| {
            let lasts = one.knee.table.flare_lasts_days.whole();
            let today = one.knee.today;
            let flares = one.knee.flares().into_iter();
            flares.filter(move |flare| days_between(flare.to, today) < lasts)
        })
        .collect()
}

fn course_of(found: &[Found<'_>], input: &Input<'_>, table: &ProtocolTable) -> Vec<CourseSignal> {
    let knees: Vec<&Knee<'_>> = found.iter().map(|one| &one.knee).collect();
    course::signals(&knees, input, table)
}

fn to_log(input: &Input<'_>, found: &[Found<'_>]) -> Vec<Message> {
    let mut asks = Vec::new();
    if input.runs.is_empty() && input.stated.usual_week.is_none() {
        asks.push(Message::new("plan-log-runs"));
    }
    if found
        .iter()
        .any(|one| one.onset.as_ref().is_some_and(|onset| onset.assumed))
    {
        asks.push(Message::new("plan-log-onset"));
    }
    let quiet = |one: &Found<'_>| {
        let from = before(input.today, one.knee.table.gap_days.whole() + 1);
        one.knee.worst_between(from, input.today).is_none()
    };
    if found.iter().any(quiet) {
        asks.push(Message::new("plan-log-diary"));
    }
    asks
}

fn rules_fired(
    caps: &[Cap],
    gates: &[GateNow],
    signals: &[CourseSignal],
    found: &[Found<'_>],
) -> Vec<String> {
    let mut fired: BTreeSet<String> = BTreeSet::new();
    fired.extend(caps.iter().flat_map(|cap| cap.rules.iter().cloned()));
    fired.extend(
        signals
            .iter()
            .flat_map(|signal| signal.rules.iter().cloned()),
    );
    for criterion in gates.iter().flat_map(|gate| &gate.criteria) {
        fired.insert(criterion.id.clone());
        fired.insert(criterion.rule.clone());
    }
    if let Some(table) = found.first().map(|one| one.knee.table) {
        let always = [
            &table.pain_free_at_most,
            &table.gap_days,
            &table.morning_baseline,
            &table.measure_valid_days,
            &table.recent_days,
        ];
        fired.extend(always.into_iter().map(|rule| rule.id.clone()));
    }
    fired.into_iter().collect()
}
