use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_assess::Assessment;
use trochlea_outcome::{OutcomeReport, OutcomeScore};

/// The format of [`OutcomesDocument`].
pub const OUTCOMES_SCHEMA: &str = "trochlea.outcomes/1";
/// The format of [`OutcomeDocument`].
pub const OUTCOME_SCHEMA: &str = "trochlea.outcome/1";

/// How it is going, as `trochlea outcome show` prints it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OutcomesDocument {
    /// Always `trochlea.outcomes/1`.
    pub schema: &'static str,
    /// Which version of the rules looked back.
    pub rule_set: String,
    /// The day it is seen from.
    #[schemars(with = "String")]
    pub today: Date,
    /// Scores, milestones and loads.
    pub outcomes: OutcomeReport,
}

impl OutcomesDocument {
    /// From an assessment.
    pub fn of(assessment: &Assessment) -> Self {
        Self {
            schema: OUTCOMES_SCHEMA,
            rule_set: assessment.rule_set.version.clone(),
            today: assessment.now.date(),
            outcomes: assessment.outcomes.clone(),
        }
    }
}

/// A score that was kept.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OutcomeDocument {
    /// Always `trochlea.outcome/1`.
    pub schema: &'static str,
    /// The name of the entry.
    pub entry: String,
    /// The score.
    pub score: OutcomeScore,
}

impl OutcomeDocument {
    /// Of an entry.
    pub fn of(entry: impl Into<String>, score: OutcomeScore) -> Self {
        Self {
            schema: OUTCOME_SCHEMA,
            entry: entry.into(),
            score,
        }
    }
}
