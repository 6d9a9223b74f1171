//! What is done beside running: which exercise, which dose, which routine, and why the rest waits.
//!
//! Hip first, then knee, and always both (neither alone was better in trials). Doses stand in the
//! tables; those that no document gives are marked as house values and carry that mark out.
//! Exercises form a graph of harder and easier forms, and each stage has a lock: nothing of a
//! locked stage is ever given, in whatever list. It draws no plan of days; the band at the outer
//! knee is never rolled as long as it may be what hurts.

mod cross_training;
mod dose;
mod exercise;
mod input;
mod lock;
mod maintenance;
mod prescribe;
mod programme;
mod quality;
mod retraining;
mod routine;
mod sides;
mod young;

pub use cross_training::{CrossTraining, OtherSportNow, SportStatus, cross_training};
pub use exercise::{ExerciseLoad, NamedExercise};
pub use input::Input;
pub use lock::{Left, Lock};
pub use maintenance::{Maintenance, MaintenanceGroup};
pub use prescribe::thing;
pub use programme::{
    Coverage, Excluded, ExerciseSetNow, Prescribed, Programme, ProgrammePhase, SetItem, WeekOfWay,
};
pub use quality::{QualityNow, QualityStatus};
pub use retraining::{
    BandPlace, Cue, Evidence, Kept, OwnStepRate, Retraining, RetrainingInput, RetrainingStatus,
    Session, StepRateTarget, own_step_rate, retraining,
};
pub use routine::{Routine, Steadiness, routines};
pub use sides::{SideComparison, SidePair};
pub use young::{Young, YoungAdvice, young};

use trochlea_knowledge::Knowledge;
use trochlea_symptom::{Cleared, Strength};

/// The strength work for now.
///
/// Only a screening that blocks no strength work can call it.
pub fn strength(
    _cleared: Cleared<Strength>,
    input: &Input<'_>,
    knowledge: &Knowledge,
) -> Programme {
    programme::programme(input, knowledge)
}

#[cfg(test)]
mod tests;
