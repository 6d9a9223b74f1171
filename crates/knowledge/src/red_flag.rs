use serde::{Deserialize, Serialize};

use crate::KnowledgeError;
use crate::table::Table;

/// What must be excluded before anything else is said.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedFlagTable {}

impl Table for RedFlagTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        Ok(())
    }
}
