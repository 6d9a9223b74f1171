use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::table::{Table, unique};
use crate::{KnowledgeError, Message, Provenance};

/// What can be found by a test or by looking, and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingTable {
    /// In the order in which they are shown.
    #[serde(rename = "finding")]
    pub findings: Vec<FindingRow>,
}

/// One finding. A value of it always names the knee, the day and who found it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingRow {
    /// Its id, which is the id of the measure in a case; it ends in its unit.
    pub id: String,
    /// What it belongs to.
    pub group: FindingGroup,
    /// The unit of the value.
    pub unit: FindingUnit,
    /// The lowest and the highest possible value.
    pub range: [f64; 2],
    /// Who may report it.
    pub who: Vec<Finder>,
    /// What reads it.
    pub feeds: Vec<Feeds>,
    /// How much two values must differ to differ for certain, where anyone has measured that.
    #[serde(default)]
    pub error: Option<FindingError>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// The smallest difference that is more than chance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingError {
    /// In the unit of the finding.
    pub value: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What findings belong together.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FindingGroup {
    /// The squat on one leg.
    Squat,
    /// Stairs, sitting, squatting, walking downhill.
    Daily,
    /// Heel raises.
    Calf,
    /// Stepping down.
    StepDown,
    /// Strength, one side against the other.
    Strength,
    /// How far a muscle gives.
    Flexibility,
    /// Places that are pressed.
    Palpation,
    /// Tone of muscles and a screen of the nerve.
    Tone,
    /// A movement screen and the build of the body.
    Screen,
    /// Running, watched.
    Gait,
    /// Looked at again after care that did not help.
    Recheck,
}

impl FindingGroup {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 11] = [
        Self::Squat,
        Self::Daily,
        Self::Calf,
        Self::StepDown,
        Self::Strength,
        Self::Flexibility,
        Self::Palpation,
        Self::Tone,
        Self::Screen,
        Self::Gait,
        Self::Recheck,
    ];

    /// Its heading.
    pub fn name(self) -> Message {
        Message::new(match self {
            Self::Squat => "finding-group-squat",
            Self::Daily => "finding-group-daily",
            Self::Calf => "finding-group-calf",
            Self::StepDown => "finding-group-step-down",
            Self::Strength => "finding-group-strength",
            Self::Flexibility => "finding-group-flexibility",
            Self::Palpation => "finding-group-palpation",
            Self::Tone => "finding-group-tone",
            Self::Screen => "finding-group-screen",
            Self::Gait => "finding-group-gait",
            Self::Recheck => "finding-group-recheck",
        })
    }
}

/// The unit of a finding.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FindingUnit {
    /// Degrees.
    Degrees,
    /// Repetitions.
    Repetitions,
    /// How many of five repetitions.
    #[serde(rename = "of_5")]
    OfFive,
    /// Pain, 0 to 10.
    Nprs,
    /// Points, fewer are better.
    Points,
    /// Points from 0 (painful) to 3 (free and even).
    #[serde(rename = "points_0_to_3")]
    PointsToThree,
    /// The sore side as a fraction of the other side.
    Share,
    /// 0 not there, 1 there, 2 marked.
    Grade,
    /// 1 yes, 0 no.
    YesNo,
    /// Steps a minute, both feet.
    StepsPerMinute,
}

impl FindingUnit {
    /// The unit as words.
    pub fn name(self) -> Message {
        Message::new(match self {
            Self::Degrees => "finding-unit-degrees",
            Self::Repetitions => "finding-unit-repetitions",
            Self::OfFive => "finding-unit-of-five",
            Self::Nprs => "finding-unit-nprs",
            Self::Points => "finding-unit-points",
            Self::PointsToThree => "finding-unit-points-to-three",
            Self::Share => "finding-unit-share",
            Self::Grade => "finding-unit-grade",
            Self::YesNo => "finding-unit-yes-no",
            Self::StepsPerMinute => "finding-unit-steps-per-minute",
        })
    }

    /// Whether only whole numbers make sense.
    pub const fn is_whole(self) -> bool {
        !matches!(self, Self::Degrees | Self::Share | Self::StepsPerMinute)
    }
}

/// Who may report a finding.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Finder {
    /// The runner, about themselves.
    Runner,
    /// A professional who examined them.
    Clinician,
}

impl Finder {
    /// Whether somebody may report what this one may find: a clinician everything, a runner only
    /// what a runner may.
    pub const fn admits(self, by_clinician: bool) -> bool {
        by_clinician || matches!(self, Self::Runner)
    }
}

/// What a finding is read by.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Feeds {
    /// What it is likely to be.
    Ranking,
    /// Why it came.
    Cause,
    /// The way back.
    Gate,
    /// The strength work.
    Programme,
}

impl FindingRow {
    /// Its name.
    pub fn name(&self) -> Message {
        Message::new(self.text_id())
    }

    /// How it is done.
    pub fn how(&self) -> Message {
        Message::new(format!("{}-how", self.text_id()))
    }

    fn text_id(&self) -> String {
        format!("finding-{}", self.id.replace('_', "-"))
    }

    /// Whether the runner may report it alone.
    pub fn may_self_measure(&self) -> bool {
        self.who.contains(&Finder::Runner)
    }

    /// Whether a value is possible.
    pub fn is_possible(&self, value: f64) -> bool {
        let [low, high] = self.range;
        (low..=high).contains(&value)
            && (!self.unit.is_whole() || value.fract().abs() < f64::EPSILON)
    }
}

impl FindingTable {
    /// The finding with this id.
    pub fn get(&self, id: &str) -> Option<&FindingRow> {
        self.findings.iter().find(|finding| finding.id == id)
    }
}

impl Table for FindingTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        unique(self.findings.iter().map(|finding| finding.id.as_str()))?;
        for finding in &self.findings {
            let wrong = |reason: &str| Err(KnowledgeError::row(&finding.id, reason));
            finding.provenance.validate(&finding.id)?;
            if let Some(error) = &finding.error {
                error.provenance.validate(&finding.id)?;
            }
            let [low, high] = finding.range;
            if low.partial_cmp(&high) != Some(std::cmp::Ordering::Less) {
                return wrong("has no range of possible values");
            }
            if !finding.who.contains(&Finder::Clinician) {
                return wrong("is a finding that no clinician may report");
            }
            if finding.feeds.is_empty() {
                return wrong("is read by nothing");
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Knowledge;

    /// A group is exactly these findings, and none of them may come from the runner alone.
    #[track_caller]
    fn examined(group: FindingGroup, ids: &[&str]) {
        let table = Knowledge::shipped().unwrap().findings;
        let rows = table.findings.iter().filter(|row| row.group == group);
        let found: BTreeSet<&str> = rows.clone().map(|row| row.id.as_str()).collect();
        assert_eq!(found, ids.iter().copied().collect());
        for row in rows {
            assert!(!row.may_self_measure(), "{}", row.id);
        }
    }

    /// Requirements: S3-017.
    #[test]
    fn four_places_are_pressed() {
        examined(
            FindingGroup::Palpation,
            &[
                "palpation_distal_quadriceps_nprs",
                "palpation_lateral_retinaculum_nprs",
                "palpation_patellar_tendon_nprs",
                "palpation_itb_tfl_nprs",
            ],
        );
    }

    /// Requirements: S2-078, S3-003.
    #[test]
    fn a_watched_run_has_a_field_for_each_thing_to_see() {
        examined(
            FindingGroup::Gait,
            &[
                "observed_hip_drop_grade",
                "observed_knee_valgus_grade",
                "observed_overstride_grade",
                "observed_step_rate_spm",
                "trunk_lean_grade",
                "femoral_rotation_grade",
                "foot_timing_grade",
            ],
        );
    }

    /// Requirements: S3-039.
    #[test]
    fn after_care_that_failed_four_things_are_looked_at_again() {
        examined(
            FindingGroup::Recheck,
            &[
                "recheck_load_tolerance_grade",
                "recheck_irritability_grade",
                "recheck_hip_control_tired_grade",
                "recheck_stride_mechanics_grade",
            ],
        );
    }

    /// Requirements: S1-005, S2-028.
    #[test]
    fn hip_quadriceps_and_hamstrings_are_apart() {
        examined(
            FindingGroup::Strength,
            &[
                "hip_abduction_strength_share",
                "hip_rotation_strength_share",
                "quadriceps_strength_share",
                "hamstring_strength_share",
            ],
        );
    }

    /// Requirements: S2-029.
    #[test]
    fn quadriceps_and_calf_are_apart() {
        let table = Knowledge::shipped().unwrap().findings;
        for id in ["quadriceps_flexibility_deg", "calf_flexibility_deg"] {
            let row = table.get(id).unwrap();
            assert_eq!(row.group, FindingGroup::Flexibility);
            assert_eq!(row.unit, FindingUnit::Degrees);
        }
    }
}
