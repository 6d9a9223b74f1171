use serde::{Deserialize, Serialize};

use crate::table::Table;
use crate::{KnowledgeError, Provenance};

/// When two recordings are of one run, and how large a file is still read.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportTable {
    /// How alike two recordings of one run are.
    pub duplicate: DuplicateRule,
    /// How large a file is still read.
    pub size: SizeRule,
}

/// How alike two recordings of one run are. A difference is small enough when it is within the
/// absolute bound or within the fraction of the larger value.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DuplicateRule {
    /// Most seconds between the starts.
    pub start_apart_s: f64,
    /// Most seconds between the timer times.
    pub timer_apart_s: f64,
    /// The same as a fraction, 0 to 1.
    pub timer_apart_fraction: f64,
    /// Most metres between the distances.
    pub distance_apart_m: f64,
    /// The same as a fraction, 0 to 1.
    pub distance_apart_fraction: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// How large a file is still read.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeRule {
    /// Most bytes of a recording.
    pub recording_bytes: u64,
    /// Most bytes of an archive, as it lies on the disk.
    pub archive_bytes: u64,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Table for ImportTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        self.duplicate.provenance.validate("duplicate")?;
        self.size.provenance.validate("size")?;
        let fractions = [
            self.duplicate.timer_apart_fraction,
            self.duplicate.distance_apart_fraction,
        ];
        if fractions
            .iter()
            .all(|fraction| (0.0..=1.0).contains(fraction))
        {
            Ok(())
        } else {
            Err(KnowledgeError::row(
                "duplicate",
                "has a fraction outside 0 to 1",
            ))
        }
    }
}
