use serde::{Deserialize, Serialize};

use crate::KnowledgeError;
use crate::table::Table;

/// The single-run limit and the definitions of the running history.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerTable {}

impl Table for LedgerTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        Ok(())
    }
}
