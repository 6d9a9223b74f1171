use serde::{Deserialize, Serialize};

use crate::table::{Table, unique};
use crate::{KnowledgeError, Message, Provenance};

/// What is said about a sore knee of somebody who still grows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YoungTable {
    /// Below this age in whole years.
    pub age_below: u8,
    /// Where the bound comes from.
    pub provenance: Provenance,
    /// What is said, in order.
    #[serde(rename = "part")]
    pub parts: Vec<YoungPart>,
}

/// One thing that is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YoungPart {
    /// Its id.
    pub id: String,
    /// In which weeks, from and to, where it has any.
    #[serde(default)]
    pub weeks: Option<[u8; 2]>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl YoungPart {
    /// What it says.
    pub fn text(&self) -> Message {
        let text = Message::new(format!("programme-young-{}", self.id.replace('_', "-")));
        match self.weeks {
            Some([from, to]) => text
                .number("from_weeks", f64::from(from))
                .number("to_weeks", f64::from(to)),
            None => text,
        }
    }
}

impl Table for YoungTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        self.provenance.validate("young")?;
        unique(self.parts.iter().map(|part| part.id.as_str()))?;
        for part in &self.parts {
            part.provenance.validate(&part.id)?;
            if part.weeks.is_some_and(|[from, to]| from > to) {
                return Err(KnowledgeError::row(&part.id, "ends before it begins"));
            }
        }
        Ok(())
    }
}
