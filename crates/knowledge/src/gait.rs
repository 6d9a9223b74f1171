use serde::{Deserialize, Serialize};

use crate::KnowledgeError;
use crate::table::Table;

/// How samples are read as steps and ground.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GaitTable {}

impl Table for GaitTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        Ok(())
    }
}
