use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::N_DRAWS;

use crate::interval::{Interval, PerDraw};

/// A load under every parameter draw, in flat-equivalent kilometres of one baseline: what is
/// stored of a run, so that a week's interval keeps what its runs' errors have in common.
///
/// Draws add entry by entry; what only one run got wrong (the error of its grades) adds as a
/// variance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawnLoad {
    /// The baseline that it is relative to.
    pub baseline: String,
    /// Plain impulse (`FE_1`), one entry per draw.
    pub impulse_km: Vec<f64>,
    /// Weighted load (`FE_3`), one entry per draw.
    pub weighted_km: Vec<f64>,
    /// Variance of the plain impulse that is the run's own.
    pub impulse_variance_km2: f64,
    /// Variance of the weighted load that is the run's own.
    pub weighted_variance_km2: f64,
}

/// Two loads that cannot be added or compared: their baselines differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherBaseline;

impl std::fmt::Display for OtherBaseline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the loads are relative to different baselines")
    }
}

impl std::error::Error for OtherBaseline {}

impl DrawnLoad {
    /// No load.
    pub fn zero(baseline: &str) -> Self {
        Self {
            baseline: baseline.to_owned(),
            impulse_km: vec![0.0; N_DRAWS],
            weighted_km: vec![0.0; N_DRAWS],
            impulse_variance_km2: 0.0,
            weighted_variance_km2: 0.0,
        }
    }

    pub(crate) fn new(baseline: &str, impulse: &PerDraw, weighted: &PerDraw) -> Self {
        Self {
            impulse_km: impulse.to_vec(),
            weighted_km: weighted.to_vec(),
            ..Self::zero(baseline)
        }
    }

    /// Adds another load.
    ///
    /// # Errors
    /// When it is relative to another baseline.
    pub fn add(&mut self, other: &Self) -> Result<(), OtherBaseline> {
        self.add_times(other, 1.0)
    }

    /// Adds so many times another load, all with the same error of their own.
    ///
    /// # Errors
    /// When it is relative to another baseline.
    pub fn add_times(&mut self, other: &Self, times: f64) -> Result<(), OtherBaseline> {
        if self.baseline != other.baseline {
            return Err(OtherBaseline);
        }
        for (sum, part) in self.impulse_km.iter_mut().zip(&other.impulse_km) {
            *sum += times * part;
        }
        for (sum, part) in self.weighted_km.iter_mut().zip(&other.weighted_km) {
            *sum += times * part;
        }
        self.impulse_variance_km2 += times * times * other.impulse_variance_km2;
        self.weighted_variance_km2 += times * times * other.weighted_variance_km2;
        Ok(())
    }

    /// Plain impulse, `FE_1`.
    pub fn flat_equivalent_km(&self) -> Interval {
        Interval::of(&self.impulse()).widened(self.impulse_variance_km2.sqrt())
    }

    /// Weighted load, `FE_3`.
    pub fn weighted_equivalent_km(&self) -> Interval {
        Interval::of(&self.weighted()).widened(self.weighted_variance_km2.sqrt())
    }

    /// The larger of `FE_1` and `FE_3`, end by end. Never below `FE_1`.
    pub fn flat_equivalent_km_guard(&self) -> Interval {
        self.flat_equivalent_km()
            .larger(self.weighted_equivalent_km())
    }

    /// Impulse of one knee in BW·s, with the spread between runners: `reference_km_bw_s` is
    /// [`LoadModel::reference_km_bw_s`](crate::LoadModel::reference_km_bw_s) of the baseline.
    pub fn impulse_bw_s(&self, reference_km_bw_s: &PerDraw) -> Interval {
        let mut impulse = self.impulse();
        for (value, reference) in impulse.iter_mut().zip(reference_km_bw_s) {
            *value *= reference;
        }
        let reference = Interval::of(reference_km_bw_s).mid;
        Interval::of(&impulse).widened(self.impulse_variance_km2.sqrt() * reference)
    }

    pub(crate) fn impulse(&self) -> PerDraw {
        per_draw(&self.impulse_km)
    }

    pub(crate) fn weighted(&self) -> PerDraw {
        per_draw(&self.weighted_km)
    }
}

/// What a store gives back may have lost entries; they count as nothing.
fn per_draw(values: &[f64]) -> PerDraw {
    let mut out = [0.0; N_DRAWS];
    for (out, value) in out.iter_mut().zip(values) {
        *out = *value;
    }
    out
}
