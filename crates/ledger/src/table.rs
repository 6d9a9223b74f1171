use schemars::JsonSchema;
use serde::Serialize;

/// The numbers behind the history: the single-run rule with its hazard ratios, and what a usual
/// week is. They stand in the clinical tables, never in code.
#[derive(Clone, Debug, PartialEq)]
pub struct SingleRunTable {
    /// How many days before today count.
    pub window_days: u16,
    /// With fewer runs than this in the window there is no limit.
    pub least_runs: u32,
    /// The limit as a multiple of the longest run, such as 1.1.
    pub limit_ratio: f64,
    /// Rising, each from its own ratio up to that of the next.
    pub bands: Vec<HazardBand>,
    /// How many complete ISO weeks before this one a usual week is taken from.
    pub usual_week_window_weeks: u16,
    /// With fewer weeks of running than this no week is called usual.
    pub usual_week_least_weeks: u32,
    /// Which of those weeks, ordered by distance, is the usual one: 0.5 is the middle one.
    pub usual_week_quantile: f64,
}

/// Runs longer than a multiple of the longest run of the window, and their hazard of any
/// running injury.
#[derive(Clone, Debug, PartialEq)]
pub struct HazardBand {
    /// The band begins above this multiple of the longest run.
    pub above_ratio: f64,
    /// The hazard against runs that stay at or below the limit.
    pub hazard_ratio: HazardRatio,
}

/// A hazard ratio with its 95 % confidence interval. It belongs to kilometres and to all running
/// injuries together; it says nothing about one knee.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct HazardRatio {
    /// The estimate.
    pub mid: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}
