use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a number came to be.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// A sensor said so.
    Measured,
    /// Computed from measured values.
    Estimated,
    /// Nobody measured it: a population value.
    Assumed,
}

/// How much of a total came to be in which way: fractions from 0 to 1 that sum to 1,
/// or all zero when there was nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Shares {
    /// Fraction that a sensor said.
    pub measured: f64,
    /// Fraction computed from measured values.
    pub estimated: f64,
    /// Fraction taken from a population value.
    pub assumed: f64,
}

impl Shares {
    /// Turns weights (seconds, steps, metres: any one unit) into fractions.
    pub fn from_weights(measured: f64, estimated: f64, assumed: f64) -> Self {
        let total = measured + estimated + assumed;
        if total > 0.0 {
            Self {
                measured: measured / total,
                estimated: estimated / total,
                assumed: assumed / total,
            }
        } else {
            Self::default()
        }
    }
}
