use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::KnowledgeError;

/// Where a fact comes from and how far it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Sourced, a house value, or contested.
    pub status: Status,
    /// Author, year, journal and DOI; for a house value why it was chosen.
    pub source: String,
    /// How far the source was read.
    pub read: Read,
    /// Whom it was measured on, where it was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
    /// Ids of the requirements it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<String>,
    /// Who checked it, if anyone did.
    #[serde(default)]
    pub reviewed: Reviewed,
}

/// What kind of fact it is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// A source says so.
    Sourced,
    /// Nobody says so: chosen by this project and marked wherever it decides.
    House,
    /// Sources disagree; shown as such and never scored.
    Contested,
}

/// How far a source was read.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Read {
    /// The whole text.
    Whole,
    /// The whole abstract.
    Abstract,
    /// An abstract that was cut off.
    AbstractCut,
    /// A table or list of items.
    Table,
    /// A page that tells what the source says.
    Secondary,
    /// One of the four documents that say what is asked for; not proof that it is true.
    Seed,
    /// Common practice whose source was not read. Never enough for a number.
    Practice,
    /// Nothing to read: a house value.
    House,
}

/// A clinician's review; empty as long as nobody did it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reviewed {
    /// Who.
    #[serde(default)]
    pub by: String,
    /// When, as a date.
    #[serde(default)]
    pub on: String,
}

impl Provenance {
    /// Checks that the marks fit together.
    ///
    /// # Errors
    /// When a source is missing, a house value claims to have been read, or a sourced one was not.
    pub fn validate(&self, row: &str) -> Result<(), KnowledgeError> {
        let wrong = |reason: &str| Err(KnowledgeError::row(row, reason));
        if self.source.trim().is_empty() {
            return wrong("has no source");
        }
        match (self.status, self.read) {
            (Status::House, Read::House) => Ok(()),
            (Status::House, _) => wrong("is a house value, so `read` must be `house`"),
            (_, Read::House) => wrong("is not a house value, so `read` must say what was read"),
            _ => Ok(()),
        }
    }
}
