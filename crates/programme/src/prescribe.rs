use std::collections::BTreeSet;

use trochlea_knowledge::{Equipment, Exercise, Knowledge, Message, ProtocolTable, Without};
use trochlea_quantity::Side;
use trochlea_symptom::{DayRecord, PainScore};

use crate::dose::{dose_now, dose_text};
use crate::exercise::{ExerciseLoad, name, text_id, why};
use crate::lock::barrier;
use crate::programme::Prescribed;
use crate::{Input, quality};

/// What comes of an exercise that nothing bars, with the things at hand.
pub(crate) enum AtHand<'a> {
    /// It can be done; the message says how without what is missing.
    Done(Option<Message>),
    /// Another takes its place.
    Instead(&'a Exercise),
    /// Nothing takes its place.
    Missing,
}

/// Whether it can be done with what the runner has. What nobody said is taken to be there.
pub(crate) fn at_hand<'a>(
    exercise: &Exercise,
    input: &Input<'_>,
    knowledge: &'a Knowledge,
) -> AtHand<'a> {
    let lacks = exercise.equipment.iter().any(|thing| input.lacks(*thing));
    match (&exercise.without, lacks) {
        (_, false) => AtHand::Done(None),
        (Some(Without::Bare), true) => AtHand::Done(Some(bare(exercise))),
        (Some(Without::Exercise(id)), true) => {
            let other = knowledge.exercises.get(id);
            let other = other.filter(|other| barrier(other, input, knowledge).is_none());
            let has_all = |other: &&Exercise| !other.equipment.iter().any(|it| input.lacks(*it));
            other
                .filter(has_all)
                .map_or(AtHand::Missing, AtHand::Instead)
        }
        (None, true) => AtHand::Missing,
    }
}

fn bare(exercise: &Exercise) -> Message {
    Message::new(format!("{}-without", text_id(exercise)))
}

pub(crate) fn prescribe(
    exercise: &Exercise,
    input: &Input<'_>,
    knowledge: &Knowledge,
) -> Prescribed {
    let protocols = &knowledge.protocols;
    let dose = dose_now(exercise, input, protocols);
    let quality = quality::checked(exercise, input, protocols);
    let instead = match at_hand(exercise, input, knowledge) {
        AtHand::Done(how) => how,
        AtHand::Instead(_) | AtHand::Missing => None,
    };
    // As long as nobody said what is at hand, how to do without is worth knowing.
    let unsaid = input.equipment.is_none() && exercise.without == Some(Without::Bare);
    Prescribed {
        exercise: exercise.id.clone(),
        kind: exercise.kind,
        muscles: exercise.muscles.clone(),
        name: name(exercise),
        cues: (1..=exercise.n_cues)
            .map(|n| Message::new(format!("{}-cue-{n}", text_id(exercise))))
            .collect(),
        sides: sides(input),
        dose_text: dose_text(&dose),
        why: why(exercise),
        daily: dose.per_day.is_some(),
        optional: exercise.optional,
        needs: exercise.equipment.clone(),
        without: instead.or_else(|| unsaid.then(|| bare(exercise))),
        stands_in_for: None,
        from_set: None,
        ease_off: ease_off(exercise, input, protocols, quality::broken(&quality)),
        load: ExerciseLoad::of(&exercise.id, &knowledge.load),
        quality,
        progression: exercise.progression.clone(),
        regression: exercise.regression.clone(),
        requirements: exercise.provenance.requirements.clone(),
        dose,
    }
}

/// The affected side first, then the other.
fn sides(input: &Input<'_>) -> Vec<Side> {
    let sides: BTreeSet<Side> = input.conditions.iter().map(|(side, _)| *side).collect();
    let rest = Side::BOTH.into_iter().filter(|side| !sides.contains(side));
    sides.iter().copied().chain(rest).collect()
}

/// What to take back: for pain the last time, else for repetitions that do not look right.
fn ease_off(
    exercise: &Exercise,
    input: &Input<'_>,
    protocols: &ProtocolTable,
    broken: Option<&quality::QualityNow>,
) -> Option<Message> {
    let pain = pain_last_time(exercise, input);
    let too_much = pain.filter(|pain| pain.get() > protocols.strength_pain_at_most.small());
    if let Some(pain) = too_much {
        return Some(Message::new("programme-ease-off").number("pain_nprs", f64::from(pain.get())));
    }
    broken.map(|quality| {
        Message::new("programme-ease-off-form").message("form", quality.text.clone())
    })
}

/// The worst pain of the latest day on which it was done and its pain was told.
fn pain_last_time(exercise: &Exercise, input: &Input<'_>) -> Option<PainScore> {
    let done = |day: &DayRecord| -> Option<PainScore> {
        let of_it = day.strength.iter().filter(|it| it.exercise == exercise.id);
        of_it.filter_map(|it| it.pain).max()
    };
    let days = input.diary.days.iter();
    let latest = days.filter_map(|day| Some((day.day, done(day)?))).max()?;
    Some(latest.1)
}

/// What of an exercise is missing, for the sentence that says so.
pub(crate) fn missing(exercise: &Exercise, input: &Input<'_>) -> Option<Equipment> {
    let mut needs = exercise.equipment.iter().copied();
    needs.find(|thing| input.lacks(*thing))
}

/// What a thing is called, with its article.
pub fn thing(equipment: Equipment) -> Message {
    Message::new(match equipment {
        Equipment::Band => "programme-thing-band",
        Equipment::Step => "programme-thing-step",
        Equipment::Mirror => "programme-thing-mirror",
        Equipment::Cushion => "programme-thing-cushion",
        Equipment::Roller => "programme-thing-roller",
        Equipment::LegPress => "programme-thing-leg-press",
        Equipment::Towel => "programme-thing-towel",
        Equipment::Bench => "programme-thing-bench",
    })
}
