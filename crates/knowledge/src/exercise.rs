use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::table::{Table, unique};
use crate::{KnowledgeError, Protocol, Provenance};

/// Exercises, doses and exclusions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExerciseTable {
    /// In the order in which they are shown: hip first, then knee.
    pub exercise: Vec<Exercise>,
}

/// One exercise, or one way to roll or stretch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// Its name; the text `exercise-<id>` and the cues carry it with hyphens.
    pub id: String,
    /// What it is for.
    pub kind: ExerciseKind,
    /// The groups of muscles it works; none for rolling and stretching.
    #[serde(default)]
    pub muscles: Vec<Muscle>,
    /// When it comes.
    pub phase: Phase,
    /// On which ways back.
    pub protocols: Vec<Protocol>,
    /// How the body is placed.
    pub position: Position,
    /// Number of cues; each is a text `exercise-<id>-cue-<n>`.
    pub n_cues: u8,
    /// What is needed.
    #[serde(default)]
    pub equipment: Vec<Equipment>,
    /// How much.
    pub dose: Dose,
    /// The harder exercise that follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progression: Option<String>,
    /// The easier one to go back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regression: Option<String>,
    /// Whether it presses on the iliotibial band itself.
    #[serde(default)]
    pub rolls_band: bool,
    /// Whether it is optional.
    #[serde(default)]
    pub optional: bool,
    /// Whether it is not in the programme of everyone: it stands in for another, belongs to a set
    /// or a routine, or is chosen by the runner.
    #[serde(default)]
    pub choice: bool,
    /// Where it comes from, its dose apart from the fields that are house values.
    pub provenance: Provenance,
}

/// What an exercise is for, in the order of the programme.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ExerciseKind {
    /// Muscles about the hip.
    Hip,
    /// Muscles that straighten the knee.
    Knee,
    /// The trunk.
    Core,
    /// The calf.
    Calf,
    /// The whole leg, standing.
    Functional,
    /// Standing still on one leg.
    Balance,
    /// Rolling on a foam roller.
    Rolling,
    /// Stretching.
    Stretching,
    /// Moving the hips before a run.
    WarmUp,
}

/// A group of muscles.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Muscle {
    /// The front of the thigh, which straightens the knee.
    Quadriceps,
    /// The back of the thigh, which bends the knee and straightens the hip.
    Hamstrings,
    /// The buttock and the side of the hip.
    Hip,
    /// The trunk.
    Core,
    /// The calf.
    Calf,
}

/// When an exercise comes.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// From the first day.
    Start,
    /// In place of its regression, once that has become easy.
    Stronger,
    /// After the painless weeks.
    Functional,
    /// Once everything may be trained.
    Maintenance,
}

/// How the body is placed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Lying on the side.
    SideLying,
    /// Lying on the back.
    Supine,
    /// Lying on the front and side.
    Prone,
    /// Sitting.
    Seated,
    /// Standing on both legs.
    Standing,
    /// Standing on one leg.
    OneLeg,
    /// Standing on a step.
    OnStep,
}

/// What is needed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Equipment {
    /// An elastic band.
    Band,
    /// A stair or a box.
    Step,
    /// A mirror.
    Mirror,
    /// A balance cushion.
    Cushion,
    /// A foam roller.
    Roller,
    /// A leg press.
    LegPress,
    /// A towel on a smooth floor.
    Towel,
}

/// How much. What is `None` does not apply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dose {
    /// Sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sets: Option<u8>,
    /// Sets later, after further painless weeks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sets_later: Option<u8>,
    /// Repetitions a set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reps: Option<u8>,
    /// Seconds held, from and to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold_s: Option<[u16; 2]>,
    /// Degrees of movement, from and to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub angle_deg: Option<[u8; 2]>,
    /// Seconds on the way back; the documents say slowly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowering_s: Option<u8>,
    /// Seconds of rest between sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest_s: Option<u16>,
    /// Times a day; an exercise with it is done every day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_day: Option<u8>,
    /// Minutes, from and to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<[u8; 2]>,
    /// Centimetres a second, from and to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speed_cm_per_s: Option<[u8; 2]>,
    /// Seconds of pause on a tender spot, from and to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause_s: Option<[u16; 2]>,
    /// Whether it belongs after a run.
    #[serde(default)]
    pub after_run: bool,
    /// Which of these fields no document gives: chosen by this project.
    #[serde(default)]
    pub house: Vec<String>,
}

impl ExerciseTable {
    /// An exercise by its id.
    pub fn get(&self, id: &str) -> Option<&Exercise> {
        self.exercise.iter().find(|exercise| exercise.id == id)
    }
}

impl Table for ExerciseTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        unique(self.exercise.iter().map(|exercise| exercise.id.as_str()))?;
        for exercise in &self.exercise {
            validate_exercise(self, exercise)?;
        }
        Ok(())
    }
}

fn validate_exercise(table: &ExerciseTable, exercise: &Exercise) -> Result<(), KnowledgeError> {
    let wrong = |reason: String| Err(KnowledgeError::row(&exercise.id, reason));
    exercise.provenance.validate(&exercise.id)?;
    if exercise.rolls_band && exercise.protocols.contains(&Protocol::Itbs) {
        return wrong("rolls the band, which is never done for the outer knee".to_owned());
    }
    if exercise.n_cues == 0 || exercise.protocols.is_empty() {
        return wrong("needs a cue and a way back".to_owned());
    }
    for other in exercise.progression.iter().chain(&exercise.regression) {
        if table.get(other).is_none() {
            return wrong(format!("names `{other}`, which is not there"));
        }
    }
    let ends = |id: &Option<String>, back: fn(&Exercise) -> &Option<String>| {
        id.as_deref()
            .and_then(|id| table.get(id))
            .is_none_or(|other| back(other).as_deref() == Some(&exercise.id))
    };
    if !ends(&exercise.progression, |other| &other.regression) {
        return wrong("progresses to an exercise that does not go back to it".to_owned());
    }
    let fields: BTreeSet<&str> = [
        "sets",
        "sets_later",
        "reps",
        "hold_s",
        "lowering_s",
        "rest_s",
        "minutes",
        "angle_deg",
    ]
    .into();
    match exercise
        .dose
        .house
        .iter()
        .find(|field| !fields.contains(field.as_str()))
    {
        Some(field) => wrong(format!("marks `{field}`, which is no field of a dose")),
        None => Ok(()),
    }
}
