use jiff::ToSpan;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Knowledge, Message, Protocol, RetrainingTable, Rule};
use trochlea_ledger::Run;
use trochlea_quantity::Duration;
use trochlea_symptom::PainScore;

use super::{RetrainingInput, StepRateTarget};

/// A session of the course.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Session {
    /// Counted from 1.
    pub number: usize,
    /// Share of the session with the beat on, 0 to 1.
    pub feedback_fraction: f64,
}

/// How far the target was kept, from the recordings since the start.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Kept {
    /// Runs since the start.
    pub n_sessions: usize,
    /// Of these the runs whose step rate was measured.
    pub n_measured: usize,
    /// Of these the runs whose mean step rate lies within the target.
    pub n_within: usize,
    /// Share of the measured runs within the target, 0 to 1.
    pub share_of_sessions_fraction: Option<f64>,
    /// Time of the measured runs.
    #[serde(rename = "measured_s")]
    pub measured: Duration,
    /// Time of the runs within the target.
    #[serde(rename = "within_s")]
    pub within: Duration,
    /// Share of that time, 0 to 1.
    pub share_of_time_fraction: Option<f64>,
    /// Whether both shares reach half, so that the steps count as kept.
    pub is_kept: bool,
    /// In words.
    pub text: Message,
}

/// The course since its start.
#[derive(Default)]
pub(super) struct Course {
    /// Runs since the start.
    pub(super) n_done: usize,
    /// Whether its sessions or its weeks are over.
    pub(super) is_over: bool,
    /// Whether a run since the start hurt more than those before.
    pub(super) pain_rose: bool,
    /// How far the target was kept.
    pub(super) kept: Option<Kept>,
}

pub(super) fn of(
    input: &RetrainingInput<'_>,
    target: Option<StepRateTarget>,
    knowledge: &Knowledge,
) -> Course {
    let Some(since) = input.since else {
        return Course::default();
    };
    let table = &knowledge.retraining;
    let days = since..=input.today;
    let runs: Vec<&Run> = input
        .runs
        .iter()
        .filter(|run| days.contains(&run.day))
        .collect();
    let last_weeks = table.weeks.range.map_or(table.weeks.value, |[_, to]| to);
    let end = since.saturating_add((last_weeks as i64 * 7).days());
    let n_sessions = count(&table.sessions);
    Course {
        n_done: runs.len(),
        is_over: runs.len() >= n_sessions || input.today >= end,
        pain_rose: pain_rose(input, &runs, knowledge),
        kept: target.map(|target| kept(&runs, target, table)),
    }
}

fn kept(runs: &[&Run], target: StepRateTarget, table: &RetrainingTable) -> Kept {
    let measured: Vec<_> = runs
        .iter()
        .filter_map(|run| Some((run.step_rate_mean?, run.timer)))
        .collect();
    let is_within = |rate: &trochlea_quantity::StepRate| {
        (target.low.as_spm()..=target.high.as_spm()).contains(&rate.as_spm())
    };
    let within = measured.iter().filter(|(rate, _)| is_within(rate));
    let n_within = within.clone().count();
    let total: Duration = measured.iter().map(|(_, time)| *time).sum();
    let inside: Duration = within.map(|(_, time)| *time).sum();
    let n_measured = measured.len();
    let of_sessions = (n_measured > 0).then(|| n_within as f64 / n_measured as f64);
    let of_time = (total.as_s() > 0.0).then(|| inside.as_s() / total.as_s());
    let reaches = |share: Option<f64>| share.is_some_and(|it| it >= table.half_way.value);
    let text = match (of_sessions, of_time) {
        (Some(_), Some(of_time)) => Message::new("retraining-kept")
            .number("within", n_within as f64)
            .number("runs", n_measured as f64)
            .number("percent", (of_time * 100.0).round()),
        _ => Message::new("retraining-kept-unknown"),
    };
    Kept {
        n_sessions: runs.len(),
        n_measured,
        n_within,
        share_of_sessions_fraction: of_sessions,
        measured: total,
        within: inside,
        share_of_time_fraction: of_time,
        is_kept: reaches(of_sessions) && reaches(of_time),
        text,
    }
}

/// Whether a run since the start hurt more than the last ones before it; where nothing was told
/// before, more than the strictest way back calls green.
fn pain_rose(input: &RetrainingInput<'_>, since_start: &[&Run], knowledge: &Knowledge) -> bool {
    let Some(since) = input.since else {
        return false;
    };
    let from = since.saturating_sub(knowledge.retraining.own_days.whole().days());
    let in_window = input
        .runs
        .iter()
        .filter(|run| (from..since).contains(&run.day));
    let mut before: Vec<&Run> = in_window.collect();
    before.sort_by_key(|run| std::cmp::Reverse(run.start));
    let told = before.iter().filter_map(|run| pain(run, input));
    let usual = told.take(count(&knowledge.retraining.pain_runs)).max();
    let allowed = usual.map_or_else(|| green(input, knowledge), PainScore::get);
    let mut scores = since_start.iter().filter_map(|run| pain(run, input));
    scores.any(|score| score.get() > allowed)
}

fn green(input: &RetrainingInput<'_>, knowledge: &Knowledge) -> u8 {
    let protocols = &knowledge.protocols;
    let of = |protocol: &Protocol| match protocol {
        Protocol::Pfps => protocols.pfps_green_at_most.small(),
        Protocol::Itbs => protocols.itbs_pain_at_most.small(),
    };
    let all = input.conditions.iter().map(|(_, protocol)| of(protocol));
    all.min().unwrap_or(0)
}

/// The worst pain of a run, on either knee, during it or in the hours after.
fn pain(run: &Run, input: &RetrainingInput<'_>) -> Option<PainScore> {
    let records = input.diary.runs.iter().filter(|it| it.run == run.id.0);
    records
        .filter_map(|it| it.pain_during.max(it.pain_after))
        .max()
}

/// Every session, with the share of it that is run to the beat.
pub(super) fn sessions(table: &RetrainingTable) -> Vec<Session> {
    let n = count(&table.sessions);
    let share = |number: usize| {
        let part = number as f64 / n as f64;
        let step = table.fade.iter().find(|fade| part <= fade.up_to_fraction);
        step.or(table.fade.last())
            .map_or(0.0, |fade| fade.feedback_fraction)
    };
    (1..=n)
        .map(|number| Session {
            number,
            feedback_fraction: share(number),
        })
        .collect()
}

pub(super) fn in_words(table: &RetrainingTable) -> Message {
    let mut text = Message::new("retraining-course")
        .number("sessions", table.sessions.value)
        .number("weeks", table.weeks.value);
    let ranges = [
        ("sessions_from", "sessions_to", &table.sessions),
        ("weeks_from", "weeks_to", &table.weeks),
        ("late_from_min", "late_to_min", &table.late_session),
        ("total_from_min", "total_to_min", &table.total),
    ];
    for (from, to, rule) in ranges {
        if let Some([low, high]) = rule.range {
            text = text.number(from, low).number(to, high);
        }
    }
    text
}

fn count(rule: &Rule) -> usize {
    usize::try_from(rule.whole()).unwrap_or(0)
}
