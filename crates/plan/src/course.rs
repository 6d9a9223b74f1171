use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Message, Protocol, Rule};
use trochlea_quantity::Side;

use crate::Input;
use crate::knee::{Knee, before, days_between};

/// Something in the course of the weeks that should bring a professional in.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CourseSignal {
    /// What.
    pub kind: CourseSignalKind,
    /// Which knee.
    pub side: Side,
    /// On which way back.
    pub condition: Protocol,
    /// Why, in words.
    pub reason: Message,
    /// Ids of the numbers behind it.
    pub rules: Vec<String>,
}

/// What a course can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CourseSignalKind {
    /// A severe pain in the last week.
    Severe,
    /// The worst pain of the week has risen twice in a row.
    RisingTwoWeeks,
    /// Two setbacks in a row.
    TwoFlaresInARow,
    /// Weeks of work and no change beyond the noise of the scale.
    NoImprovement,
}

/// All signals of all complaints, in their order.
pub(crate) fn signals(
    knees: &[&Knee<'_>],
    input: &Input<'_>,
    table: &trochlea_knowledge::ProtocolTable,
) -> Vec<CourseSignal> {
    let strength_days = strength_days(input);
    knees
        .iter()
        .flat_map(|knee| {
            [
                severe(knee),
                rising(knee),
                two_flares(knee),
                no_improvement(knee, strength_days, table.strength_sessions.value),
            ]
        })
        .flatten()
        .collect()
}

/// Whether pain of the last week was severe: nothing is run then.
pub(crate) fn severe(knee: &Knee<'_>) -> Option<CourseSignal> {
    let table = knee.table;
    let from = before(knee.today, table.recent_days.whole() - 1);
    let worst = knee.worst_between(from, knee.today)?;
    (worst.get() >= table.severe_at_least.small()).then(|| {
        let reason = Message::new("plan-course-severe").number("pain_nprs", f64::from(worst.get()));
        signal(
            knee,
            CourseSignalKind::Severe,
            reason,
            &[&table.severe_at_least],
        )
    })
}

fn rising(knee: &Knee<'_>) -> Option<CourseSignal> {
    let days = knee.table.rising_days.whole();
    let worst = |n: i64| {
        let from = before(knee.today, days * (n + 1) - 1);
        knee.worst_between(from, before(knee.today, days * n))
    };
    let (last, middle, first) = (worst(0)?, worst(1)?, worst(2)?);
    (last > middle && middle > first).then(|| {
        let reason = Message::new("plan-course-rising")
            .number("from_nprs", f64::from(first.get()))
            .number("to_nprs", f64::from(last.get()));
        let rules = [&knee.table.rising_days];
        signal(knee, CourseSignalKind::RisingTwoWeeks, reason, &rules)
    })
}

/// Two red days near each other that are not one setback, the later one recent.
fn two_flares(knee: &Knee<'_>) -> Option<CourseSignal> {
    let table = knee.table;
    let within = table.flares_within_days.whole();
    let apart = table.flare_merge_days.whole();
    let recent: Vec<Date> = knee
        .red
        .keys()
        .copied()
        .filter(|day| days_between(*day, knee.today) < within)
        .collect();
    let spread = days_between(*recent.first()?, *recent.last()?);
    (spread > apart).then(|| {
        let reason = Message::new("plan-course-two-flares").number("days", within as f64);
        let rules = [&table.flares_within_days, &table.flare_merge_days];
        signal(knee, CourseSignalKind::TwoFlaresInARow, reason, &rules)
    })
}

/// From the earlier week on when the work was done, from the later one on whatever was done.
fn no_improvement(
    knee: &Knee<'_>,
    strength_days: usize,
    sessions_a_week: f64,
) -> Option<CourseSignal> {
    let table = knee.table;
    let days = days_between(knee.start, knee.today);
    let weeks = days as f64 / 7.0;
    let done = strength_days as f64 / (weeks * sessions_a_week);
    let adherent = done >= table.adherence_share.value;
    let early = days >= table.no_improvement_weeks.whole() * 7 && adherent;
    let late = days >= table.no_improvement_latest_weeks.whole() * 7;
    if !early && !late {
        return None;
    }
    let span = 2 * table.rising_days.whole() - 1;
    let first = mean_worst(knee, knee.start, before(knee.start, -span))?;
    let last = mean_worst(knee, before(knee.today, span), knee.today)?;
    let needed = table.nprs_mic.value.max(table.nprs_noise.value);
    let painless = last <= table.pain_free_at_most.value;
    (!painless && first - last < needed).then(|| {
        let reason = Message::new("plan-course-no-improvement")
            .number("weeks", (days / 7) as f64)
            .number("before_nprs", first)
            .number("now_nprs", last)
            .number("needed_nprs", needed)
            .number("strength_percent", done * 100.0);
        let rules = [
            &table.no_improvement_weeks,
            &table.no_improvement_latest_weeks,
            &table.nprs_mic,
            &table.nprs_noise,
            &table.adherence_share,
        ];
        signal(knee, CourseSignalKind::NoImprovement, reason, &rules)
    })
}

/// Share of the planned strength sessions that was done since the start; `None` on the first day.
pub(crate) fn strength_share(input: &Input<'_>, sessions_a_week: f64) -> Option<f64> {
    let start = input.started_on.unwrap_or(input.today);
    let days = days_between(start, input.today);
    (days > 0).then(|| strength_days(input) as f64 / (days as f64 / 7.0 * sessions_a_week))
}

/// Days since the start with strength work in the diary, whichever knee it was written for.
fn strength_days(input: &Input<'_>) -> usize {
    let start = input.started_on.unwrap_or(input.today);
    let days: std::collections::BTreeSet<Date> = input
        .diary
        .days
        .iter()
        .filter(|day| !day.strength.is_empty() && (start..=input.today).contains(&day.day))
        .map(|day| day.day)
        .collect();
    days.len()
}

fn mean_worst(knee: &Knee<'_>, from: Date, to: Date) -> Option<f64> {
    let days = days_between(from, to);
    let scores: Vec<f64> = (0..=days)
        .filter_map(|n| knee.worst_on(before(from, -n)))
        .map(|score| f64::from(score.get()))
        .collect();
    (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
}

fn signal(
    knee: &Knee<'_>,
    kind: CourseSignalKind,
    reason: Message,
    rules: &[&Rule],
) -> CourseSignal {
    CourseSignal {
        kind,
        side: knee.complaint.side,
        condition: knee.complaint.condition,
        reason,
        rules: rules.iter().map(|rule| rule.id.clone()).collect(),
    }
}
