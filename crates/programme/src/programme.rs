use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{
    Dose, Equipment, Exercise, ExerciseKind, ExerciseSet, Knowledge, Message, Muscle,
};
use trochlea_quantity::Side;

use crate::Input;
use crate::exercise::{ExerciseLoad, NamedExercise, name};
use crate::lock::{Left, barrier, is_mastered};
use crate::maintenance::{Maintenance, maintenance};
use crate::prescribe::{AtHand, at_hand, missing, prescribe, thing};
use crate::quality::QualityNow;
use crate::sides::{SideComparison, compare};

/// The strength work of the present phase.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Programme {
    /// Where on the way back it stands.
    pub phase: WeekOfWay,
    /// In the order in which it is done.
    pub exercises: Vec<Prescribed>,
    /// What is unlocked and may be added, in the order of the table.
    pub choices: Vec<Prescribed>,
    /// What is left out, and why; for what is locked, what unlocks it.
    pub excluded: Vec<Excluded>,
    /// Whether the four groups of muscles are in it, and where not, why.
    pub coverage: Vec<Coverage>,
    /// Sets that can be chosen.
    pub sets: Vec<ExerciseSetNow>,
    /// The legs against each other.
    pub sides: SideComparison,
    /// What stays once everything may be trained.
    pub maintenance: Maintenance,
    /// Full sessions a week.
    pub sessions_per_week: i64,
    /// What to do about pain while exercising.
    pub pain_rule: Message,
    /// Ids of all numbers and exercises that had a part in this.
    pub rules_fired: Vec<String>,
}

/// Where on the way back it stands.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WeekOfWay {
    /// The part of the way.
    pub phase: ProgrammePhase,
    /// The week, counted from 1.
    pub week: i64,
    /// In words.
    pub text: Message,
}

/// A part of the way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammePhase {
    /// The first six weeks.
    Conservative,
    /// After them.
    Later,
    /// Everything may be trained.
    Maintenance,
}

/// An exercise with its dose for now.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Prescribed {
    /// Its id.
    pub exercise: String,
    /// What it is for.
    pub kind: ExerciseKind,
    /// The groups of muscles it works.
    pub muscles: Vec<Muscle>,
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
    /// What it needs.
    pub needs: Vec<Equipment>,
    /// How to do it without that, where it is missing or nobody said that it is there.
    pub without: Option<Message>,
    /// The exercise whose place it takes, for want of what that one needs.
    pub stands_in_for: Option<String>,
    /// The chosen set that put it here.
    pub from_set: Option<String>,
    /// What a good repetition looks like, and what was found on each leg.
    pub quality: Vec<QualityNow>,
    /// It hurt too much the last time, or did not look right: half of it, or its easier form.
    pub ease_off: Option<Message>,
    /// What is known about its load.
    pub load: ExerciseLoad,
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
    /// Which kind of reason.
    pub left: Left,
    /// Why not.
    pub why: Message,
}

/// Whether a group of muscles is worked.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Coverage {
    /// Which.
    pub muscle: Muscle,
    /// By what.
    pub exercises: Vec<NamedExercise>,
    /// Why by nothing.
    pub why_not: Option<Message>,
}

/// A set that can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ExerciseSetNow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Message,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Its exercises, in order.
    pub items: Vec<SetItem>,
}

/// An exercise of a set.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SetItem {
    /// Which.
    #[serde(flatten)]
    pub exercise: NamedExercise,
    /// What keeps it from being done now.
    pub why_not: Option<Message>,
}

/// The groups that every programme works, or says why not.
const GROUPS: [Muscle; 4] = [
    Muscle::Quadriceps,
    Muscle::Hamstrings,
    Muscle::Hip,
    Muscle::Core,
];

pub(crate) fn programme(input: &Input<'_>, knowledge: &Knowledge) -> Programme {
    let protocols = &knowledge.protocols;
    let mut sorted = Sorted::default();
    for exercise in &knowledge.exercises.exercise {
        sorted.add(exercise, input, knowledge);
    }
    let Sorted {
        given: mut exercises,
        choices,
        excluded,
    } = sorted;
    exercises.sort_by_key(|one| one.kind);
    let sessions = if input.may_train_fully {
        &protocols.strength_maintenance
    } else {
        &protocols.strength_sessions
    };
    let pain_at_most = &protocols.strength_pain_at_most;
    let mut fired: BTreeSet<String> = exercises.iter().map(|one| one.exercise.clone()).collect();
    fired.extend(input.chosen_sets.iter().cloned());
    fired.extend(
        [
            sessions,
            pain_at_most,
            &protocols.functional_weeks,
            &protocols.third_set_weeks,
            &protocols.conservative_weeks,
        ]
        .map(|rule| rule.id.clone()),
    );
    Programme {
        phase: week_of_way(input, knowledge),
        coverage: coverage(&exercises, &excluded),
        sets: sets(input, knowledge),
        sides: compare(input, knowledge),
        maintenance: maintenance(input, knowledge),
        exercises,
        choices,
        excluded,
        sessions_per_week: sessions.whole(),
        pain_rule: Message::new("programme-pain-rule").number("pain_nprs", pain_at_most.value),
        rules_fired: fired.into_iter().collect(),
    }
}

/// Every exercise in one of three lists.
#[derive(Default)]
struct Sorted {
    given: Vec<Prescribed>,
    choices: Vec<Prescribed>,
    excluded: Vec<Excluded>,
}

impl Sorted {
    fn add(&mut self, exercise: &Exercise, input: &Input<'_>, knowledge: &Knowledge) {
        if let Some((left, why)) = barrier(exercise, input, knowledge) {
            return self.leave(exercise, left, why);
        }
        if is_replaced(exercise, input, knowledge) {
            let why = Message::new("programme-replaced-by-harder");
            return self.leave(exercise, Left::Replaced, why);
        }
        let set = chosen_set(exercise, input, knowledge);
        let is_choice = exercise.choice && set.is_none();
        match at_hand(exercise, input, knowledge) {
            AtHand::Done(_) => {
                let mut one = prescribe(exercise, input, knowledge);
                one.from_set = set.filter(|_| exercise.choice).map(|set| set.id.clone());
                self.put(one, is_choice);
            }
            AtHand::Instead(other) => {
                let mut one = prescribe(other, input, knowledge);
                one.stands_in_for = Some(exercise.id.clone());
                self.put(one, is_choice);
                let why = Message::new("programme-stood-in-for").message("other", name(other));
                return self.leave(exercise, Left::NoEquipment, why);
            }
            AtHand::Missing => {
                let why = Message::new("programme-no-equipment");
                let why = match missing(exercise, input) {
                    Some(what) => why.message("thing", thing(what)),
                    None => why,
                };
                return self.leave(exercise, Left::NoEquipment, why);
            }
        }
        if is_choice {
            self.leave(
                exercise,
                Left::ByChoice,
                Message::new("programme-by-choice"),
            );
        }
    }

    /// What is given already stays as it is, and what is given is no choice.
    fn put(&mut self, one: Prescribed, is_choice: bool) {
        let is_it = |other: &Prescribed| other.exercise == one.exercise;
        if self.given.iter().any(is_it) {
            return;
        }
        let chosen_before = self.choices.iter().position(is_it);
        match (is_choice, chosen_before) {
            (true, Some(_)) => {}
            (true, None) => self.choices.push(one),
            (false, at) => {
                if let Some(at) = at {
                    self.choices.remove(at);
                }
                self.excluded
                    .retain(|other| other.exercise != one.exercise || other.left != Left::ByChoice);
                self.given.push(one);
            }
        }
    }

    fn leave(&mut self, exercise: &Exercise, left: Left, why: Message) {
        let is_given = |one: &Prescribed| one.exercise == exercise.id;
        if left == Left::ByChoice && self.given.iter().any(is_given) {
            return;
        }
        self.excluded.push(Excluded {
            exercise: exercise.id.clone(),
            name: name(exercise),
            left,
            why,
        });
    }
}

/// An easy exercise gives way to its harder form, once that one is given to everyone and unlocked.
fn is_replaced(exercise: &Exercise, input: &Input<'_>, knowledge: &Knowledge) -> bool {
    let harder = exercise.progression.as_deref();
    let harder = harder.and_then(|id| knowledge.exercises.get(id));
    is_mastered(exercise, input)
        && harder.is_some_and(|harder| {
            let is_done = matches!(at_hand(harder, input, knowledge), AtHand::Done(_));
            !harder.choice && is_done && barrier(harder, input, knowledge).is_none()
        })
}

/// The first chosen set that has the exercise.
fn chosen_set<'a>(
    exercise: &Exercise,
    input: &Input<'_>,
    knowledge: &'a Knowledge,
) -> Option<&'a ExerciseSet> {
    let mut sets = knowledge.routines.set.iter();
    sets.find(|set| input.chosen_sets.contains(&set.id) && set.exercises.contains(&exercise.id))
}

fn coverage(given: &[Prescribed], excluded: &[Excluded]) -> Vec<Coverage> {
    GROUPS
        .into_iter()
        .map(|muscle| {
            let works = |one: &&Prescribed| one.muscles.contains(&muscle) && !one.optional;
            let exercises: Vec<NamedExercise> = given
                .iter()
                .filter(works)
                .map(|one| NamedExercise {
                    exercise: one.exercise.clone(),
                    name: one.name.clone(),
                })
                .collect();
            let why_not = exercises.is_empty().then(|| {
                let waits = excluded
                    .iter()
                    .any(|one| matches!(one.left, Left::Locked(_)));
                Message::new(if waits {
                    "programme-group-waits"
                } else {
                    "programme-group-has-nothing"
                })
            });
            Coverage {
                muscle,
                exercises,
                why_not,
            }
        })
        .collect()
}

fn sets(input: &Input<'_>, knowledge: &Knowledge) -> Vec<ExerciseSetNow> {
    let of_set = |set: &ExerciseSet| {
        let exercises = set.exercises.iter();
        exercises
            .filter_map(|id| knowledge.exercises.get(id))
            .map(|exercise| SetItem {
                exercise: NamedExercise::of(exercise),
                why_not: barrier(exercise, input, knowledge).map(|(_, why)| why),
            })
            .collect()
    };
    let rows = knowledge.routines.set.iter();
    rows.map(|set| ExerciseSetNow {
        id: set.id.clone(),
        name: set.name(),
        chosen: input.chosen_sets.contains(&set.id),
        items: of_set(set),
    })
    .collect()
}

fn week_of_way(input: &Input<'_>, knowledge: &Knowledge) -> WeekOfWay {
    let began = input.started_on.unwrap_or(input.today);
    let week = days_between(began, input.today).max(0) / 7 + 1;
    let first_weeks = &knowledge.protocols.conservative_weeks;
    let phase = if input.may_train_fully {
        ProgrammePhase::Maintenance
    } else if week <= first_weeks.whole() {
        ProgrammePhase::Conservative
    } else {
        ProgrammePhase::Later
    };
    let text = Message::new(match phase {
        ProgrammePhase::Conservative => "programme-phase-first-weeks",
        ProgrammePhase::Later => "programme-phase-later",
        ProgrammePhase::Maintenance => "programme-phase-maintenance",
    });
    WeekOfWay {
        phase,
        week,
        text: text
            .number("week", week as f64)
            .number("weeks", first_weeks.value),
    }
}

pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}
