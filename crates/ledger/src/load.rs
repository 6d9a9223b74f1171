use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::LedgerTable;
use trochlea_load::{DrawnLoad, Interval, OtherBaseline};
use trochlea_quantity::Shares;

use crate::RunId;
use crate::history::{earliest_listed, is_in_window, monday_of};

/// Something that loaded a knee on some day.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadItem {
    /// The civil day.
    pub day: Date,
    /// What kind of thing.
    pub kind: LoadKind,
    /// Which one: the run or walk, the exercise, the sport.
    pub id: String,
    /// How much of it, in `unit`.
    pub amount: f64,
    /// What is counted, such as `km`, `repetition` or `minute`.
    pub unit: String,
    /// All of it for one knee; `None` when nobody has a figure, and then it is in no sum.
    pub load: Option<DrawnLoad>,
    /// How what it is computed from came to be.
    pub origin: Shares,
}

/// Kinds of load that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LoadKind {
    /// Running.
    Run,
    /// A recorded walk.
    Walk,
    /// Strength work.
    Exercise,
    /// Stairs, and other sports.
    OtherSport,
}

/// What one knee bore, by day and by week, as seen on one day.
///
/// Kinds are compared in weighted flat kilometres (`D_3`, with its reference kilometre), because
/// a kilometre of plain impulse would make a deep squat as cheap as its short time.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LoadHistory {
    /// The day it is seen from.
    #[schemars(with = "String", extend("format" = "date"))]
    pub today: Date,
    /// The baseline that every figure is relative to.
    pub baseline: String,
    /// Every day with a load among the weeks that are listed, earliest first.
    pub days: Vec<LoadDay>,
    /// ISO weeks with a load, earliest first, at most those of a year.
    pub weeks: Vec<LoadDay>,
    /// Today and the six days before.
    pub last_7_days: LoadTotals,
    /// Today and the twenty-nine days before.
    pub last_30_days: LoadTotals,
    /// The single run that cost most of late, and what a tenth more would be; `None` with fewer
    /// runs in the window than a limit in kilometres needs.
    pub single_run: Option<SingleRunLoad>,
    /// What was done and has no figure anywhere: listed, never summed.
    pub without_figure: Vec<WithoutFigure>,
}

/// A day, or a week by its Monday.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LoadDay {
    /// The day, or the first of the week.
    #[schemars(with = "String", extend("format" = "date"))]
    pub day: Date,
    /// What was borne.
    #[serde(flatten)]
    pub totals: LoadTotals,
}

/// Weighted flat kilometres of one knee, by kind. The interval of a sum is narrower or wider than
/// the sum of the intervals, as its parts share errors or not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct LoadTotals {
    /// All that has a figure.
    pub weighted_km: Interval,
    /// By kind; a kind without any is not there.
    pub by_kind: BTreeMap<LoadKind, Interval>,
    /// Running alone by the guard, the unit of caps and comparisons.
    pub runs_guard_km: Interval,
    /// How many things had no figure.
    pub n_without_figure: u32,
    /// How what the sum is computed from came to be, by load.
    pub origin: Shares,
}

/// The dearest single run of late. A comparison: the hazard ratios of the limit in kilometres
/// belong to kilometres and are not attached to it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SingleRunLoad {
    /// Which run.
    pub id: String,
    /// Its day.
    #[schemars(with = "String", extend("format" = "date"))]
    pub day: Date,
    /// What it cost by the guard.
    pub guard_km: Interval,
    /// The middle of it and the share more that the rule in kilometres allows.
    pub limit_guard_km: f64,
}

/// Something without a figure.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WithoutFigure {
    /// What kind of thing.
    pub kind: LoadKind,
    /// Which one.
    pub id: String,
    /// On how many of the last 30 days.
    pub n_days: u32,
}

/// Adds up loads as seen on `today`. Runs of `provoking` are in every sum and are no base for the
/// single run. What is dated after today is left out; the order of the items changes nothing but
/// the last digits.
///
/// # Errors
/// When an item's load is relative to another baseline than `baseline`.
pub fn load_history(
    items: &[LoadItem],
    provoking: &BTreeSet<RunId>,
    today: Date,
    baseline: &str,
    table: &LedgerTable,
) -> Result<LoadHistory, OtherBaseline> {
    let mut items: Vec<&LoadItem> = items.iter().filter(|item| item.day <= today).collect();
    items.sort_by(|a, b| (a.day, a.kind, &a.id).cmp(&(b.day, b.kind, &b.id)));
    let first = earliest_listed(today);
    let listed = items.iter().copied().filter(|item| item.day >= first);
    let since = |n: i64| today.saturating_sub((n - 1).days());
    let last = |n: i64| {
        let from = since(n);
        items.iter().copied().filter(move |item| item.day >= from)
    };
    Ok(LoadHistory {
        today,
        baseline: baseline.to_owned(),
        days: by(listed.clone(), baseline, |item| item.day)?,
        weeks: by(listed, baseline, |item| monday_of(item.day))?,
        last_7_days: LoadTotals::of(last(7), baseline)?,
        last_30_days: LoadTotals::of(last(30), baseline)?,
        single_run: single_run(&items, provoking, today, table),
        without_figure: without_figure(last(30)),
    })
}

fn by<'a>(
    items: impl Iterator<Item = &'a LoadItem>,
    baseline: &str,
    place: impl Fn(&LoadItem) -> Date,
) -> Result<Vec<LoadDay>, OtherBaseline> {
    let mut places: BTreeMap<Date, Vec<&LoadItem>> = BTreeMap::new();
    for item in items {
        places.entry(place(item)).or_default().push(item);
    }
    places
        .into_iter()
        .map(|(day, items)| {
            let totals = LoadTotals::of(items.into_iter(), baseline)?;
            Ok(LoadDay { day, totals })
        })
        .collect()
}

impl LoadTotals {
    fn of<'a>(
        items: impl Iterator<Item = &'a LoadItem>,
        baseline: &str,
    ) -> Result<Self, OtherBaseline> {
        let mut all = DrawnLoad::zero(baseline);
        let mut kinds: BTreeMap<LoadKind, DrawnLoad> = BTreeMap::new();
        let mut n_without_figure = 0;
        let (mut measured, mut estimated, mut assumed) = (0.0, 0.0, 0.0);
        for item in items {
            let Some(load) = &item.load else {
                n_without_figure += 1;
                continue;
            };
            all.add(load)?;
            let weight = load.weighted_equivalent_km().mid;
            measured += weight * item.origin.measured;
            estimated += weight * item.origin.estimated;
            assumed += weight * item.origin.assumed;
            kinds
                .entry(item.kind)
                .or_insert_with(|| DrawnLoad::zero(baseline))
                .add(load)?;
        }
        Ok(Self {
            weighted_km: all.weighted_equivalent_km(),
            runs_guard_km: kinds
                .get(&LoadKind::Run)
                .map(DrawnLoad::flat_equivalent_km_guard)
                .unwrap_or_default(),
            by_kind: kinds
                .iter()
                .map(|(kind, load)| (*kind, load.weighted_equivalent_km()))
                .collect(),
            n_without_figure,
            origin: Shares::from_weights(measured, estimated, assumed),
        })
    }
}

fn single_run(
    items: &[&LoadItem],
    provoking: &BTreeSet<RunId>,
    today: Date,
    table: &LedgerTable,
) -> Option<SingleRunLoad> {
    let rule = &table.single_run;
    let base: Vec<(&LoadItem, Interval)> = items
        .iter()
        .filter(|item| item.kind == LoadKind::Run)
        .filter(|item| is_in_window(item.day, today, rule.window_days))
        .filter(|item| !provoking.iter().any(|id| id.0 == item.id))
        .filter_map(|item| Some((*item, item.load.as_ref()?.flat_equivalent_km_guard())))
        .collect();
    if u32::try_from(base.len()).is_ok_and(|n| n < table.least_runs.value) {
        return None;
    }
    let (item, guard_km) = base
        .into_iter()
        .max_by(|(_, a), (_, b)| a.mid.total_cmp(&b.mid))?;
    Some(SingleRunLoad {
        id: item.id.clone(),
        day: item.day,
        guard_km,
        limit_guard_km: guard_km.mid * rule.limit_ratio,
    })
}

fn without_figure<'a>(items: impl Iterator<Item = &'a LoadItem>) -> Vec<WithoutFigure> {
    let mut days: BTreeMap<(LoadKind, &str), BTreeSet<Date>> = BTreeMap::new();
    for item in items.filter(|item| item.load.is_none()) {
        let place = days.entry((item.kind, item.id.as_str())).or_default();
        place.insert(item.day);
    }
    days.into_iter()
        .map(|((kind, id), days)| WithoutFigure {
            kind,
            id: id.to_owned(),
            n_days: u32::try_from(days.len()).unwrap_or(u32::MAX),
        })
        .collect()
}
