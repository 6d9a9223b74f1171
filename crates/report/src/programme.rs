use schemars::JsonSchema;
use serde::Serialize;
use trochlea_programme::{CrossTraining, Programme, Retraining, Routine};
use trochlea_symptom::Blocked;

/// The format of [`ProgrammeDocument`].
pub const PROGRAMME_SCHEMA: &str = "trochlea.programme/1";
/// The format of [`StepsDocument`].
pub const STEPS_SCHEMA: &str = "trochlea.steps/1";

/// What is done beside running today, what waits, and what unlocks it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ProgrammeDocument<'a> {
    /// Always `trochlea.programme/1`.
    pub schema: &'static str,
    /// Strength work; `None` when none may be planned.
    pub programme: Option<&'a Programme>,
    /// What is done before and after a run.
    pub routines: &'a [Routine],
    /// Other sports.
    pub cross_training: Option<&'a CrossTraining>,
    /// Why there is none, when the red flags are why.
    pub blocked: Option<&'a Blocked>,
}

/// Running with shorter, quicker steps.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StepsDocument<'a> {
    /// Always `trochlea.steps/1`.
    pub schema: &'static str,
    /// Where it stands; `None` while nothing may be planned.
    pub retraining: Option<&'a Retraining>,
    /// Why there is none, when the red flags are why.
    pub blocked: Option<&'a Blocked>,
}
