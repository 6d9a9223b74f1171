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
    /// What to do where something of it is missing; `None` where nothing stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<Without>,
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
    /// Whether it has a reason of its own, a text `exercise-<id>-why`, beside that of its kind.
    #[serde(default)]
    pub own_why: bool,
    /// What a good repetition looks like, where a test tells.
    #[serde(default)]
    pub quality: Vec<Quality>,
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
    /// A bench, or the edge of a sofa.
    Bench,
}

impl Equipment {
    /// All, in the order in which they are asked for.
    pub const ALL: [Self; 8] = [
        Self::Band,
        Self::Step,
        Self::Mirror,
        Self::Cushion,
        Self::Roller,
        Self::LegPress,
        Self::Towel,
        Self::Bench,
    ];

    /// The word used in JSON and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Band => "band",
            Self::Step => "step",
            Self::Mirror => "mirror",
            Self::Cushion => "cushion",
            Self::Roller => "roller",
            Self::LegPress => "leg_press",
            Self::Towel => "towel",
            Self::Bench => "bench",
        }
    }
}

/// What to do where the equipment of an exercise is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Without {
    /// The same with what every home has; the text `exercise-<id>-without` says how.
    Bare,
    /// Another exercise.
    Exercise(String),
}

/// What a good repetition looks like: a number of five repetitions that may break it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// Its name; the text `programme-quality-<id>` carries it with hyphens.
    pub id: String,
    /// The measure that counts the repetitions that break it.
    pub measure: String,
    /// So many of five may.
    pub at_most_reps: u8,
}

/// How fast.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Tempo {
    /// Slowly, above all on the way back.
    Slow,
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
    /// How fast, where a document says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tempo: Option<Tempo>,
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

    /// Whether a measure tells the quality of an exercise.
    pub fn reads_measure(&self, id: &str) -> bool {
        let mut all = self.exercise.iter().flat_map(|exercise| &exercise.quality);
        all.any(|quality| quality.measure == id)
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
    let passive = matches!(
        exercise.kind,
        ExerciseKind::Rolling | ExerciseKind::Stretching
    );
    if exercise.muscles.is_empty() != passive {
        return wrong("names its muscles, unless it rolls or stretches".to_owned());
    }
    if exercise.without.is_some() && exercise.equipment.is_empty() {
        return wrong("needs nothing, so nothing stands in".to_owned());
    }
    let stands_in = match &exercise.without {
        Some(Without::Exercise(id)) => Some(id),
        Some(Without::Bare) | None => None,
    };
    let others = exercise.progression.iter().chain(&exercise.regression);
    for other in others.chain(stands_in) {
        if table.get(other).is_none() {
            return wrong(format!("names `{other}`, which is not there"));
        }
    }
    validate_edges(table, exercise)?;
    validate_house_fields(exercise)
}

/// Edges lead there and back, never in a circle, and never to an earlier phase.
fn validate_edges(table: &ExerciseTable, exercise: &Exercise) -> Result<(), KnowledgeError> {
    let wrong = |reason: &str| Err(KnowledgeError::row(&exercise.id, reason));
    let harder = exercise.progression.as_deref().and_then(|id| table.get(id));
    let easier = exercise.regression.as_deref().and_then(|id| table.get(id));
    let is_own = |id: &Option<String>| id.as_deref() == Some(&exercise.id);
    if harder.is_some_and(|other| !is_own(&other.regression)) {
        return wrong("progresses to an exercise that does not go back to it");
    }
    if easier.is_some_and(|other| !is_own(&other.progression)) {
        return wrong("goes back to an exercise that does not progress to it");
    }
    if harder.is_some_and(|other| other.phase < exercise.phase) {
        return wrong("progresses to an exercise of an earlier phase");
    }
    let mut next = harder;
    for _ in &table.exercise {
        match next {
            Some(other) if other.id == exercise.id => return wrong("progresses to itself"),
            Some(other) => next = other.progression.as_deref().and_then(|id| table.get(id)),
            None => break,
        }
    }
    Ok(())
}

fn validate_house_fields(exercise: &Exercise) -> Result<(), KnowledgeError> {
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
    let mut marked = exercise.dose.house.iter();
    match marked.find(|field| !fields.contains(field.as_str())) {
        Some(field) => Err(KnowledgeError::row(
            &exercise.id,
            format!("marks `{field}`, which is no field of a dose"),
        )),
        None => Ok(()),
    }
}
