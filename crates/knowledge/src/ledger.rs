use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::table::Table;
use crate::{KnowledgeError, Provenance};

/// The single-run limit and the definitions of the running history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerTable {
    /// How far a single run may go.
    pub single_run: SingleRunRule,
    /// How many runs a limit needs.
    pub least_runs: LeastRuns,
    /// What the runner's usual week is.
    pub usual_week: UsualWeek,
}

/// The limit of a single run against the longest run of the days before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SingleRunRule {
    /// How many civil days before today count.
    pub window_days: u16,
    /// The limit as a multiple of the longest run.
    pub limit_ratio: f64,
    /// Rising, each from its own ratio up to that of the next; the first begins at the limit.
    pub bands: Vec<HazardBand>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Runs longer than a multiple of the longest run, and their hazard of any running injury.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HazardBand {
    /// The band begins above this multiple.
    pub above_ratio: f64,
    /// The hazard against runs that stay within the limit.
    pub hazard_ratio: HazardRatio,
}

/// A hazard ratio with its 95 % confidence interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HazardRatio {
    /// The estimate.
    pub mid: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// With fewer runs than this in the window there is no limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeastRuns {
    /// How many.
    pub value: u32,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Which week of the past is the runner's usual one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsualWeek {
    /// How many complete ISO weeks before this one are looked at.
    pub window_weeks: u16,
    /// With fewer weeks of running than this no week is called usual.
    pub least_weeks: u32,
    /// Which of those weeks, ordered by distance, it is: 0.5 is the middle one.
    pub quantile: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Table for LedgerTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        self.single_run.validate()?;
        self.least_runs.provenance.validate("least_runs")?;
        if self.least_runs.value == 0 {
            return Err(KnowledgeError::row("least_runs", "must be at least 1"));
        }
        self.usual_week.provenance.validate("usual_week")?;
        if !(0.0..=1.0).contains(&self.usual_week.quantile) {
            return Err(KnowledgeError::row(
                "usual_week",
                "needs a quantile from 0 to 1",
            ));
        }
        Ok(())
    }
}

impl SingleRunRule {
    fn validate(&self) -> Result<(), KnowledgeError> {
        let wrong = |reason: &str| Err(KnowledgeError::row("single_run", reason));
        self.provenance.validate("single_run")?;
        if self.window_days == 0 || !(1.0..2.0).contains(&self.limit_ratio) {
            return wrong("needs a window of days and a limit of at least the longest run");
        }
        if self
            .bands
            .first()
            .is_none_or(|band| band.above_ratio.total_cmp(&self.limit_ratio).is_ne())
        {
            return wrong("needs a first band that begins at the limit");
        }
        if !self
            .bands
            .is_sorted_by(|a, b| a.above_ratio < b.above_ratio)
        {
            return wrong("needs bands that rise");
        }
        let ordered = |ratio: HazardRatio| ratio.low <= ratio.mid && ratio.mid <= ratio.high;
        if !self.bands.iter().all(|band| ordered(band.hazard_ratio)) {
            return wrong("has a hazard ratio outside its own interval");
        }
        Ok(())
    }
}
