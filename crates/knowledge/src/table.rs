use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Overlay;

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../knowledge/", $name)))),*]
    };
}

/// Every table of the shipped rule set, in the order of the hash.
pub(crate) const SHIPPED: &[(&str, &str)] = shipped![
    "rule_set.toml",
    "red_flags.toml",
    "conditions.toml",
    "protocols.toml",
    "overlay_bounds.toml",
    "young.toml",
    "exercises.toml",
    "routines.toml",
    "retraining.toml",
    "findings.toml",
    "figures.toml",
    "ledger.toml",
    "gait.toml",
    "load.toml",
    "load_fit.toml",
    "import.toml",
    "cards.toml",
    "causes.toml",
    "outcomes.toml",
    "referral.toml",
];

/// Which set of rules made a decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Its version.
    pub version: String,
    /// SHA-256 over all tables, hexadecimal.
    pub hash: String,
    /// A clinic's own thresholds, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlay: Option<Overlay>,
}

/// Why a table was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KnowledgeError {
    /// The file is not TOML, or not of the table's shape.
    #[error("{file}: {reason}")]
    File {
        /// The file.
        file: String,
        /// What was wrong, with line and column.
        reason: String,
    },
    /// A row breaks a rule of its table.
    #[error("row `{row}` {reason}")]
    Row {
        /// The row's id.
        row: String,
        /// What was wrong.
        reason: String,
    },
}

impl KnowledgeError {
    /// A row that breaks a rule.
    pub fn row(row: &str, reason: impl Into<String>) -> Self {
        Self::Row {
            row: row.to_owned(),
            reason: reason.into(),
        }
    }

    fn file(file: &str, reason: impl Into<String>) -> Self {
        Self::File {
            file: file.to_owned(),
            reason: reason.into(),
        }
    }
}

/// A table that can check itself after parsing.
pub(crate) trait Table: DeserializeOwned {
    /// Checks what the types cannot: ids unique, references resolved, provenance whole.
    fn validate(&self) -> Result<(), KnowledgeError>;
}

/// Parses and validates one file of a set.
pub(crate) fn read<T: Table>(files: &[(&str, &str)], name: &str) -> Result<T, KnowledgeError> {
    let text = files
        .iter()
        .find_map(|(file, text)| (*file == name).then_some(*text))
        .ok_or_else(|| KnowledgeError::file(name, "missing"))?;
    let table: T =
        toml::from_str(text).map_err(|error| KnowledgeError::file(name, error.to_string()))?;
    table.validate()?;
    Ok(table)
}

/// Reads the version and hashes all files of a set.
pub(crate) fn rule_set(files: &[(&str, &str)]) -> Result<RuleSet, KnowledgeError> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Head {
        version: String,
    }
    impl Table for Head {
        fn validate(&self) -> Result<(), KnowledgeError> {
            Ok(())
        }
    }
    let Head { version } = read(files, "rule_set.toml")?;
    let mut hasher = Sha256::new();
    for (name, text) in files {
        hasher.update(name.as_bytes());
        hasher.update([0]);
        hasher.update(text.as_bytes());
        hasher.update([0]);
    }
    let hash = hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(RuleSet {
        version,
        hash,
        overlay: None,
    })
}

/// Refuses a table in which two rows have one id.
pub(crate) fn unique<'a>(ids: impl IntoIterator<Item = &'a str>) -> Result<(), KnowledgeError> {
    let mut seen = std::collections::BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(KnowledgeError::row(id, "stands twice"));
        }
    }
    Ok(())
}
