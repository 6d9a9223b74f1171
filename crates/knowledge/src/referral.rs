use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::table::{Table, unique};
use crate::{KnowledgeError, Message, Provenance};

/// The ladder of what comes next when the work alone does not help.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralTable {
    /// When something counts as tried.
    pub failed: Failed,
    /// The steps, lowest first.
    #[serde(rename = "step")]
    pub steps: Vec<ReferralStep>,
}

/// When something counts as tried; a house value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failed {
    /// Weeks of gait retraining.
    pub gait_correction_weeks: i64,
    /// Why so many.
    pub provenance: Provenance,
}

/// A step of the ladder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralStep {
    /// Its id; its text is `referral-step-<id>`.
    pub id: String,
    /// What must have been tried without success first.
    pub after: Vec<Tried>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Something that can have been tried.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Tried {
    /// Weeks of strength work.
    Strength,
    /// Weeks of gait retraining.
    GaitCorrection,
}

impl ReferralStep {
    /// What it is.
    pub fn text(&self) -> Message {
        Message::new(format!("referral-step-{}", self.id))
    }
}

impl Table for ReferralTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        self.failed.provenance.validate("failed")?;
        unique(self.steps.iter().map(|step| step.id.as_str()))?;
        self.steps
            .iter()
            .try_for_each(|step| step.provenance.validate(&step.id))
    }
}
