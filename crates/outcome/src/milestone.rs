use jiff::ToSpan;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Message, MilestoneKind, MilestoneRow, OutcomeTable};

use crate::Input;
use crate::knee::{Knee, KneeRun, week};
use crate::load::{Verdict, classes};

/// Something that some week should bring, and what is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MilestoneNow {
    /// Its id.
    pub id: String,
    /// First and last week in which it is looked for; the last phase has no end.
    pub weeks: [u32; 2],
    /// Whether these are the weeks of today.
    pub is_due: bool,
    /// Met, not yet, or not known.
    pub status: MilestoneStatus,
    /// What was found at first, in `unit`.
    pub before: Option<f64>,
    /// What is found now.
    pub now: Option<f64>,
    /// What it takes.
    pub needed: f64,
    /// The unit of all three.
    pub unit: String,
    /// What it is about.
    pub text: Message,
    /// What was found, in words.
    pub found: Message,
}

/// Where a milestone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneStatus {
    /// Reached.
    Met,
    /// Known, and not reached.
    NotYet,
    /// Too early, or not written down.
    NotKnown,
}

/// One of the things that change first.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EarlyMarker {
    /// `sensitivity`, `recovery_time` or `stairs`.
    pub id: &'static str,
    /// What it is about.
    pub text: Message,
    /// At first.
    pub before: Option<f64>,
    /// Now.
    pub now: Option<f64>,
    /// Which way it goes.
    pub trend: Trend,
}

/// Which way something goes. A direction and no proof: the error of a scale is larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// To the good.
    Better,
    /// Neither.
    Same,
    /// To the bad.
    Worse,
    /// Not enough was written down.
    NotKnown,
}

/// What was found out for a milestone.
struct Found {
    before: Option<f64>,
    now: Option<f64>,
    /// `None` when it cannot be said.
    met: Option<bool>,
}

impl Found {
    const UNKNOWN: Self = Self {
        before: None,
        now: None,
        met: None,
    };
}

pub(crate) fn milestones(
    knee: &Knee<'_>,
    input: &Input<'_>,
    table: &OutcomeTable,
) -> Vec<MilestoneNow> {
    let week = week(input);
    let last_phase = table.milestones.iter().map(|row| row.weeks[0]).max();
    table
        .milestones
        .iter()
        .map(|row| {
            let found = find(row, knee, input, table);
            let [first, last] = row.weeks;
            let open_ended = Some(first) == last_phase;
            let is_due = week.is_some_and(|week| {
                week >= i64::from(first) && (open_ended || week <= i64::from(last))
            });
            shown(row, is_due, &found)
        })
        .collect()
}

fn shown(row: &MilestoneRow, is_due: bool, found: &Found) -> MilestoneNow {
    let status = match found.met {
        Some(true) => MilestoneStatus::Met,
        Some(false) => MilestoneStatus::NotYet,
        None => MilestoneStatus::NotKnown,
    };
    MilestoneNow {
        id: row.id.clone(),
        weeks: row.weeks,
        is_due,
        status,
        before: found.before,
        now: found.now,
        needed: row.needed,
        unit: row.unit.clone(),
        text: Message::new(format!("outcome-milestone-{}", row.id.replace('_', "-"))),
        found: in_words(row.kind, found),
    }
}

fn in_words(kind: MilestoneKind, found: &Found) -> Message {
    let id = match (kind, found.before, found.now) {
        (_, _, None) => "outcome-found-nothing",
        (MilestoneKind::SettlesSooner, Some(_), _) => "outcome-found-share-from",
        (MilestoneKind::SettlesSooner, None, _) => "outcome-found-share",
        (MilestoneKind::LongestGrows, Some(_), _) => "outcome-found-km-from",
        (MilestoneKind::LongestGrows, None, _) => "outcome-found-km",
        (MilestoneKind::WorkoutsBack, ..) => "outcome-found-gate",
        (MilestoneKind::LessPainAfter | MilestoneKind::StairsEasier, Some(_), _) => {
            "outcome-found-points-from"
        }
        (MilestoneKind::LessPainAfter | MilestoneKind::StairsEasier, None, _) => {
            "outcome-found-points"
        }
        (MilestoneKind::Predictable, Some(_), _) => "outcome-found-apart-from",
        (MilestoneKind::Predictable, None, _) => "outcome-found-apart",
        (MilestoneKind::ThresholdsKnown, ..) => "outcome-found-kinds",
        (MilestoneKind::SingleLegControl, Some(_), _) => "outcome-found-of-five-from",
        (MilestoneKind::SingleLegControl, None, _) => "outcome-found-of-five",
        (MilestoneKind::HillsAndSpeedBorne, ..) => "outcome-found-borne",
        (MilestoneKind::FewerSetbacks, Some(_), _) => "outcome-found-setbacks-from",
        (MilestoneKind::FewerSetbacks, None, _) => "outcome-found-setbacks",
        (MilestoneKind::StrengthKept, ..) => "outcome-found-sessions",
    };
    let as_percent = kind == MilestoneKind::SettlesSooner;
    let shown = |value: f64| if as_percent { value * 100.0 } else { value };
    [("before", found.before), ("now", found.now)]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .fold(Message::plain(id), |text, (name, value)| {
            text.number(name, shown(value))
        })
}

fn find(row: &MilestoneRow, knee: &Knee<'_>, input: &Input<'_>, table: &OutcomeTable) -> Found {
    match row.kind {
        MilestoneKind::LessPainAfter => less(row, knee, table, Knee::after),
        MilestoneKind::StairsEasier => less(row, knee, table, Knee::stairs),
        MilestoneKind::SettlesSooner => settles(row, knee, table),
        MilestoneKind::Predictable => predictable(row, knee, table),
        MilestoneKind::ThresholdsKnown => thresholds(row, knee, table),
        MilestoneKind::SingleLegControl => control(row, knee),
        MilestoneKind::HillsAndSpeedBorne => hills_and_speed(row, knee, table),
        MilestoneKind::LongestGrows => longest(row, knee),
        MilestoneKind::WorkoutsBack => Found {
            before: None,
            now: input.may_train_fully.map(|may| f64::from(u8::from(may))),
            met: input.may_train_fully,
        },
        MilestoneKind::FewerSetbacks => setbacks(row, knee),
        MilestoneKind::StrengthKept => strength(row, knee, input),
    }
}

type Days = std::ops::RangeInclusive<jiff::civil::Date>;
/// What of some days is looked at.
type Series<'k> = fn(&Knee<'k>, &Days) -> Vec<f64>;

/// At first and now, as means; `None` where there are too few answers.
fn means<'k>(knee: &Knee<'k>, table: &OutcomeTable, days: i64, of: Series<'k>) -> [Option<f64>; 2] {
    let mean = |values: Vec<f64>| {
        let n = values.len();
        (n >= table.sorting.least_answers).then(|| values.iter().sum::<f64>() / n as f64)
    };
    let first = knee.at_first(days).and_then(|first| mean(of(knee, &first)));
    [first, mean(of(knee, &knee.lately(days)))]
}

/// Pain is less by what is needed, or gone.
fn less<'k>(row: &MilestoneRow, knee: &Knee<'k>, table: &OutcomeTable, of: Series<'k>) -> Found {
    let [before, now] = means(knee, table, row.window_days, of);
    let gone = now.map(|now| now <= f64::from(knee.definitions.pain_free_at_most));
    let met = match (before, now) {
        (Some(before), Some(now)) => Some(gone == Some(true) || before - now >= row.needed),
        // Nothing to compare with: painless is painless all the same.
        _ => gone.filter(|gone| *gone),
    };
    Found { before, now, met }
}

/// All settled within the hour, or more of them than at first.
fn settles(row: &MilestoneRow, knee: &Knee<'_>, table: &OutcomeTable) -> Found {
    let [before, now] = means(knee, table, row.window_days, Knee::settled);
    let all = now.map(|now| now >= row.needed);
    let met = match (before, now) {
        (Some(before), Some(now)) => Some(all == Some(true) || now > before),
        _ => all.filter(|all| *all),
    };
    Found { before, now, met }
}

/// The worst and the best answered day lie close together.
fn predictable(row: &MilestoneRow, knee: &Knee<'_>, table: &OutcomeTable) -> Found {
    let spread = |worst: Vec<f64>| {
        let high = worst.iter().copied().max_by(f64::total_cmp)?;
        let low = worst.iter().copied().min_by(f64::total_cmp)?;
        (worst.len() > table.sorting.least_answers).then_some(high - low)
    };
    let first = knee.at_first(row.window_days);
    let now = spread(knee.worst(&knee.lately(row.window_days)));
    Found {
        before: first.and_then(|first| spread(knee.worst(&first))),
        now,
        met: now.map(|now| now <= row.needed),
    }
}

fn thresholds(row: &MilestoneRow, knee: &Knee<'_>, table: &OutcomeTable) -> Found {
    let known = classes(knee, table)
        .iter()
        .filter(|class| {
            matches!(
                class.verdict,
                Verdict::Safe | Verdict::Allowed | Verdict::Provokes
            )
        })
        .count() as f64;
    let has_answers = !knee.worst(&knee.lately(row.window_days)).is_empty();
    if !has_answers {
        return Found::UNKNOWN;
    }
    Found {
        before: None,
        now: Some(known),
        met: Some(known >= row.needed),
    }
}

/// Fewer repetitions out of line than at first, or hardly any. The worst of what was watched
/// on a day counts.
fn control(row: &MilestoneRow, knee: &Knee<'_>) -> Found {
    let worst_on = |day| {
        let of_day = knee.control.iter().filter(move |one| one.at.date() == day);
        of_day.map(|one| one.value).max_by(f64::total_cmp)
    };
    let recent = knee.lately(row.window_days);
    let days: Vec<_> = knee.control.iter().map(|one| one.at.date()).collect();
    let newest = days.last().copied().filter(|day| recent.contains(day));
    let first = days.first().copied().filter(|first| Some(*first) != newest);
    let (before, now) = (first.and_then(worst_on), newest.and_then(worst_on));
    let met = now.map(|now| now <= row.needed || before.is_some_and(|before| now < before));
    Found { before, now, met }
}

/// Hilly and faster runs without a setback: as many as needed, and none with.
fn hills_and_speed(row: &MilestoneRow, knee: &Knee<'_>, table: &OutcomeTable) -> Found {
    let lately = knee.lately(row.window_days);
    let mut speeds: Vec<f64> = knee
        .runs
        .iter()
        .filter_map(KneeRun::speed_m_per_s)
        .collect();
    speeds.sort_by(f64::total_cmp);
    let middle = speeds.get(speeds.len() / 2).copied();
    let is_exposure = |one: &&KneeRun<'_>| {
        let hilly = one
            .descent_m()
            .is_some_and(|it| it >= table.sorting.hilly_descent_m);
        let limit = middle.map(|middle| middle * (1.0 + table.sorting.fast_share));
        let fast = one
            .speed_m_per_s()
            .zip(limit)
            .is_some_and(|(it, limit)| it > limit);
        (hilly || fast) && one.record.is_some()
    };
    let exposures: Vec<&KneeRun<'_>> = knee.runs_in(&lately).filter(is_exposure).collect();
    let borne = exposures.iter().filter(|one| !one.provoked).count();
    if exposures.is_empty() {
        return Found::UNKNOWN;
    }
    let all_borne = borne == exposures.len();
    Found {
        before: None,
        now: Some(borne as f64),
        met: Some(all_borne && borne as f64 >= row.needed),
    }
}

/// The longest painless run of late against that of the first days, by what is needed.
fn longest(row: &MilestoneRow, knee: &Knee<'_>) -> Found {
    let first = knee.at_first(row.window_days);
    let before = first.and_then(|first| knee.longest_painless_km(&first));
    let now = knee.longest_painless_km(&knee.lately(row.window_days));
    let met = before
        .zip(now)
        .map(|(before, now)| now >= before * (1.0 + row.needed));
    Found { before, now, met }
}

fn setbacks(row: &MilestoneRow, knee: &Knee<'_>) -> Found {
    let lately = knee.lately(row.window_days);
    let earlier_end = lately.start().saturating_sub(1.days());
    let earlier = earlier_end.saturating_sub((row.window_days - 1).days())..=earlier_end;
    let answered = !knee.worst(&lately).is_empty();
    if !answered || knee.start.is_none_or(|start| start > *lately.start()) {
        return Found::UNKNOWN;
    }
    let count = |days: &Days| {
        knee.setbacks
            .iter()
            .filter(|day| days.contains(day))
            .count() as f64
    };
    let now = count(&lately);
    let was_watched = !knee.worst(&earlier).is_empty();
    let before = was_watched.then(|| count(&earlier));
    Found {
        before,
        now: Some(now),
        met: Some(now <= row.needed || before.is_some_and(|before| now < before)),
    }
}

/// Days with strength work, whichever knee they were written for.
fn strength(row: &MilestoneRow, knee: &Knee<'_>, input: &Input<'_>) -> Found {
    let lately = knee.lately(row.window_days);
    if knee.start.is_none_or(|start| start > *lately.start()) {
        return Found::UNKNOWN;
    }
    let days: std::collections::BTreeSet<_> = input
        .diary
        .days
        .iter()
        .filter(|day| lately.contains(&day.day) && !day.strength.is_empty())
        .map(|day| day.day)
        .collect();
    let a_week = days.len() as f64 / (row.window_days as f64 / 7.0);
    Found {
        before: None,
        now: Some(a_week),
        met: Some(a_week >= row.needed),
    }
}

/// Sensitivity, recovery time and stairs, which change before training does.
pub(crate) fn early_markers<'k>(knee: &Knee<'k>, table: &OutcomeTable) -> Vec<EarlyMarker> {
    let markers: [(&'static str, MilestoneKind, Series<'k>, bool); 3] = [
        (
            "sensitivity",
            MilestoneKind::StairsEasier,
            Knee::daily,
            false,
        ),
        (
            "recovery_time",
            MilestoneKind::SettlesSooner,
            Knee::settled,
            true,
        ),
        ("stairs", MilestoneKind::StairsEasier, Knee::stairs, false),
    ];
    markers
        .into_iter()
        .filter_map(|(id, like, of, more_is_better)| {
            let row = table.milestones.iter().find(|row| row.kind == like)?;
            let [before, now] = means(knee, table, row.window_days, of);
            let step = if more_is_better { 0.0 } else { row.needed };
            let trend = match (before, now) {
                (Some(before), Some(now)) => trend(
                    if more_is_better {
                        now - before
                    } else {
                        before - now
                    },
                    step,
                ),
                _ => Trend::NotKnown,
            };
            Some(EarlyMarker {
                id,
                text: Message::new(format!("outcome-early-{}", id.replace('_', "-"))),
                before,
                now,
                trend,
            })
        })
        .collect()
}

fn trend(to_the_good: f64, step: f64) -> Trend {
    if to_the_good > 0.0 && to_the_good >= step {
        Trend::Better
    } else if to_the_good < 0.0 && -to_the_good >= step {
        Trend::Worse
    } else {
        Trend::Same
    }
}
