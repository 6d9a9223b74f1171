use serde::{Deserialize, Serialize};

use crate::KnowledgeError;
use crate::table::Table;

/// Stages, gates, caps and the diary's definitions.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtocolTable {}

impl Table for ProtocolTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        Ok(())
    }
}
