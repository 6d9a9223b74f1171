use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Exercise, Knowledge, Message, Phase, Protocol};

use crate::Input;
use crate::exercise::name;

/// Why an exercise is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Left {
    /// It presses on the band that may be what hurts.
    NotTheBand,
    /// It is not part of the way back for this knee.
    NotForThisKnee,
    /// Its stage is locked; the message says what unlocks it.
    Locked(Lock),
    /// Its harder form took its place.
    Replaced,
    /// It is unlocked, and in nobody's programme unless chosen.
    ByChoice,
    /// What it needs is missing.
    NoEquipment,
}

/// What keeps a stage locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lock {
    /// The easier form is not easy yet.
    EasierForm,
    /// Too few painless weeks.
    PainlessWeeks,
    /// Not everything may be trained yet.
    FullTraining,
}

/// What keeps an exercise from this runner, whatever is chosen and at hand.
pub(crate) fn barrier(
    exercise: &Exercise,
    input: &Input<'_>,
    knowledge: &Knowledge,
) -> Option<(Left, Message)> {
    if exercise.rolls_band && input.is_possible(Protocol::Itbs) {
        return Some((Left::NotTheBand, Message::new("programme-not-the-band")));
    }
    if !is_for_this_knee(exercise, input, knowledge) {
        let why = Message::new("programme-not-for-this-knee");
        return Some((Left::NotForThisKnee, why));
    }
    let (lock, why) = locked(exercise, input, knowledge)?;
    Some((Left::Locked(lock), why))
}

/// On this way back; once everything may be trained also what both conditions keep for good.
fn is_for_this_knee(exercise: &Exercise, input: &Input<'_>, knowledge: &Knowledge) -> bool {
    let on_the_way = |protocol: &Protocol| input.is_possible(*protocol);
    exercise.protocols.iter().any(on_the_way)
        || (input.may_train_fully && knowledge.routines.is_kept_for_good(&exercise.id))
}

fn locked(
    exercise: &Exercise,
    input: &Input<'_>,
    knowledge: &Knowledge,
) -> Option<(Lock, Message)> {
    let weeks = &knowledge.protocols.functional_weeks;
    match exercise.phase {
        Phase::Stronger => {
            let easier = easier_that_waits(exercise, input, knowledge)?;
            let why = Message::new("programme-not-yet-stronger").message("easier", name(easier));
            Some((Lock::EasierForm, why))
        }
        Phase::Functional if input.pain_free_days < weeks.whole() * 7 => {
            let why = Message::new("programme-not-yet-painless")
                .number("weeks", weeks.value)
                .number("days", input.pain_free_days as f64);
            Some((Lock::PainlessWeeks, why))
        }
        Phase::Maintenance if !input.may_train_fully => {
            let why = Message::new("programme-not-yet-maintenance");
            Some((Lock::FullTraining, why))
        }
        Phase::Start | Phase::Functional | Phase::Maintenance => None,
    }
}

/// The easier form, while it is for this knee and not yet easy.
fn easier_that_waits<'a>(
    exercise: &Exercise,
    input: &Input<'_>,
    knowledge: &'a Knowledge,
) -> Option<&'a Exercise> {
    let easier = knowledge.exercises.get(exercise.regression.as_deref()?)?;
    let waits = is_for_this_knee(easier, input, knowledge) && !is_mastered(easier, input);
    waits.then_some(easier)
}

pub(crate) fn is_mastered(exercise: &Exercise, input: &Input<'_>) -> bool {
    input.mastered.contains(&exercise.id)
}
