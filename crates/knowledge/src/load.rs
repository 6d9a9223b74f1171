use serde::{Deserialize, Serialize};

use crate::table::{Table, unique};
use crate::{KnowledgeError, Provenance};

/// What the model of the patellofemoral load stands on, apart from what is fitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoadTable {
    /// Where the load of a contact is stated, and the guard.
    pub reference: LoadReference,
    /// Where the studies measured.
    pub range: LoadRange,
    /// Ground steeper than that.
    pub steeper: SteeperRule,
    /// How far studies and runners lie apart.
    pub spread: LoadSpread,
    /// What a knee bears, in body weights.
    pub level: LoadLevel,
    /// From peak to impulse.
    pub contact: ContactShape,
    /// A run without altitude.
    pub unknown_grade: UnknownGrade,
    /// Walking.
    pub walking: WalkingLoad,
    /// The frozen baseline of a runner.
    pub baseline: BaselineRule,
    /// Ordinal exposure of the iliotibial band.
    pub iliotibial: IliotibialRule,
    /// Questions asked of a run.
    pub what_if: WhatIfRule,
    /// How tasks are counted.
    pub task_rules: TaskRules,
    /// Stairs, squats and the like, per repetition.
    pub task: Vec<LoadTask>,
    /// What has no figure.
    pub no_figure: NoFigure,
}

/// Where the load of a contact is stated, and the exponent of the guard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoadReference {
    /// Level speed of the population's reference.
    pub speed_m_per_s: f64,
    /// Exponent of the weighted load that the guard compares with plain impulse.
    pub guard_exponent: f64,
    /// From this share of the contacts on a flag says what is uncertain about them.
    pub flag_from_fraction: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Where the studies measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoadRange {
    /// Slower stands still at this.
    pub lowest_speed_m_per_s: f64,
    /// Faster stands still at this.
    pub highest_speed_m_per_s: f64,
    /// Up and down.
    pub steepest_fraction: f64,
    /// Change of step rate against the runner's own, up and down.
    pub step_rate_change_fraction: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Ground steeper than the range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SteeperRule {
    /// Upper end of the interval downhill, as a multiple of the log effect.
    pub downhill_high_log_factor: f64,
    /// The larger discount uphill, as a multiple of the edge's log effect.
    pub uphill_high_log_factor: f64,
    /// Over this much grade the wider interval comes in.
    pub blend_fraction: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Standard deviations between studies and between runners.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoadSpread {
    /// Of a slope effect, as a share of its log effect.
    pub slope_share: f64,
    /// Correlation of the slope errors of peak and impulse.
    pub slope_peak_correlation: f64,
    /// Between runners, log peak.
    pub runner_peak_log: f64,
    /// Between runners, log impulse.
    pub runner_impulse_log: f64,
    /// Between laboratories, log level.
    pub laboratory_log: f64,
    /// Correlation of a runner's peak and impulse.
    pub peak_impulse_correlation: f64,
    /// Of the exponent of contact time over speed.
    pub contact_time_speed_exponent: f64,
    /// Exponent with which contact time falls with step rate.
    pub contact_time_step_rate_exponent_mid: f64,
    /// Its standard deviation.
    pub contact_time_step_rate_exponent_sd: f64,
    /// No draw's exponent of the peak over step rate is above this.
    pub greatest_peak_step_rate_exponent: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What a knee bears on the level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoadLevel {
    /// Peak force in body weights.
    pub peak_bw: f64,
    /// At this speed.
    pub at_speed_m_per_s: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// From peak to impulse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactShape {
    /// Mean force over the contact as a share of the peak.
    pub shape: f64,
    /// Contact time at 3 m/s.
    pub time_at_3_m_per_s_s: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A run without altitude is taken as level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnknownGrade {
    /// Within this standard error, shared by the whole run.
    pub se_fraction: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Walking, per contact of one knee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WalkingLoad {
    /// Peak on the level in body weights.
    pub peak_bw: f64,
    /// Standard deviation of its logarithm.
    pub peak_log_sd: f64,
    /// The downhill grade that was measured, positive.
    pub downhill_fraction: f64,
    /// How much larger the peak is there.
    pub downhill_factor: f64,
    /// Standard deviation of its logarithm.
    pub downhill_factor_log_sd: f64,
    /// Mean force over the stance as a share of the peak.
    pub shape: f64,
    /// Stance time.
    pub stance_s: f64,
    /// Standard deviation of the logarithm of shape times stance.
    pub impulse_log_sd: f64,
    /// Usual speed, where walking is imagined.
    pub speed_m_per_s: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Which runs make the frozen baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineRule {
    /// The first so many.
    pub n_runs: usize,
    /// With fewer it is the population.
    pub least_runs: usize,
    /// Running distance that a run needs.
    pub least_running_m: f64,
    /// Share of the steps that must be measured.
    pub least_measured_fraction: f64,
    /// Level: climbed and come down together per kilometre.
    pub level_within_m_per_km: f64,
    /// Easy: speed as a multiple of the candidates' median.
    pub easy_within_speed_ratio: f64,
    /// The median is taken over the first so many level runs.
    pub n_candidates: usize,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Ordinal exposure of the iliotibial band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IliotibialRule {
    /// Running slower than this is slow.
    pub slow_below_m_per_s: f64,
    /// A step longer than the runner's own at that speed by this factor is long.
    pub long_step_ratio: f64,
    /// From so many minutes on the exposure is raised.
    pub raised_from_min: f64,
    /// And high from here on.
    pub high_from_min: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Questions asked of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhatIfRule {
    /// Step rates that are tried.
    pub step_rate_changes_percent: Vec<f64>,
    /// Speeds that are tried.
    pub speed_changes_percent: Vec<f64>,
    /// Run-walk: minutes running.
    pub run_min: f64,
    /// And walking.
    pub walk_min: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// How tasks are counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskRules {
    /// Standard deviation of the logarithm of time times shape.
    pub impulse_log_sd: f64,
    /// Standard deviation of the logarithm of a peak without one of its own.
    pub peak_log_sd: f64,
    /// Impulse of a repetition that tiers are relative to.
    pub tier_impulse_bw_s: f64,
    /// Peak that tiers are relative to.
    pub tier_peak_bw: f64,
    /// Index at the lower end of the first tier.
    pub tier_least_index: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A task whose repetitions load the joint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoadTask {
    /// Its name; the text `load-task-<id>` carries it with hyphens.
    pub id: String,
    /// What is counted: `repetition`, `flight`, `minute` or `km`.
    pub unit: String,
    /// Mean peak in body weights; none where only the tier is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peak_bw: Option<f64>,
    /// Its standard deviation between people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peak_sd_bw: Option<f64>,
    /// How long the knee bears it, per contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_s: Option<f64>,
    /// Mean force over that time as a share of the peak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<f64>,
    /// Contacts of one knee per unit.
    #[serde(default = "one")]
    pub contacts: f64,
    /// Whether it is a kilometre of walking, from the walking row.
    #[serde(default)]
    pub walking: bool,
    /// Lowest and highest tier, 1 to 3, where nothing else is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<[u8; 2]>,
    /// Exercises of the programme that it stands for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exercises: Vec<String>,
    /// Where the peak or the tier comes from.
    pub provenance: Provenance,
}

fn one() -> f64 {
    1.0
}

/// The unit of exercises.
const REPETITION: &str = "repetition";

/// The unit of sports.
const MINUTE: &str = "minute";

/// What has no figure: listed, never summed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFigure {
    /// Exercises and habits.
    pub ids: Vec<String>,
    /// Of these the sports that are told in minutes.
    pub sports: Vec<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Table for LoadTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        let rows = [
            ("reference", &self.reference.provenance),
            ("range", &self.range.provenance),
            ("steeper", &self.steeper.provenance),
            ("spread", &self.spread.provenance),
            ("level", &self.level.provenance),
            ("contact", &self.contact.provenance),
            ("unknown_grade", &self.unknown_grade.provenance),
            ("walking", &self.walking.provenance),
            ("baseline", &self.baseline.provenance),
            ("iliotibial", &self.iliotibial.provenance),
            ("what_if", &self.what_if.provenance),
            ("task_rules", &self.task_rules.provenance),
            ("no_figure", &self.no_figure.provenance),
        ];
        for (row, provenance) in rows {
            provenance.validate(row)?;
        }
        for (row, value) in self.positive() {
            if !(value.is_finite() && value > 0.0) {
                return Err(KnowledgeError::row(row, "must be above zero"));
            }
        }
        self.validate_range()?;
        unique(self.task.iter().map(|task| task.id.as_str()))?;
        unique(self.no_figure.ids.iter().map(String::as_str))?;
        self.task.iter().try_for_each(LoadTask::validate)
    }
}

impl LoadTable {
    /// What a diary may tell beside runs and exercises, with the unit it is told in.
    pub fn activities(&self) -> impl Iterator<Item = (&str, &str)> {
        let with_figure = self.task.iter().filter(|task| task.unit != REPETITION);
        let sports = self.no_figure.sports.iter();
        with_figure
            .map(|task| (task.id.as_str(), task.unit.as_str()))
            .chain(sports.map(|id| (id.as_str(), MINUTE)))
    }

    /// The task that stands for an exercise of the programme, if one does.
    pub fn task_of_exercise(&self, exercise_id: &str) -> Option<&LoadTask> {
        let stands_for = |task: &&LoadTask| task.exercises.iter().any(|id| id == exercise_id);
        self.task.iter().find(stands_for)
    }

    /// The unit of an activity; `None` when it is none.
    pub fn activity_unit(&self, id: &str) -> Option<&str> {
        let mut all = self.activities();
        all.find(|(known, _)| *known == id).map(|(_, unit)| unit)
    }

    fn positive(&self) -> Vec<(&'static str, f64)> {
        let (spread, walking, rules) = (&self.spread, &self.walking, &self.task_rules);
        vec![
            ("reference.speed_m_per_s", self.reference.speed_m_per_s),
            (
                "range.lowest_speed_m_per_s",
                self.range.lowest_speed_m_per_s,
            ),
            ("range.steepest_fraction", self.range.steepest_fraction),
            (
                "range.step_rate_change_fraction",
                self.range.step_rate_change_fraction,
            ),
            (
                "reference.flag_from_fraction",
                self.reference.flag_from_fraction,
            ),
            ("steeper.blend_fraction", self.steeper.blend_fraction),
            ("spread.runner_peak_log", spread.runner_peak_log),
            ("spread.runner_impulse_log", spread.runner_impulse_log),
            ("spread.laboratory_log", spread.laboratory_log),
            ("level.peak_bw", self.level.peak_bw),
            ("level.at_speed_m_per_s", self.level.at_speed_m_per_s),
            ("contact.shape", self.contact.shape),
            (
                "contact.time_at_3_m_per_s_s",
                self.contact.time_at_3_m_per_s_s,
            ),
            ("unknown_grade.se_fraction", self.unknown_grade.se_fraction),
            ("walking.peak_bw", walking.peak_bw),
            ("walking.peak_log_sd", walking.peak_log_sd),
            ("walking.downhill_fraction", walking.downhill_fraction),
            ("walking.downhill_factor", walking.downhill_factor),
            ("walking.shape", walking.shape),
            ("walking.stance_s", walking.stance_s),
            ("walking.speed_m_per_s", walking.speed_m_per_s),
            ("what_if.run_min", self.what_if.run_min),
            ("what_if.walk_min", self.what_if.walk_min),
            ("task_rules.tier_impulse_bw_s", rules.tier_impulse_bw_s),
            ("task_rules.tier_peak_bw", rules.tier_peak_bw),
            ("task_rules.tier_least_index", rules.tier_least_index),
        ]
    }

    fn validate_range(&self) -> Result<(), KnowledgeError> {
        let range = &self.range;
        let reference = self.reference.speed_m_per_s;
        let wrong = |row: &str, reason: &str| Err(KnowledgeError::row(row, reason));
        if !(range.lowest_speed_m_per_s..=range.highest_speed_m_per_s).contains(&reference) {
            return wrong("reference.speed_m_per_s", "must lie in the range");
        }
        if range.step_rate_change_fraction >= 1.0 {
            return wrong("range.step_rate_change_fraction", "must be below one");
        }
        if self.reference.guard_exponent < 1.0 {
            return wrong("reference.guard_exponent", "must be at least one");
        }
        // Design rule: an effect that one study saw is never taken as better known than this.
        if self.spread.slope_share < LEAST_SLOPE_SHARE {
            return wrong("spread.slope_share", "must be at least 0.4");
        }
        let correlations = [
            self.spread.slope_peak_correlation,
            self.spread.peak_impulse_correlation,
        ];
        if correlations.iter().any(|it| !(-1.0..=1.0).contains(it)) {
            return wrong("spread", "has a correlation outside -1 to 1");
        }
        if self.baseline.least_runs == 0 || self.baseline.n_runs < self.baseline.least_runs {
            return wrong(
                "baseline",
                "needs at least one run, and no more than it takes",
            );
        }
        Ok(())
    }
}

/// The least spread of an effect that is known from a single study.
const LEAST_SLOPE_SHARE: f64 = 0.4;

impl LoadTask {
    fn validate(&self) -> Result<(), KnowledgeError> {
        let wrong = |reason: &str| Err(KnowledgeError::row(&self.id, reason));
        self.provenance.validate(&self.id)?;
        let has_figure = self.peak_bw.is_some() && self.time_s.is_some() && self.shape.is_some();
        let n_ways = u8::from(has_figure) + u8::from(self.walking) + u8::from(self.tier.is_some());
        if n_ways != 1 {
            return wrong("needs a figure, a tier or the walking row, and only one of them");
        }
        if !["repetition", "flight", "minute", "km"].contains(&self.unit.as_str()) {
            return wrong("has an unknown unit");
        }
        let numbers = [self.peak_bw, self.peak_sd_bw, self.time_s, self.shape];
        let all_positive = numbers
            .iter()
            .flatten()
            .all(|it| it.is_finite() && *it > 0.0);
        if !all_positive || self.contacts.is_nan() || self.contacts <= 0.0 {
            return wrong("has a number that is not above zero");
        }
        match self.tier {
            Some([low, high]) if !(1..=3).contains(&low) || !(low..=3).contains(&high) => {
                wrong("has a tier outside 1 to 3")
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Knowledge, N_DRAWS};

    #[track_caller]
    fn check(change: impl Fn(&mut LoadTable), row: &str) {
        let mut table = Knowledge::shipped().unwrap().load;
        change(&mut table);
        let error = table.validate().unwrap_err().to_string();
        assert!(error.contains(row), "{error}");
    }

    #[test]
    fn an_effect_of_one_study_is_never_better_known_than_allowed() {
        check(|it| it.spread.slope_share = 0.3, "spread.slope_share");
    }

    #[test]
    fn a_task_has_exactly_one_way_to_be_known() {
        check(|it| it.task[1].peak_bw = None, "stairs_up");
        check(|it| it.task[1].tier = Some([1, 2]), "stairs_up");
        check(|it| it.task[1].peak_bw = Some(-1.0), "stairs_up");
    }

    #[test]
    fn a_sourced_row_must_have_been_read() {
        check(|it| it.level.provenance.read = crate::Read::House, "level");
    }

    #[test]
    fn every_list_of_draws_is_whole() {
        let mut fit = Knowledge::shipped().unwrap().load_fit;
        assert_eq!(fit.draws.slope_peak_score.len(), N_DRAWS);
        fit.draws.slope_peak_score.pop();
        assert!(fit.validate().is_err());
    }
}
