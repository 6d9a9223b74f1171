use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{CriterionKind, Message};
use trochlea_quantity::{Length, Speed};
use trochlea_schedule::{Problem, Session};

use super::level::Level;
use super::{Rules, monday_of};
use crate::decide::{self, Found};
use crate::gate::{CriterionNow, CriterionStatus};
use crate::knee::{before, days_between};
use crate::{Downhill, Input, Stage};

/// A training plan before and after the cut, day by day.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CutPlan {
    /// The first day: today.
    #[schemars(with = "String")]
    pub from: Date,
    /// What it was cut to.
    pub level: Level,
    /// When it is held, when it grows, when hills and speed come back.
    pub phases: Phases,
    /// The runner's usual speed, by which times became distances; `None` while it is not known.
    #[serde(rename = "usual_speed_m_per_s")]
    pub usual_speed: Option<Speed>,
    /// Sessions before today, left out.
    pub n_past: u32,
    /// By day; strength work that was put in stands among them.
    pub sessions: Vec<CutSession>,
    /// Each week's distance before and after.
    pub weeks: Vec<CutWeek>,
    /// What of the plan could not be read.
    pub problems: Vec<Problem>,
    /// What holds for the whole.
    pub notes: Vec<Message>,
    /// Ids of the numbers behind it.
    pub rules_fired: Vec<String>,
}

/// The phases of the way back, as far as they can be foreseen if all stays quiet.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Phases {
    /// The first day with a run; `None` while something other than time stands before it.
    #[schemars(with = "Option<String>")]
    pub run_from: Option<Date>,
    /// The first day after the level was held long enough.
    #[schemars(with = "String")]
    pub held_until: Date,
    /// The first day on which the level no longer has to be held; `None` while a flag forbids
    /// anything more.
    #[schemars(with = "Option<String>")]
    pub rebuild_from: Option<Date>,
    /// From when on anything grows: not within a week from today, since what was earned before is
    /// in the level already; `None` while a flag forbids it.
    #[schemars(with = "Option<String>")]
    pub grow_from: Option<Date>,
    /// From when on hills and speed are run as planned; `None` while something other than time
    /// stands before it.
    #[schemars(with = "Option<String>")]
    pub intense_from: Option<Date>,
    /// What that is.
    pub intense_waits_for: Vec<Message>,
}

/// Where a day stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before the first run.
    Rest,
    /// At the level.
    Hold,
    /// Growing again.
    Rebuild,
}

/// A session before and after.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CutSession {
    /// Its day.
    #[schemars(with = "String")]
    pub day: Date,
    /// Where the day stands.
    pub phase: Phase,
    /// Whether the day is ours, because the file named none.
    pub placed: bool,
    /// As it was planned; `None` for strength work that was put in.
    pub before: Option<Session>,
    /// How far it was, times turned into distances; `None` when nobody knows.
    #[serde(rename = "before_m")]
    pub before_distance: Option<Length>,
    /// What is left of it, or what takes its place.
    pub after: After,
    /// Whether anything is different.
    pub changed: bool,
    /// Why, with the numbers behind it; empty when nothing is different.
    pub reasons: Vec<CutReason>,
}

/// What a session becomes.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct After {
    /// What is done.
    pub activity: Activity,
    /// How far; `None` for what is no run, or a run of which nobody knows how far.
    #[serde(rename = "distance_m")]
    pub distance: Option<Length>,
    /// The longest that a run may be on this day, whatever was planned.
    #[serde(rename = "at_most_m")]
    pub at_most: Option<Length>,
}

/// What is done on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// A run as it was planned.
    Run,
    /// An easy run on the flat.
    EasyRun,
    /// Another sport, as far as the knee stays quiet.
    CrossTraining,
    /// Strength work.
    Strength,
    /// Nothing.
    Rest,
}

/// Why a session is different.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CutReason {
    /// In words.
    pub message: Message,
    /// Ids of the numbers behind it.
    pub rules: Vec<String>,
}

/// A week, from Monday on.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CutWeek {
    /// Its first day.
    #[schemars(with = "String")]
    pub monday: Date,
    /// Runs as planned, as far as their distance is known.
    #[serde(rename = "before_m")]
    pub before: Length,
    /// Runs after the cut, as far as their distance is known.
    #[serde(rename = "after_m")]
    pub after: Length,
    /// Runs of unknown distance, in neither sum.
    pub n_unknown: u32,
    /// By how much the week after the cut is more than the one before it, as a fraction; `None`
    /// for the first, after a week without a run, and where a run of either week has no known
    /// distance.
    pub growth_fraction: Option<f64>,
}

impl CutPlan {
    /// Where the plan was cut.
    pub fn changed(&self) -> impl Iterator<Item = &CutSession> {
        self.sessions.iter().filter(|session| session.changed)
    }
}

impl Phases {
    /// Where a day stands.
    pub(crate) fn of(&self, day: Date) -> Phase {
        if self.run_from.is_none_or(|from| day < from) {
            Phase::Rest
        } else if self.rebuild_from.is_none_or(|from| day < from) {
            Phase::Hold
        } else {
            Phase::Rebuild
        }
    }

    /// Weeks of growth by a day: one on the day it begins and one each week after.
    pub(crate) fn weeks_grown(&self, day: Date) -> i64 {
        self.grow_from
            .map_or(0, |from| (days_between(from, day) + 7).div_euclid(7).max(0))
    }
}

/// The phases of the complaint that is furthest back.
pub(crate) fn phases(found: &[Found<'_>], input: &Input<'_>, rules: &Rules<'_>) -> Phases {
    let table = rules.protocols;
    let later = |from: Date, weeks: i64| from.saturating_add((7 * weeks).days());
    let today = input.today;
    let held_until = found
        .iter()
        .map(|one| later(one.knee.level_since(), table.pfps_hold_weeks.whole()))
        .max()
        .unwrap_or(today);
    let painless_from = found
        .iter()
        .map(|one| {
            let days = one.knee.stretch(today).map_or(0, |stretch| stretch.days());
            later(before(today, days), table.pfps_pain_free_weeks.whole())
        })
        .max()
        .unwrap_or(today);
    let run_from = decide::run_from(found);
    let rebuild_from = run_from
        .filter(|_| !rules.held)
        .map(|_| held_until.max(painless_from));
    let grow_from = rebuild_from.map(|from| from.max(later(today, 1)));
    let waits: Vec<Message> = found.iter().flat_map(waits_for).collect();
    let intense_from = match (rebuild_from, waits.is_empty()) {
        (Some(rebuild), true) => Some(intense_from(found, run_from, rebuild, today)),
        _ => None,
    };
    Phases {
        run_from,
        held_until,
        rebuild_from,
        grow_from,
        intense_from,
        intense_waits_for: waits,
    }
}

/// What stands before hills and speed that time alone does not bring.
fn waits_for(one: &Found<'_>) -> Vec<Message> {
    let missing = one.gates.iter().flat_map(|gate| &gate.criteria);
    missing
        .filter(|now| now.status == CriterionStatus::Missing && !comes_with_time(one, now))
        .map(|now| now.text.clone())
        .collect()
}

fn kind_of(one: &Found<'_>, now: &CriterionNow) -> Option<CriterionKind> {
    let mut rows = one.knee.table.criteria.iter();
    rows.find(|row| row.id == now.id).map(|row| row.kind)
}

fn comes_with_time(one: &Found<'_>, now: &CriterionNow) -> bool {
    use CriterionKind::{
        CleanRuns, FlatWeeks, HeldWeeks, PainFreeWeeks, RecentPainBelow, RestedAfterFlare,
    };
    matches!(
        kind_of(one, now),
        Some(
            CleanRuns | FlatWeeks | HeldWeeks | PainFreeWeeks | RecentPainBelow | RestedAfterFlare
        )
    )
}

/// The day on which the painless weeks on the flat are full, and no downhill is due any more.
fn intense_from(
    found: &[Found<'_>],
    run_from: Option<Date>,
    rebuild_from: Date,
    today: Date,
) -> Date {
    let open =
        |one: &Found<'_>| one.stage == Stage::Full && decide::downhill(one) == Downhill::Allowed;
    if found.iter().all(open) {
        return today;
    }
    let mut from = rebuild_from.max(today);
    for one in found {
        let wait = one.knee.table.pfps_no_downhill_weeks.whole() * 7;
        from = from.max(one.knee.level_since().saturating_add(wait.days()));
        let missing = one.gates.iter().flat_map(|gate| &gate.criteria);
        for now in missing.filter(|now| now.status == CriterionStatus::Missing) {
            if kind_of(one, now) != Some(CriterionKind::FlatWeeks) {
                continue;
            }
            let days = |weeks: f64| (weeks * 7.0).round() as i64;
            let done = days(now.value.unwrap_or(0.0));
            let left = (days(now.needed) - done).max(0);
            let begin = if done > 0 {
                today
            } else {
                run_from.unwrap_or(today).max(today)
            };
            from = from.max(begin.saturating_add(left.days()));
        }
    }
    from
}

/// Sums by week.
pub(crate) fn weeks(sessions: &[CutSession]) -> Vec<CutWeek> {
    let mut by_monday: BTreeMap<Date, CutWeek> = BTreeMap::new();
    for session in sessions {
        let monday = monday_of(session.day);
        let week = by_monday.entry(monday).or_insert_with(|| CutWeek {
            monday,
            before: Length::ZERO,
            after: Length::ZERO,
            n_unknown: 0,
            growth_fraction: None,
        });
        let was_run = session
            .before
            .as_ref()
            .is_some_and(|before| before.kind.may_be_a_run());
        if was_run {
            week.before += session.before_distance.unwrap_or_default();
            week.n_unknown += u32::from(session.before_distance.is_none());
            week.after += session.after.distance.unwrap_or_default();
        }
    }
    let mut weeks: Vec<CutWeek> = by_monday.into_values().collect();
    let mut last: Option<(Date, Length)> = None;
    for week in &mut weeks {
        let before = last.filter(|(monday, after)| {
            days_between(*monday, week.monday) == 7 && *after > Length::ZERO
        });
        let known = before.filter(|_| week.n_unknown == 0);
        week.growth_fraction = known.map(|(_, after)| week.after / after - 1.0);
        last = (week.n_unknown == 0).then_some((week.monday, week.after));
    }
    weeks
}
