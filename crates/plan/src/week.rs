use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Message, ProtocolTable};
use trochlea_ledger::Run;
use trochlea_quantity::Length;

use crate::{Input, RunDay};

/// The days from today on.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Week {
    /// Today first.
    pub days: Vec<PlannedDay>,
    /// All planned runs together.
    #[serde(rename = "total_m")]
    pub total: Length,
    /// The most that any seven days in a row may hold, what was already run since the start
    /// included.
    #[serde(rename = "limit_m")]
    pub limit: Length,
}

/// A planned day.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PlannedDay {
    /// Which.
    #[schemars(with = "String")]
    pub date: Date,
    /// The run, if there is one.
    pub run: Option<PlannedRun>,
    /// Strength work.
    pub strength: StrengthDay,
    /// Text of the day: run, rest.
    pub text: Message,
}

/// A planned run.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PlannedRun {
    /// How far at most.
    #[serde(rename = "distance_m")]
    pub distance: Length,
    /// Only if everything up to then stays within what is allowed: true for every day but today.
    pub conditional: bool,
}

/// Which strength work a day holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StrengthDay {
    /// The whole list.
    Full,
    /// Only the exercises that are done every day.
    DailyOnly,
    /// None.
    None,
}

/// What the week is made from.
pub(crate) struct WeekLimits {
    /// The longest run.
    pub run: Length,
    /// The longest seven days.
    pub week: Length,
    /// Nothing is run before this day.
    pub from: Option<Date>,
    /// Full strength sessions.
    pub strength_sessions: i64,
    /// Whether the daily exercises go on.
    pub daily_strength: bool,
}

/// How many runs a week holds: as many as the runner's days allow with a rest day between.
///
/// It depends on nothing but the runner's days, so that no score can move it.
pub(crate) fn runs_a_week(run_days: &[RunDay], table: &ProtocolTable) -> f64 {
    if run_days.is_empty() {
        return table.week_runs.value;
    }
    let monday = Date::constant(2024, 1, 1);
    let week = (0..7).map(|n| monday.saturating_add(n.days()));
    let mut n_runs = 0_u8;
    let mut last: Option<Date> = None;
    for day in week.filter(|day| run_days.contains(&RunDay::of(*day))) {
        if last.is_none_or(|last| last.saturating_add(1.days()) < day) {
            n_runs += 1;
            last = Some(day);
        }
    }
    f64::from(n_runs).clamp(1.0, table.week_runs_most.value)
}

/// The dates of the next days on which a run could stand: the runner's days, a rest day between,
/// none on a day after a run. Independent of any pain.
pub(crate) fn run_dates(input: &Input<'_>, table: &ProtocolTable) -> BTreeSet<Date> {
    let most = runs_a_week(input.run_days, table);
    let ran = input.ran_on();
    let mut last = ran.range(..=input.today).next_back().copied();
    let mut dates = BTreeSet::new();
    for date in dates_of(input.today, table) {
        let fits = input.run_days.is_empty() || input.run_days.contains(&RunDay::of(date));
        let rested = last.is_none_or(|last| last.saturating_add(1.days()) < date);
        let room = (dates.len() as f64) < most;
        if fits && rested && room {
            dates.insert(date);
            last = Some(date);
        }
    }
    dates
}

/// The week: every run within the longest run, every seven days within the longest week.
pub(crate) fn week(input: &Input<'_>, table: &ProtocolTable, limits: &WeekLimits) -> Week {
    let dates = run_dates(input, table);
    let past = since_start(input);
    let mut total = Length::ZERO;
    let mut days = Vec::new();
    let mut sessions = 0;
    let mut since_session = i64::MAX;
    for date in dates_of(input.today, table) {
        let may_run = dates.contains(&date) && limits.from.is_some_and(|from| date >= from);
        let distance = if may_run {
            limits
                .run
                .min(limits.week - run_before(&past, date) - total)
        } else {
            Length::ZERO
        };
        let run = (distance > Length::ZERO).then_some(PlannedRun {
            distance,
            conditional: date != input.today,
        });
        if run.is_some() {
            total += distance;
        }
        let full = sessions < limits.strength_sessions && since_session >= 2;
        if full {
            sessions += 1;
            since_session = 0;
        }
        since_session = since_session.saturating_add(1);
        days.push(PlannedDay {
            date,
            text: text(run.as_ref()),
            run,
            strength: match (full, limits.daily_strength) {
                (true, _) => StrengthDay::Full,
                (false, true) => StrengthDay::DailyOnly,
                (false, false) => StrengthDay::None,
            },
        });
    }
    Week {
        days,
        total,
        limit: limits.week,
    }
}

/// The runs that count against the week: those since the way back began.
pub(crate) fn since_start<'a>(input: &Input<'a>) -> Vec<&'a Run> {
    let start = input.started_on.unwrap_or(input.today);
    input
        .runs
        .iter()
        .filter(|run| (start..=input.today).contains(&run.day))
        .collect()
}

/// What was run in the six days before a date and on it.
pub(crate) fn run_before(runs: &[&Run], date: Date) -> Length {
    let from = date.saturating_sub(6.days());
    runs.iter()
        .filter(|run| (from..=date).contains(&run.day))
        .map(|run| run.distance)
        .sum()
}

fn text(run: Option<&PlannedRun>) -> Message {
    match run {
        Some(run) if run.conditional => {
            Message::new("plan-day-run-if-quiet").number("distance_km", run.distance.as_km())
        }
        Some(run) => Message::new("plan-day-run").number("distance_km", run.distance.as_km()),
        None => Message::new("plan-day-rest"),
    }
}

fn dates_of(today: Date, table: &ProtocolTable) -> impl Iterator<Item = Date> {
    (0..table.week_days.whole()).map(move |n| today.saturating_add(n.days()))
}
