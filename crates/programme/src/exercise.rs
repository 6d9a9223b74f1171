use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Exercise, ExerciseKind, LoadTable, Message, Provenance};

/// An exercise by id and name.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct NamedExercise {
    /// Its id.
    pub exercise: String,
    /// Its name.
    pub name: Message,
}

/// What is known about the force on the kneecap in an exercise.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "known")]
pub enum ExerciseLoad {
    /// The mean peak was measured.
    Peak {
        /// The task of the tables of load that stands for it.
        task: String,
        /// In body weights, of one knee.
        peak_bw: f64,
        /// Where it comes from.
        provenance: Provenance,
    },
    /// Only a tier is known, 1 low to 3 high.
    Tier {
        /// The task of the tables of load that stands for it.
        task: String,
        /// Lowest and highest tier.
        tier: [u8; 2],
        /// Where it comes from.
        provenance: Provenance,
    },
    /// Nobody measured it, as far as was found: it is listed in the ledger and not summed.
    Nothing,
}

impl NamedExercise {
    pub(crate) fn of(exercise: &Exercise) -> Self {
        Self {
            exercise: exercise.id.clone(),
            name: name(exercise),
        }
    }
}

impl ExerciseLoad {
    /// From the tables of load.
    pub(crate) fn of(exercise_id: &str, table: &LoadTable) -> Self {
        let Some(task) = table.task_of_exercise(exercise_id) else {
            return Self::Nothing;
        };
        let provenance = task.provenance.clone();
        match (task.peak_bw, task.tier) {
            (Some(peak_bw), _) => Self::Peak {
                task: task.id.clone(),
                peak_bw,
                provenance,
            },
            (None, Some(tier)) => Self::Tier {
                task: task.id.clone(),
                tier,
                provenance,
            },
            (None, None) => Self::Nothing,
        }
    }
}

pub(crate) fn name(exercise: &Exercise) -> Message {
    Message::new(text_id(exercise))
}

pub(crate) fn text_id(exercise: &Exercise) -> String {
    format!("exercise-{}", exercise.id.replace('_', "-"))
}

pub(crate) fn why(exercise: &Exercise) -> Message {
    if exercise.own_why {
        return Message::new(format!("{}-why", text_id(exercise)));
    }
    Message::new(match exercise.kind {
        ExerciseKind::Hip => "programme-why-hip",
        ExerciseKind::Knee => "programme-why-knee",
        ExerciseKind::Core => "programme-why-core",
        ExerciseKind::Calf => "programme-why-calf",
        ExerciseKind::Functional => "programme-why-functional",
        ExerciseKind::Balance => "programme-why-balance",
        ExerciseKind::Rolling => "programme-why-rolling",
        ExerciseKind::Stretching => "programme-why-stretching",
        ExerciseKind::WarmUp => "programme-why-warm-up",
    })
}
