use serde::{Deserialize, Serialize};

use crate::KnowledgeError;
use crate::table::Table;

/// Exercises, doses and exclusions.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExerciseTable {}

impl Table for ExerciseTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        Ok(())
    }
}
