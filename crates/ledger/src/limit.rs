use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{HazardRatio, LedgerTable, Message, SingleRunRule};
use trochlea_quantity::Length;

use crate::LongestRun;

/// How far a single run may go before the hazard of an injury is known to rise.
///
/// A rule for one run, not for a day: two runs on one day are held against it one by one.
/// In kilometres only; the hazard ratios are never carried over to any other unit of load.
///
/// # References
/// Frandsen et al. 2025, Br J Sports Med, doi 10.1136/bjsports-2024-109380.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SingleRunLimit {
    /// The longest distance that is not in any band.
    #[serde(rename = "limit_m")]
    pub limit: Length,
    /// The run it is counted from.
    pub base: LongestRun,
    /// Beyond the limit, rising.
    pub bands: Vec<Band>,
}

/// A range of distances with a raised hazard.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Band {
    /// The band begins above this multiple of the base.
    pub above_ratio: f64,
    /// The same as a distance; a run of exactly this distance is below the band.
    #[serde(rename = "above_m")]
    pub above: Length,
    /// The end of the band, itself included; `None` when it has no end.
    #[serde(rename = "up_to_m")]
    pub up_to: Option<Length>,
    /// The hazard of any running injury against runs within the limit.
    pub hazard_ratio: HazardRatio,
}

/// Why there is no limit for a single run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoLimitReason {
    /// Too few runs in the window, or all of them provoked a flare: where to start again is for
    /// the stage to say.
    NoRecentRuns,
}

impl NoLimitReason {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoRecentRuns => "no_recent_runs",
        }
    }

    /// The reason, to be put into words.
    pub fn message(self, table: &LedgerTable) -> Message {
        match self {
            Self::NoRecentRuns => Message::new("ledger-no-recent-runs")
                .number("least_runs", f64::from(table.least_runs.value))
                .number("window_days", f64::from(table.single_run.window_days)),
        }
    }
}

impl SingleRunLimit {
    pub(crate) fn from_base(base: LongestRun, rule: &SingleRunRule) -> Self {
        let ends = rule.bands.iter().skip(1).map(|next| Some(next.above_ratio));
        let bands = rule
            .bands
            .iter()
            .zip(ends.chain([None]))
            .map(|(band, end_ratio)| Band {
                above_ratio: band.above_ratio,
                above: base.distance * band.above_ratio,
                up_to: end_ratio.map(|ratio| base.distance * ratio),
                hazard_ratio: band.hazard_ratio,
            })
            .collect();
        Self {
            limit: base.distance * rule.limit_ratio,
            base,
            bands,
        }
    }

    /// The band in which a run of this distance would fall; `None` within the limit.
    pub fn band(&self, distance: Length) -> Option<&Band> {
        self.bands.iter().rev().find(|band| distance > band.above)
    }
}
