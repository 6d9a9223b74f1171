use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{LedgerTable, UsualWeek};
use trochlea_quantity::Length;

use crate::{LedgerError, NoLimitReason, Run, RunId, SingleRunLimit, Totals, validate};

/// How many weeks [`History::weeks`] goes back: a year and the week it began in, so that one
/// picture shows a season and a year of gaps stays short.
const WEEKS_LISTED: usize = 53;

/// What was run, as seen on one day.
///
/// Runs that provoked a flare are in every total, and in no base: they raise neither the longest
/// run nor the usual week nor the limit. Runs dated after today are in no figure but are named.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct History {
    /// The day it is seen from.
    #[schemars(with = "String", extend("format" = "date"))]
    pub today: Date,
    /// Every day with a run in the weeks listed, earliest first.
    pub days: Vec<Day>,
    /// ISO weeks up to the one that holds today, earliest first, weeks without a run included:
    /// from the first run among the last 53 on.
    pub weeks: Vec<Week>,
    /// Today and the six days before.
    pub last_7_days: Totals,
    /// Runs in the window (30 days) before today, whatever they provoked.
    pub n_runs_30_days: u32,
    /// Runs in the window that provoked nothing.
    pub n_base_runs_30_days: u32,
    /// The longest run of the window that provoked nothing.
    pub longest_run_30_days: Option<LongestRun>,
    /// How far a single run may go today; `None` with a reason.
    pub single_run_limit: Option<SingleRunLimit>,
    /// Why there is no limit.
    pub single_run_limit_reason: Option<NoLimitReason>,
    /// The distance of a usual week of this runner, from weeks before this one.
    #[serde(rename = "former_weekly_m")]
    pub former_weekly: Option<Length>,
    /// Civil days since the last run, 0 when it was today; `None` when there is none.
    pub days_since_last_run: Option<u32>,
    /// Runs dated after today, left out of everything.
    pub after_today: Vec<RunId>,
}

/// A day with at least one run.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Day {
    /// Which.
    #[schemars(with = "String", extend("format" = "date"))]
    pub day: Date,
    /// All its runs.
    #[serde(flatten)]
    pub totals: Totals,
}

/// An ISO week.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Week {
    /// Its first day.
    #[schemars(with = "String", extend("format" = "date"))]
    pub monday: Date,
    /// All its runs.
    #[serde(flatten)]
    pub totals: Totals,
    /// Distance of the runs that provoked nothing: the base that growth is counted from.
    #[serde(rename = "base_distance_m")]
    pub base_distance: Length,
}

/// Points at the longest run of the window.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LongestRun {
    /// Which run.
    pub id: RunId,
    /// Its day.
    #[schemars(with = "String", extend("format" = "date"))]
    pub day: Date,
    /// Its distance.
    #[serde(rename = "distance_m")]
    pub distance: Length,
}

/// Adds up runs as seen on `today`.
///
/// The window is the `window_days` civil days before today: with 30, a run exactly 30 days ago
/// counts, one 31 days ago does not, and neither does one of today, whose next morning nobody
/// has seen. The order of the runs changes nothing.
///
/// # Errors
/// Refuses what [`validate`] refuses.
pub fn history(
    runs: &[Run],
    provoking: &BTreeSet<RunId>,
    today: Date,
    table: &LedgerTable,
) -> Result<History, LedgerError> {
    validate(runs)?;
    let runs = in_order(runs);
    let (past, future): (Vec<&Run>, Vec<&Run>) = runs.into_iter().partition(|run| run.day <= today);
    let base: Vec<&Run> = past
        .iter()
        .copied()
        .filter(|run| !provoking.contains(&run.id))
        .collect();
    let by_week = weeks(&past, &base);
    let in_window = |run: &&&Run| is_in_window(run.day, today, table.single_run.window_days);
    let n_base_runs = count(base.iter().filter(in_window));
    let longest = longest(base.iter().copied().filter(|run| in_window(&run)));
    let single_run_limit = longest
        .clone()
        .filter(|_| n_base_runs >= table.least_runs.value)
        .map(|base| SingleRunLimit::from_base(base, &table.single_run));
    Ok(History {
        today,
        days: days(&past, earliest_listed(today)),
        weeks: listed_weeks(&by_week, today),
        last_7_days: last_7_days(&past, today),
        n_runs_30_days: count(past.iter().filter(in_window)),
        n_base_runs_30_days: n_base_runs,
        longest_run_30_days: longest,
        single_run_limit_reason: match single_run_limit {
            Some(_) => None,
            None => Some(NoLimitReason::NoRecentRuns),
        },
        single_run_limit,
        former_weekly: usual_week(&by_week, today, &table.usual_week),
        days_since_last_run: past.last().map(|run| days_between(run.day, today)),
        after_today: future.into_iter().map(|run| run.id.clone()).collect(),
    })
}

/// By day, then by start, then by name, so that sums are added in one order on every call.
fn in_order(runs: &[Run]) -> Vec<&Run> {
    let mut runs: Vec<&Run> = runs.iter().collect();
    runs.sort_by(|a, b| (a.day, a.start, &a.id).cmp(&(b.day, b.start, &b.id)));
    runs
}

/// The earliest day that [`history`] reads: an older run changes nothing but the days since the
/// last one, for which the newest run is enough.
pub fn earliest_day(today: Date, table: &LedgerTable) -> Date {
    let for_usual_week = weeks_before(monday_of(today), table.usual_week.window_weeks.into());
    let for_limit = today.saturating_sub(i64::from(table.single_run.window_days).days());
    earliest_listed(today).min(for_usual_week).min(for_limit)
}

/// The Monday of the earliest week that can be listed.
pub(crate) fn earliest_listed(today: Date) -> Date {
    weeks_before(monday_of(today), WEEKS_LISTED - 1)
}

fn days(past: &[&Run], first: Date) -> Vec<Day> {
    let listed = past.get(past.partition_point(|run| run.day < first)..);
    listed
        .unwrap_or_default()
        .chunk_by(|a, b| a.day == b.day)
        .filter_map(|runs| {
            Some(Day {
                day: runs.first()?.day,
                totals: Totals::of(runs.iter().copied()),
            })
        })
        .collect()
}

fn last_7_days(past: &[&Run], today: Date) -> Totals {
    let first = today.saturating_sub(6.days());
    Totals::of(past.iter().copied().filter(|run| run.day >= first))
}

fn weeks(past: &[&Run], base: &[&Run]) -> BTreeMap<Date, Week> {
    let mut by_monday: BTreeMap<Date, Week> = BTreeMap::new();
    for run in past {
        week_of(&mut by_monday, run.day).totals.add(run);
    }
    for run in base {
        week_of(&mut by_monday, run.day).base_distance += run.distance;
    }
    by_monday
}

fn week_of(by_monday: &mut BTreeMap<Date, Week>, day: Date) -> &mut Week {
    let monday = monday_of(day);
    by_monday
        .entry(monday)
        .or_insert_with(|| Week::empty(monday))
}

fn listed_weeks(by_monday: &BTreeMap<Date, Week>, today: Date) -> Vec<Week> {
    let Some((&first, _)) = by_monday.range(earliest_listed(today)..).next() else {
        return Vec::new();
    };
    let mut listed: Vec<Week> = (0..WEEKS_LISTED)
        .map(|n| weeks_before(monday_of(today), n))
        .take_while(|&monday| monday >= first)
        .map(|monday| {
            by_monday
                .get(&monday)
                .cloned()
                .unwrap_or_else(|| Week::empty(monday))
        })
        .collect();
    listed.dedup_by_key(|week| week.monday);
    listed.reverse();
    listed
}

/// The week at the stated quantile (the lower of two neighbours) among the complete weeks of the
/// window in which something was run that provoked nothing.
fn usual_week(by_monday: &BTreeMap<Date, Week>, today: Date, rule: &UsualWeek) -> Option<Length> {
    let this_monday = monday_of(today);
    let first = weeks_before(this_monday, usize::from(rule.window_weeks));
    let mut distances: Vec<Length> = by_monday
        .range(first..this_monday)
        .map(|(_, week)| week.base_distance)
        .filter(|&distance| distance > Length::ZERO)
        .collect();
    if distances.is_empty() || count(distances.iter()) < rule.least_weeks {
        return None;
    }
    distances.sort_by(Length::total_cmp);
    let place = rule.quantile * (distances.len() - 1) as f64;
    distances.get(place as usize).copied()
}

/// The longest; among equals the latest.
fn longest<'a>(runs: impl Iterator<Item = &'a Run>) -> Option<LongestRun> {
    let run = runs.max_by(|a, b| a.distance.total_cmp(&b.distance))?;
    Some(LongestRun {
        id: run.id.clone(),
        day: run.day,
        distance: run.distance,
    })
}

pub(crate) fn is_in_window(day: Date, today: Date, window_days: u16) -> bool {
    day < today && day >= today.saturating_sub(i64::from(window_days).days())
}

/// The Monday on or before a day; at the edge of the calendar the day itself.
pub(crate) fn monday_of(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

fn weeks_before(monday: Date, n: usize) -> Date {
    monday.saturating_sub(i64::try_from(n).unwrap_or(0).weeks())
}

fn days_between(earlier: Date, later: Date) -> u32 {
    let days = later.duration_since(earlier).as_hours() / 24;
    u32::try_from(days).unwrap_or(0)
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

impl Week {
    fn empty(monday: Date) -> Self {
        Self {
            monday,
            totals: Totals::default(),
            base_distance: Length::ZERO,
        }
    }
}
