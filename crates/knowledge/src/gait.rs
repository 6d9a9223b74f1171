use serde::{Deserialize, Serialize};

use crate::table::Table;
use crate::{KnowledgeError, Provenance};

/// How samples are read as steps and ground.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GaitTable {
    /// The distance and time axis.
    pub axis: Axis,
    /// The ground and the errors of altitude.
    pub ground: GroundRules,
    /// Ascent and descent.
    pub climb: Climb,
    /// Standing, walking and running.
    pub motion: MotionRules,
    /// What step rates are believed, and the runner's own line.
    pub step_rate: StepRateRules,
    /// Step rate of the population over speed.
    pub population_line: PopulationLine,
    /// Drift of step rate in the last third.
    pub drift: DriftRules,
    /// What was done.
    pub activity: ActivityRules,
}

/// The distance and time axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Axis {
    /// Faster than this nobody moves on foot.
    pub max_speed_on_foot_m_per_s: f64,
    /// The same for any other sport.
    pub max_speed_other_m_per_s: f64,
    /// A longer interval without way is a pause.
    pub gap_s: f64,
    /// A longer interval is the clock's fault.
    pub clock_jump_s: f64,
    /// Speed is taken over this time before and after a sample.
    pub speed_half_window_s: f64,
    /// Device distance and positions agree within this factor.
    pub disagreement_factor: f64,
    /// The same, once leaps were dropped from the positions.
    pub mended_disagreement_factor: f64,
    /// Slower than this is no way but the scatter of positions, or a device that counted nothing.
    pub scatter_m_per_s: f64,
    /// Along a shorter way the positions say nothing about a device's distance.
    pub least_to_compare_m: f64,
    /// Samples over less than this share of the time the device states end early.
    pub whole_from_fraction: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// The ground and the errors of altitude.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroundRules {
    /// Samples are gathered over this way before smoothing.
    pub node_length_m: f64,
    /// Over this way the grade forgets itself.
    pub grade_length_m: f64,
    /// Standard deviations of grade that are tried, rising.
    pub grade_sd_fractions: Vec<f64>,
    /// The errors below are scaled by at least this.
    pub least_noise_scale: f64,
    /// And by at most this.
    pub greatest_noise_scale: f64,
    /// A greater leap between neighbours may be no ground.
    pub jump_m: f64,
    /// It is none when it is steeper than this, too.
    pub jump_grade_fraction: f64,
    /// After a longer pause the profile begins anew.
    pub break_after_pause_s: f64,
    /// Lower values are not believed.
    pub lowest_altitude_m: f64,
    /// Higher values are not believed.
    pub highest_altitude_m: f64,
    /// An altitude that never changes over more than this was not measured.
    pub constant_over_m: f64,
    /// Standard error of a treadmill taken as level.
    pub treadmill_grade_se_fraction: f64,
    /// Errors of a pressure sensor.
    pub barometric: AltitudeNoise,
    /// Errors of satellites.
    pub gps: AltitudeNoise,
    /// Errors when the file does not say.
    pub unknown: AltitudeNoise,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Ascent and descent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Climb {
    /// The profile turns when it has gone back by this.
    pub barometric_threshold_m: f64,
    /// The same for satellites.
    pub gps_threshold_m: f64,
    /// The same when the file does not say.
    pub unknown_threshold_m: f64,
    /// Steeper than this is uphill or downhill.
    pub flat_within_fraction: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Standing, walking and running.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MotionRules {
    /// Slower is standing.
    pub standing_below_m_per_s: f64,
    /// At least this is running.
    pub running_from_m_per_s: f64,
    /// With this step rate slower is running, too.
    pub running_from_spm: f64,
    /// But no slower than this.
    pub running_with_step_rate_from_m_per_s: f64,
    /// Running where no step rate is known.
    pub running_without_step_rate_from_m_per_s: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What step rates are believed, and the runner's own line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRateRules {
    /// Lower is not believed.
    pub lowest_spm: f64,
    /// Higher is not believed.
    pub highest_spm: f64,
    /// A lower median while running counted one leg.
    pub halved_below_spm: f64,
    /// A higher median while running counted twice.
    pub doubled_above_spm: f64,
    /// This share of the moving samples must be fast for it.
    pub counted_wrong_least_fraction: f64,
    /// From this share of unbelieved samples on it is said.
    pub flag_outliers_from_fraction: f64,
    /// While running, a value this far from the median is not believed.
    pub outlier_fraction: f64,
    /// Measured running that a line needs.
    pub least_fit_s: f64,
    /// How strongly the slope is drawn to the population's.
    pub slope_prior_weight_s_m2_per_s2: f64,
    /// Beyond this residual a sample counts less.
    pub huber_spm: f64,
    /// Step rate of walking where none was measured.
    pub walking_spm: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Step rate of the population over speed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PopulationLine {
    /// The speed it is stated at.
    pub reference_speed_m_per_s: f64,
    /// Step rate there.
    pub at_reference_spm: f64,
    /// Rise with speed.
    pub slope_spm_per_m_per_s: f64,
    /// Standard deviation between runners.
    pub between_runners_sd_spm: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Drift of step rate in the last third.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DriftRules {
    /// Running distance with measured step rate that it needs.
    pub least_distance_m: f64,
    /// Share of the running that must be measured.
    pub least_measured_fraction: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivityRules {
    /// Names of running, lower case.
    pub run_words: Vec<String>,
    /// Names of walking, lower case.
    pub walk_words: Vec<String>,
    /// Names that say nothing.
    pub unknown_words: Vec<String>,
    /// Sub sports on a belt.
    pub treadmill_words: Vec<String>,
    /// A usual speed that nobody runs.
    pub ridden_from_m_per_s: f64,
    /// Without a name, a run is slower.
    pub unnamed_run_below_m_per_s: f64,
    /// A run has this share of running.
    pub least_running_fraction: f64,
    /// A name is doubted only after this much time moving.
    pub least_moving_s: f64,
    /// Without a name, this share.
    pub unnamed_least_running_fraction: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Errors of an altitude, as standard deviations.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AltitudeNoise {
    /// Of each sample by itself.
    pub sample_sd_m: f64,
    /// Of the part that neighbours share.
    pub correlated_sd_m: f64,
    /// Over this way the shared part fades.
    pub correlation_length_m: f64,
}

impl Table for GaitTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        let rows = [
            ("axis", &self.axis.provenance),
            ("ground", &self.ground.provenance),
            ("climb", &self.climb.provenance),
            ("motion", &self.motion.provenance),
            ("step_rate", &self.step_rate.provenance),
            ("population_line", &self.population_line.provenance),
            ("drift", &self.drift.provenance),
            ("activity", &self.activity.provenance),
        ];
        for (row, provenance) in rows {
            provenance.validate(row)?;
        }
        for (row, value) in self.positive() {
            if !(value.is_finite() && value > 0.0) {
                return Err(KnowledgeError::row(row, "must be above zero"));
            }
        }
        self.ground.validate()
    }
}

impl GaitTable {
    fn positive(&self) -> Vec<(&'static str, f64)> {
        vec![
            (
                "axis.max_speed_on_foot_m_per_s",
                self.axis.max_speed_on_foot_m_per_s,
            ),
            (
                "axis.max_speed_other_m_per_s",
                self.axis.max_speed_other_m_per_s,
            ),
            ("axis.gap_s", self.axis.gap_s),
            ("axis.clock_jump_s", self.axis.clock_jump_s),
            ("axis.speed_half_window_s", self.axis.speed_half_window_s),
            ("axis.disagreement_factor", self.axis.disagreement_factor),
            (
                "axis.mended_disagreement_factor",
                self.axis.mended_disagreement_factor,
            ),
            ("axis.scatter_m_per_s", self.axis.scatter_m_per_s),
            ("axis.least_to_compare_m", self.axis.least_to_compare_m),
            ("axis.whole_from_fraction", self.axis.whole_from_fraction),
            ("ground.node_length_m", self.ground.node_length_m),
            ("ground.grade_length_m", self.ground.grade_length_m),
            ("ground.least_noise_scale", self.ground.least_noise_scale),
            (
                "ground.greatest_noise_scale",
                self.ground.greatest_noise_scale,
            ),
            ("ground.jump_m", self.ground.jump_m),
            (
                "ground.jump_grade_fraction",
                self.ground.jump_grade_fraction,
            ),
            (
                "ground.break_after_pause_s",
                self.ground.break_after_pause_s,
            ),
            ("ground.highest_altitude_m", self.ground.highest_altitude_m),
            ("ground.constant_over_m", self.ground.constant_over_m),
            (
                "ground.treadmill_grade_se_fraction",
                self.ground.treadmill_grade_se_fraction,
            ),
            (
                "ground.barometric.sample_sd_m",
                self.ground.barometric.sample_sd_m,
            ),
            (
                "ground.barometric.correlated_sd_m",
                self.ground.barometric.correlated_sd_m,
            ),
            (
                "ground.barometric.correlation_length_m",
                self.ground.barometric.correlation_length_m,
            ),
            ("ground.gps.sample_sd_m", self.ground.gps.sample_sd_m),
            (
                "ground.gps.correlated_sd_m",
                self.ground.gps.correlated_sd_m,
            ),
            (
                "ground.gps.correlation_length_m",
                self.ground.gps.correlation_length_m,
            ),
            (
                "ground.unknown.sample_sd_m",
                self.ground.unknown.sample_sd_m,
            ),
            (
                "ground.unknown.correlated_sd_m",
                self.ground.unknown.correlated_sd_m,
            ),
            (
                "ground.unknown.correlation_length_m",
                self.ground.unknown.correlation_length_m,
            ),
            (
                "climb.barometric_threshold_m",
                self.climb.barometric_threshold_m,
            ),
            ("climb.gps_threshold_m", self.climb.gps_threshold_m),
            ("climb.unknown_threshold_m", self.climb.unknown_threshold_m),
            (
                "climb.flat_within_fraction",
                self.climb.flat_within_fraction,
            ),
            (
                "motion.standing_below_m_per_s",
                self.motion.standing_below_m_per_s,
            ),
            (
                "motion.running_from_m_per_s",
                self.motion.running_from_m_per_s,
            ),
            ("motion.running_from_spm", self.motion.running_from_spm),
            (
                "motion.running_with_step_rate_from_m_per_s",
                self.motion.running_with_step_rate_from_m_per_s,
            ),
            (
                "motion.running_without_step_rate_from_m_per_s",
                self.motion.running_without_step_rate_from_m_per_s,
            ),
            ("step_rate.lowest_spm", self.step_rate.lowest_spm),
            ("step_rate.highest_spm", self.step_rate.highest_spm),
            (
                "step_rate.halved_below_spm",
                self.step_rate.halved_below_spm,
            ),
            (
                "step_rate.doubled_above_spm",
                self.step_rate.doubled_above_spm,
            ),
            (
                "step_rate.counted_wrong_least_fraction",
                self.step_rate.counted_wrong_least_fraction,
            ),
            (
                "step_rate.flag_outliers_from_fraction",
                self.step_rate.flag_outliers_from_fraction,
            ),
            (
                "step_rate.outlier_fraction",
                self.step_rate.outlier_fraction,
            ),
            ("step_rate.least_fit_s", self.step_rate.least_fit_s),
            (
                "step_rate.slope_prior_weight_s_m2_per_s2",
                self.step_rate.slope_prior_weight_s_m2_per_s2,
            ),
            ("step_rate.huber_spm", self.step_rate.huber_spm),
            ("step_rate.walking_spm", self.step_rate.walking_spm),
            (
                "population_line.reference_speed_m_per_s",
                self.population_line.reference_speed_m_per_s,
            ),
            (
                "population_line.at_reference_spm",
                self.population_line.at_reference_spm,
            ),
            (
                "population_line.slope_spm_per_m_per_s",
                self.population_line.slope_spm_per_m_per_s,
            ),
            (
                "population_line.between_runners_sd_spm",
                self.population_line.between_runners_sd_spm,
            ),
            ("drift.least_distance_m", self.drift.least_distance_m),
            (
                "drift.least_measured_fraction",
                self.drift.least_measured_fraction,
            ),
            (
                "activity.ridden_from_m_per_s",
                self.activity.ridden_from_m_per_s,
            ),
            (
                "activity.unnamed_run_below_m_per_s",
                self.activity.unnamed_run_below_m_per_s,
            ),
            (
                "activity.least_running_fraction",
                self.activity.least_running_fraction,
            ),
            ("activity.least_moving_s", self.activity.least_moving_s),
            (
                "activity.unnamed_least_running_fraction",
                self.activity.unnamed_least_running_fraction,
            ),
        ]
    }
}

impl GroundRules {
    fn validate(&self) -> Result<(), KnowledgeError> {
        let wrong = |reason: &str| Err(KnowledgeError::row("ground", reason));
        if self.grade_sd_fractions.is_empty()
            || !self.grade_sd_fractions.is_sorted()
            || !self.grade_sd_fractions.iter().all(|&sd| sd > 0.0)
        {
            return wrong("needs rising standard deviations of grade");
        }
        if self.least_noise_scale > self.greatest_noise_scale {
            return wrong("needs a noise scale that is not empty");
        }
        if self.lowest_altitude_m >= self.highest_altitude_m {
            return wrong("needs a range of altitude that is not empty");
        }
        Ok(())
    }
}
