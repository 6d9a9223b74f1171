use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_load::Baseline;

/// The format of [`BaselineDocument`].
pub const BASELINE_SCHEMA: &str = "trochlea.baseline/1";

/// What the loads of a store are relative to, and since when.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BaselineDocument {
    /// Always `trochlea.baseline/1`.
    pub schema: &'static str,
    /// What counts now: the runner's own, or the population's while there are too few runs.
    pub baseline: Baseline,
    /// When it was frozen; `null` for the population's.
    #[schemars(with = "Option<String>")]
    pub frozen_at: Option<Timestamp>,
    /// Those that counted before, oldest first.
    pub earlier: Vec<EarlierBaseline>,
    /// What the renewal did; `null` when none was asked for.
    pub renewed: Option<RenewalView>,
}

/// A baseline that counts no more.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EarlierBaseline {
    /// Its name.
    pub id: String,
    /// When it was frozen.
    #[schemars(with = "String")]
    pub frozen_at: Timestamp,
}

/// What a renewal did.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RenewalView {
    /// Whether the new one differs from the one before.
    pub changed: bool,
    /// Recordings whose loads were computed again.
    pub n_recomputed: usize,
    /// Name and reason of each that could not be; what was stored of it stays.
    pub failed: Vec<String>,
}
