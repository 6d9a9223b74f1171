use serde::{Deserialize, Serialize};

use crate::table::Table;
use crate::{KnowledgeError, Provenance};

/// How many parameter draws there are, common to everything that is compared.
pub const N_DRAWS: usize = 64;

/// What `cargo xtask fit-load` found: never written by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoadFit {
    /// The response surface.
    pub surface: LoadSurface,
    /// What each study says by itself.
    pub study: Vec<StudyFit>,
    /// The same numbers for every run, day and comparison.
    pub draws: LoadDraws,
}

/// Centre of the response surface. Per contact of one knee, relative to the reference:
/// `impulse = (v / v_0)^a * exp(b g + c g^2) * (r)^e`, with `g` in percent and `r` the step rate
/// relative to the runner's own at that speed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoadSurface {
    /// The speed `v_0`.
    pub reference_speed_m_per_s: f64,
    /// `a`, of the impulse of a contact.
    pub impulse_speed_exponent: f64,
    /// `e`, of the impulse of a contact.
    pub impulse_step_rate_exponent: f64,
    /// `b`.
    pub slope_per_percent: f64,
    /// `c`.
    pub slope_per_percent_squared: f64,
    /// Exponent with which the population's step rate rises with speed.
    pub step_rate_speed_exponent: f64,
    /// Exponent with which contact time falls with speed.
    pub contact_time_speed_exponent: f64,
    /// Peak force at the reference, in body weights.
    pub peak_bw: f64,
    /// Impulse of a contact at the reference.
    pub impulse_bw_s: f64,
    /// Standard deviation of the per-kilometre speed exponent between studies.
    pub speed_exponent_sd: f64,
    /// Standard deviation of the step-rate exponent between studies.
    pub step_rate_exponent_sd: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// One study fitted by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyFit {
    /// Which.
    pub name: String,
    /// Rows used.
    pub n_rows: usize,
    /// Exponent of speed per kilometre.
    pub per_km_speed_exponent: f64,
    /// Exponent of step rate per kilometre.
    pub per_km_step_rate_exponent: f64,
    /// Root mean square of the residuals, in percent.
    pub rms_percent: f64,
}

/// Parameter draws, one entry per draw in every list; standard scores have mean 0 and standard
/// deviation near 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoadDraws {
    /// Speed exponent of the impulse of a contact.
    pub impulse_speed_exponent: Vec<f64>,
    /// Step-rate exponent of the impulse of a contact.
    pub impulse_step_rate_exponent: Vec<f64>,
    /// Speed exponent of the peak.
    pub peak_speed_exponent: Vec<f64>,
    /// Step-rate exponent of the peak.
    pub peak_step_rate_exponent: Vec<f64>,
    /// Standard score of the slope effect on the impulse.
    pub slope_impulse_score: Vec<f64>,
    /// Standard score of the slope effect on the peak.
    pub slope_peak_score: Vec<f64>,
    /// Logarithm of a runner's impulse against the level.
    pub level_impulse_log: Vec<f64>,
    /// Logarithm of a runner's peak against the level.
    pub level_peak_log: Vec<f64>,
    /// Standard score of a step rate taken from the population.
    pub step_rate_score: Vec<f64>,
    /// Standard score of the peak of walking.
    pub walking_peak_score: Vec<f64>,
    /// Standard score of the effect of walking downhill.
    pub walking_slope_score: Vec<f64>,
    /// Standard score of the peaks of tasks.
    pub task_peak_score: Vec<f64>,
    /// Standard score of the times and shapes of walking and tasks.
    pub task_impulse_score: Vec<f64>,
}

impl LoadDraws {
    /// Every list with its name, in the order of the file.
    pub fn lists(&self) -> [(&'static str, &[f64]); 13] {
        [
            ("impulse_speed_exponent", &self.impulse_speed_exponent),
            (
                "impulse_step_rate_exponent",
                &self.impulse_step_rate_exponent,
            ),
            ("peak_speed_exponent", &self.peak_speed_exponent),
            ("peak_step_rate_exponent", &self.peak_step_rate_exponent),
            ("slope_impulse_score", &self.slope_impulse_score),
            ("slope_peak_score", &self.slope_peak_score),
            ("level_impulse_log", &self.level_impulse_log),
            ("level_peak_log", &self.level_peak_log),
            ("step_rate_score", &self.step_rate_score),
            ("walking_peak_score", &self.walking_peak_score),
            ("walking_slope_score", &self.walking_slope_score),
            ("task_peak_score", &self.task_peak_score),
            ("task_impulse_score", &self.task_impulse_score),
        ]
    }
}

impl Table for LoadFit {
    fn validate(&self) -> Result<(), KnowledgeError> {
        self.surface.provenance.validate("surface")?;
        for (name, list) in self.draws.lists() {
            if list.len() != N_DRAWS || list.iter().any(|it| !it.is_finite()) {
                return Err(KnowledgeError::row(name, "needs 64 finite numbers"));
            }
        }
        let positive = [
            self.surface.peak_bw,
            self.surface.impulse_bw_s,
            self.surface.reference_speed_m_per_s,
        ];
        if positive.iter().any(|it| it.is_nan() || *it <= 0.0) {
            return Err(KnowledgeError::row("surface", "has a level not above zero"));
        }
        Ok(())
    }
}
