//! Strength work: which exercise, which dose, and why the others are left out.
//!
//! Hip first, then knee, and always both (neither alone was better in trials). Doses stand in the
//! tables; those that no document gives are marked as house values and carry that mark out.
//! It knows no running and draws no plan of days; the band at the outer knee is never rolled as
//! long as it may be what hurts.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{
    Dose, Exercise, ExerciseKind, ExerciseTable, Message, Phase, Protocol, ProtocolTable,
};
use trochlea_quantity::Side;
use trochlea_symptom::{Cleared, Diary, PainScore, Strength};

/// What the programme is made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Every pattern that is still possible, on either knee.
    pub conditions: &'a [(Side, Protocol)],
    /// Days of the painless stretch that reaches today: of both knees the shorter.
    pub pain_free_days: i64,
    /// Whether every complaint may train fully.
    pub may_train_fully: bool,
    /// Exercises that the runner or a clinician calls easy: their progression takes their place.
    pub mastered: &'a [String],
    /// The diary, for the pain that an exercise caused the last time.
    pub diary: &'a Diary,
}

/// The strength work of the present phase.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Programme {
    /// In the order in which it is done.
    pub exercises: Vec<Prescribed>,
    /// What is left out, and why.
    pub excluded: Vec<Excluded>,
    /// Full sessions a week.
    pub sessions_per_week: i64,
    /// What to do about pain while exercising.
    pub pain_rule: Message,
    /// Ids of all numbers and exercises that had a part in this.
    pub rules_fired: Vec<String>,
}

/// An exercise with its dose for now.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Prescribed {
    /// Its id.
    pub exercise: String,
    /// What it is for.
    pub kind: ExerciseKind,
    /// Its name.
    pub name: Message,
    /// How it is done.
    pub cues: Vec<Message>,
    /// For which knees: a single-sided exercise is done on both, the affected side first.
    pub sides: Vec<Side>,
    /// The dose; `sets` is the number for now.
    pub dose: Dose,
    /// The dose in words.
    pub dose_text: Message,
    /// Why it is there.
    pub why: Message,
    /// Whether it is done every day and not only in full sessions.
    pub daily: bool,
    /// Whether it may be left out.
    pub optional: bool,
    /// It hurt too much the last time: half of it, or its easier form.
    pub ease_off: Option<Message>,
    /// The harder exercise that follows.
    pub progression: Option<String>,
    /// The easier one to go back to.
    pub regression: Option<String>,
    /// Ids of the requirements it answers.
    pub requirements: Vec<String>,
}

/// An exercise that is not done.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Excluded {
    /// Its id.
    pub exercise: String,
    /// Its name.
    pub name: Message,
    /// Why not.
    pub why: Message,
}

/// The strength work for now.
///
/// Only a screening that blocks no strength work can call it.
pub fn strength(
    _cleared: Cleared<Strength>,
    input: &Input<'_>,
    exercises: &ExerciseTable,
    protocols: &ProtocolTable,
) -> Programme {
    programme(input, exercises, protocols)
}

fn programme(input: &Input<'_>, exercises: &ExerciseTable, protocols: &ProtocolTable) -> Programme {
    let mut prescribed = Vec::new();
    let mut excluded = Vec::new();
    for exercise in &exercises.exercise {
        match why_not(exercise, input, exercises, protocols) {
            None => prescribed.push(prescribe(exercise, input, protocols)),
            Some(why) => excluded.push(Excluded {
                exercise: exercise.id.clone(),
                name: name(exercise),
                why,
            }),
        }
    }
    prescribed.sort_by_key(|one| one.kind);
    let sessions = if input.may_train_fully {
        &protocols.strength_maintenance
    } else {
        &protocols.strength_sessions
    };
    let pain_at_most = &protocols.strength_pain_at_most;
    let mut fired: BTreeSet<String> = prescribed.iter().map(|one| one.exercise.clone()).collect();
    fired.extend(
        [
            sessions,
            pain_at_most,
            &protocols.functional_weeks,
            &protocols.third_set_weeks,
        ]
        .map(|rule| rule.id.clone()),
    );
    Programme {
        exercises: prescribed,
        excluded,
        sessions_per_week: sessions.whole(),
        pain_rule: Message::new("programme-pain-rule").number("pain_nprs", pain_at_most.value),
        rules_fired: fired.into_iter().collect(),
    }
}

/// Why an exercise is left out; `None` when it is not.
fn why_not(
    exercise: &Exercise,
    input: &Input<'_>,
    exercises: &ExerciseTable,
    protocols: &ProtocolTable,
) -> Option<Message> {
    let possible = |protocol: Protocol| input.conditions.iter().any(|(_, one)| *one == protocol);
    if exercise.rolls_band && possible(Protocol::Itbs) {
        return Some(Message::new("programme-not-the-band"));
    }
    if !exercise
        .protocols
        .iter()
        .any(|protocol| possible(*protocol))
    {
        return Some(Message::new("programme-not-for-this-knee"));
    }
    let weeks = &protocols.functional_weeks;
    let unlocked = input.pain_free_days >= weeks.whole() * 7;
    match exercise.phase {
        Phase::Start if is_replaced(exercise, input) => {
            Some(Message::new("programme-replaced-by-harder"))
        }
        Phase::Stronger if !is_due(exercise, input, exercises) => {
            Some(Message::new("programme-not-yet-stronger"))
        }
        Phase::Functional if !unlocked => Some(
            Message::new("programme-not-yet-painless")
                .number("weeks", weeks.value)
                .number("days", input.pain_free_days as f64),
        ),
        Phase::Maintenance if !input.may_train_fully => {
            Some(Message::new("programme-not-yet-maintenance"))
        }
        _ if exercise.choice => Some(Message::new("programme-by-choice")),
        _ => None,
    }
}

fn is_replaced(exercise: &Exercise, input: &Input<'_>) -> bool {
    exercise.progression.is_some() && input.mastered.contains(&exercise.id)
}

/// A harder form is due when its easier one is mastered, or when that one is not for this knee.
fn is_due(exercise: &Exercise, input: &Input<'_>, exercises: &ExerciseTable) -> bool {
    let Some(easier) = exercise.regression.as_deref() else {
        return true;
    };
    let easier_is_for_this_knee = exercises.get(easier).is_some_and(|easier| {
        let mut conditions = input.conditions.iter();
        conditions.any(|(_, protocol)| easier.protocols.contains(protocol))
    });
    !easier_is_for_this_knee || input.mastered.iter().any(|id| id == easier)
}

fn prescribe(exercise: &Exercise, input: &Input<'_>, protocols: &ProtocolTable) -> Prescribed {
    let mut dose = exercise.dose.clone();
    if let Some(later) = dose.sets_later
        && input.pain_free_days >= protocols.third_set_weeks.whole() * 7
    {
        dose.sets = Some(later);
    }
    Prescribed {
        exercise: exercise.id.clone(),
        kind: exercise.kind,
        name: name(exercise),
        cues: (1..=exercise.n_cues)
            .map(|n| Message::new(format!("{}-cue-{n}", text_id(exercise))))
            .collect(),
        sides: sides(input),
        dose_text: dose_text(&dose),
        why: Message::new(why(exercise.kind)),
        daily: dose.per_day.is_some(),
        optional: exercise.optional,
        ease_off: ease_off(exercise, input.diary, protocols),
        progression: exercise.progression.clone(),
        regression: exercise.regression.clone(),
        requirements: exercise.provenance.requirements.clone(),
        dose,
    }
}

fn sides(input: &Input<'_>) -> Vec<Side> {
    let sides: BTreeSet<Side> = input.conditions.iter().map(|(side, _)| *side).collect();
    let rest = Side::BOTH.into_iter().filter(|side| !sides.contains(side));
    sides.iter().copied().chain(rest).collect()
}

/// The worst pain of the latest day on which it was done, against what is allowed.
fn ease_off(exercise: &Exercise, diary: &Diary, protocols: &ProtocolTable) -> Option<Message> {
    let done = |day: &trochlea_symptom::DayRecord| -> Option<PainScore> {
        day.strength
            .iter()
            .filter(|done| done.exercise == exercise.id)
            .filter_map(|done| done.pain)
            .max()
    };
    let latest = diary
        .days
        .iter()
        .filter_map(|day| Some((day.day, done(day)?)))
        .max()?;
    let at_most = protocols.strength_pain_at_most.small();
    (latest.1.get() > at_most)
        .then(|| Message::new("programme-ease-off").number("pain_nprs", f64::from(latest.1.get())))
}

fn dose_text(dose: &Dose) -> Message {
    let id = match (dose.sets, dose.reps, dose.hold_s, dose.minutes) {
        (Some(_), Some(_), Some(_), _) => "programme-dose-sets-reps-hold",
        (Some(_), Some(_), None, _) => "programme-dose-sets-reps",
        (Some(_), None, Some(_), _) => "programme-dose-sets-hold",
        (_, _, _, Some(_)) => "programme-dose-minutes",
        _ => "programme-dose-hold",
    };
    let mut text = Message::new(id);
    let numbers = [
        ("sets", dose.sets.map(f64::from)),
        ("reps", dose.reps.map(f64::from)),
        ("hold_from_s", dose.hold_s.map(|[from, _]| f64::from(from))),
        ("hold_to_s", dose.hold_s.map(|[_, to]| f64::from(to))),
        ("from_min", dose.minutes.map(|[from, _]| f64::from(from))),
        ("to_min", dose.minutes.map(|[_, to]| f64::from(to))),
    ];
    for (name, value) in numbers {
        if let Some(value) = value {
            text = text.number(name, value);
        }
    }
    text
}

fn name(exercise: &Exercise) -> Message {
    Message::new(text_id(exercise))
}

fn text_id(exercise: &Exercise) -> String {
    format!("exercise-{}", exercise.id.replace('_', "-"))
}

const fn why(kind: ExerciseKind) -> &'static str {
    match kind {
        ExerciseKind::Hip => "programme-why-hip",
        ExerciseKind::Knee => "programme-why-knee",
        ExerciseKind::Core => "programme-why-core",
        ExerciseKind::Calf => "programme-why-calf",
        ExerciseKind::WarmUp => "programme-why-warm-up",
        ExerciseKind::Functional => "programme-why-functional",
        ExerciseKind::Balance => "programme-why-balance",
        ExerciseKind::Rolling => "programme-why-rolling",
        ExerciseKind::Stretching => "programme-why-stretching",
    }
}

#[cfg(test)]
mod tests;
