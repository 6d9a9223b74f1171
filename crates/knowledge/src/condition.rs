use serde::{Deserialize, Serialize};

use crate::KnowledgeError;
use crate::table::Table;

/// Spots on the knee, patterns, and what speaks for and against each.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionTable {}

impl Table for ConditionTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        Ok(())
    }
}
