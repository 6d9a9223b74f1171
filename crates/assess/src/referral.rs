use jiff::ToSpan;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Knowledge, Message, Tried};
use trochlea_plan::CourseSignalKind;

use crate::{Assessment, Case};

/// A step of the ladder, as it stands today.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LadderStep {
    /// Its id.
    pub id: String,
    /// What it is.
    pub text: Message,
    /// Whether everything before it was tried without success.
    pub open: bool,
    /// What has to be tried first.
    pub missing: Vec<Tried>,
}

/// What comes next when the work alone does not help, lowest step first. A step that is not open
/// is never suggested.
pub fn ladder(case: &Case, assessment: &Assessment, knowledge: &Knowledge) -> Vec<LadderStep> {
    let failed =
        |signal: &trochlea_plan::CourseSignal| signal.kind == CourseSignalKind::NoImprovement;
    let strength = assessment.signals.iter().any(failed);
    let weeks = knowledge.referral.failed.gait_correction_weeks;
    let long_ago = case.now.date().saturating_sub((weeks * 7).days());
    let gait = strength && case.retraining_since.is_some_and(|since| since <= long_ago);
    let is_missing = |tried: &Tried| match tried {
        Tried::Strength => !strength,
        Tried::GaitCorrection => !gait,
    };
    knowledge
        .referral
        .steps
        .iter()
        .map(|step| {
            let missing: Vec<Tried> = step.after.iter().copied().filter(is_missing).collect();
            LadderStep {
                id: step.id.clone(),
                text: step.text(),
                open: missing.is_empty(),
                missing,
            }
        })
        .collect()
}
