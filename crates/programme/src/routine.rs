use jiff::ToSpan;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Knowledge, Message, RoutineRow, RoutineTime};
use trochlea_ledger::Run;
use trochlea_symptom::{Cleared, Strength};

use crate::Input;
use crate::lock::barrier;
use crate::prescribe::{AtHand, at_hand, prescribe};
use crate::programme::Prescribed;

/// What is done before or after a run.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Routine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Message,
    /// When.
    pub when: RoutineTime,
    /// Minutes, from and to.
    pub minutes: [u8; 2],
    /// In order; without what is locked or left out for this knee.
    pub exercises: Vec<Prescribed>,
    /// Where to stop.
    pub rule: Message,
    /// How steadily it was done; `None` where that is not followed.
    pub steadiness: Option<Steadiness>,
}

/// How steadily a routine was done around the runs.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Steadiness {
    /// The activity by which the diary tells it.
    pub activity: String,
    /// Days with a run in the window.
    pub n_run_days: usize,
    /// Of these the days on which it was told.
    pub n_done: usize,
    /// Share of them, 0 to 1; `None` without a run.
    pub share_fraction: Option<f64>,
    /// Run days in a row, up to the latest, on which it was done.
    pub streak_days: usize,
    /// In words.
    pub text: Message,
}

/// The routines around a run.
///
/// Only a screening that blocks no strength work can call it.
pub fn routines(
    _cleared: Cleared<Strength>,
    input: &Input<'_>,
    knowledge: &Knowledge,
) -> Vec<Routine> {
    all(input, knowledge)
}

pub(crate) fn all(input: &Input<'_>, knowledge: &Knowledge) -> Vec<Routine> {
    let rows = knowledge.routines.routine.iter();
    rows.map(|row| routine(row, input, knowledge))
        .filter(|routine| !routine.exercises.is_empty())
        .collect()
}

fn routine(row: &RoutineRow, input: &Input<'_>, knowledge: &Knowledge) -> Routine {
    let exercises = row.exercises.iter();
    let exercises = exercises
        .filter_map(|id| knowledge.exercises.get(id))
        .filter(|exercise| barrier(exercise, input, knowledge).is_none())
        .filter(|exercise| matches!(at_hand(exercise, input, knowledge), AtHand::Done(_)))
        .map(|exercise| {
            let mut one = prescribe(exercise, input, knowledge);
            if row.when == RoutineTime::BeforeRun {
                before_a_run(&mut one);
            }
            one
        })
        .collect();
    Routine {
        id: row.id.clone(),
        name: row.name(),
        when: row.when,
        minutes: row.minutes,
        exercises,
        rule: Message::new(match row.when {
            RoutineTime::BeforeRun => "programme-routine-rule-before",
            RoutineTime::AfterRun => "programme-routine-rule-after",
        }),
        steadiness: row
            .activity
            .as_deref()
            .map(|activity| steadiness(activity, input, knowledge)),
    }
}

/// A warm-up wakes and does not tire: one set of what is done in several.
fn before_a_run(one: &mut Prescribed) {
    if one.dose.sets.is_some_and(|sets| sets > 1) {
        one.dose.sets = Some(1);
        one.dose.sets_later = None;
        one.dose.house.push("sets".to_owned());
        one.dose.house.dedup();
        one.dose_text = crate::dose::dose_text(&one.dose);
    }
}

fn steadiness(activity: &str, input: &Input<'_>, knowledge: &Knowledge) -> Steadiness {
    let window = &knowledge.routines.window_days;
    let from = input.today.saturating_sub(window.whole().days());
    let mut days: Vec<_> = input
        .runs
        .iter()
        .map(|run: &Run| run.day)
        .filter(|day| (from..=input.today).contains(day))
        .collect();
    days.sort_unstable();
    days.dedup();
    let done = |day: &jiff::civil::Date| {
        let mut records = input.diary.days.iter().filter(|record| record.day == *day);
        records.any(|record| {
            let mut told = record.activities.iter();
            told.any(|it| it.activity == activity && it.amount > 0.0)
        })
    };
    let n_done = days.iter().filter(|day| done(day)).count();
    let streak = days.iter().rev().take_while(|day| done(day)).count();
    let n_run_days = days.len();
    let text = if n_run_days == 0 {
        Message::new("programme-steady-no-runs")
    } else {
        Message::new("programme-steady")
            .number("done", n_done as f64)
            .number("runs", n_run_days as f64)
            .number("weeks", window.value / 7.0)
            .number("streak", streak as f64)
    };
    Steadiness {
        activity: activity.to_owned(),
        n_run_days,
        n_done,
        share_fraction: (n_run_days > 0).then(|| n_done as f64 / n_run_days as f64),
        streak_days: streak,
        text,
    }
}
