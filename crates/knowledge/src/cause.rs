use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::table::{Table, unique};
use crate::{ConditionId, KnowledgeError, Message, Provenance, Status};

/// Why a knee may have begun to hurt: families, what belongs to each, and what each is read from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CauseTable {
    /// The days around the beginning of the pain that are compared.
    pub windows: CauseWindows,
    /// How steps become words.
    pub ranking: CauseRanking,
    /// When a pair of shoes is called worn.
    pub shoes: ShoeReminder,
    /// How downhill repetitions are measured out.
    pub downhill_repetitions: RepetitionRule,
    /// What a look at the stride has to cover.
    pub gait_assessment: GaitAssessmentRow,
    /// The families, in the order that breaks ties.
    #[serde(rename = "family")]
    pub families: Vec<FamilyRow>,
    /// What may have contributed.
    #[serde(rename = "contributor")]
    pub contributors: Vec<ContributorRow>,
    /// What was tried before and did not help.
    #[serde(rename = "tried")]
    pub tried: Vec<TriedRow>,
    /// What is looked at anew when it did not.
    #[serde(rename = "recheck")]
    pub rechecks: Vec<RecheckRow>,
}

/// A family of causes.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CauseFamily {
    /// Strength and control of the muscles around knee and hip.
    Strength,
    /// Foot strike, stride, build, ground under the foot.
    Mechanics,
    /// More than the knee was used to.
    Conditioning,
}

impl CauseFamily {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Strength, Self::Mechanics, Self::Conditioning];

    /// The word used in JSON and message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Mechanics => "mechanics",
            Self::Conditioning => "conditioning",
        }
    }
}

/// Which days before the beginning of the pain are compared with which.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CauseWindows {
    /// Days up to and with the beginning of the pain.
    pub recent_days: u16,
    /// Days before those: what was usual.
    pub usual_days: u16,
    /// The usual days must hold this many days of recorded running from the first run on.
    pub least_usual_days: u16,
    /// Fewer runs than this make no mean.
    pub least_runs: u32,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// How the steps of a family become a word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CauseRanking {
    /// From this many steps on the findings speak for the family.
    pub speaks_for_from: i32,
    /// From this many it may contribute.
    pub may_contribute_from: i32,
    /// At most this many speak against it,
    pub speaks_against_at_most: i32,
    /// if at least this share of what has weight in the family is known.
    pub speaks_against_known_fraction: f64,
    /// A family leads with at least this many steps,
    pub leads_from: i32,
    /// and this many more than the next.
    pub leads_by: i32,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// When a pair of shoes is called worn. Nobody showed that changing it keeps a knee well.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShoeReminder {
    /// Lower end of the convention, in metres.
    pub worn_from_m: f64,
    /// Upper end of it, in metres.
    pub worn_to_m: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// How downhill repetitions are measured out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepetitionRule {
    /// Metres down in a week for somebody who comes from nothing.
    pub start_descent_m: f64,
    /// The most that a week's descent may be, as a multiple of the larger of the last weeks'.
    pub week_ratio: f64,
    /// How many weeks back that larger one is looked for.
    pub recent_weeks: u16,
    /// Repetitions in a set.
    pub set_reps: u32,
    /// Sets at most.
    pub sets_most: u32,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What a look at the stride has to cover before anything is prescribed: both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GaitAssessmentRow {
    /// Measures that say the build of the body was looked at.
    pub body_structure: Vec<String>,
    /// Measures that say the running style was.
    pub running_style: Vec<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A family and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyRow {
    /// Which.
    pub id: CauseFamily,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Something that may have contributed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContributorRow {
    /// Its id.
    pub id: String,
    /// Its family.
    pub family: CauseFamily,
    /// The patterns it is said of; empty means any.
    #[serde(default)]
    pub conditions: Vec<ConditionId>,
    /// What it is read from.
    pub reads: CauseReads,
    /// Whether the runner is asked, where nothing can be read: item `cause_<id>`.
    #[serde(default)]
    pub ask: bool,
    /// It says something only when this feature of the pain is there.
    #[serde(default)]
    pub only_with: Option<String>,
    /// Steps when it is there.
    #[serde(default)]
    pub steps_for: i32,
    /// Steps when it is known not to be there; zero or less.
    #[serde(default)]
    pub steps_against: i32,
    /// Of one group only the strongest counts: they look at the same thing.
    #[serde(default)]
    pub group: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What a contributor is read from, with its threshold. Shares are fractions from 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CauseReads {
    /// Nothing: it is named because the documents name it.
    Nothing,
    /// The runner's answer alone.
    Answer,
    /// Answers about the pain that were given already.
    Feature {
        /// The feature.
        feature: String,
    },
    /// A single run against the longest of the days before; the limit is the ledger's.
    SingleRun,
    /// The two weeks up to the pain against the two before.
    TwoWeekDistance {
        /// Growth from which it counts.
        above_fraction: f64,
    },
    /// Metres down a week against the usual ones.
    DescentJump {
        /// Multiple from which it counts.
        above_ratio: f64,
        /// And at least this many metres a week more.
        least_m: f64,
    },
    /// Metres down in a usual week.
    LittleDescent {
        /// Below this it is little.
        below_m: f64,
    },
    /// The runner's own mean step rate.
    StepRate {
        /// At most this.
        at_most_spm: f64,
    },
    /// Step rate in the last third of runs against the rest at equal speed.
    StepRateDrift {
        /// At most this, negative when it falls.
        at_most_percent: f64,
    },
    /// Share of the ground contact on each foot.
    ContactBalance {
        /// Points away from half on which it counts.
        off_by_percent: f64,
    },
    /// Mean speed against the usual one.
    Speed {
        /// Growth from which it counts.
        above_fraction: f64,
    },
    /// Share of the way on a treadmill against the usual one.
    TreadmillShare {
        /// Change, in either direction, from which it counts.
        change_fraction: f64,
    },
    /// Distance of a usual week before the pain.
    BaseDistance {
        /// Below this it is little.
        below_m: f64,
    },
    /// Much running with little strength work beside it.
    DistanceWithoutStrength {
        /// A usual week from this on is much.
        from_m: f64,
        /// Fewer days of strength work a week than this are little.
        below_days_a_week: f64,
    },
    /// Where in a run the pain begins, as a share of the way.
    OnsetShare {
        /// From this share on.
        from_fraction: f64,
    },
    /// Distance on a pair of shoes; the convention is the reminder's.
    Shoes,
    /// The newest of each of these measures.
    Measures {
        /// Which; the worst of them counts.
        measures: Vec<String>,
        /// Which direction is worse.
        worse: Worse,
        /// From here on (or down to here) it counts.
        limit: f64,
        /// From here on it counts double.
        #[serde(default)]
        marked: Option<f64>,
    },
    /// One measure of both knees: by how much the sore side is behind.
    SideDifference {
        /// Which.
        measure: String,
        /// From this difference on, in the unit of the measure.
        from: f64,
    },
}

/// Which direction of a measure is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worse {
    /// More.
    Higher,
    /// Less.
    Lower,
}

/// Something that is often tried first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriedRow {
    /// Its id; the question is item `cause_tried_<id>`.
    pub id: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What is looked at anew when what was tried did not help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecheckRow {
    /// Its id.
    pub id: String,
    /// Whether it is one of the three that the clinic looks at first.
    pub first: bool,
    /// Measures that tell.
    pub measures: Vec<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl ContributorRow {
    /// Its name.
    pub fn name(&self) -> Message {
        self.message("name")
    }

    /// What is known of it.
    pub fn why(&self) -> Message {
        self.message("why")
    }

    /// The id of the question to the runner, if there is one.
    pub fn item(&self) -> Option<String> {
        self.ask.then(|| format!("cause_{}", self.id))
    }

    /// The question to the runner.
    pub fn question(&self) -> Message {
        self.message("question")
    }

    /// Whether it has any weight.
    pub const fn counts(&self) -> bool {
        self.steps_for != 0 || self.steps_against != 0
    }

    fn message(&self, part: &str) -> Message {
        Message::new(format!("cause-{}-{part}", self.id.replace('_', "-")))
    }
}

impl TriedRow {
    /// The id of its question.
    pub fn item(&self) -> String {
        format!("cause_tried_{}", self.id)
    }

    /// Its question.
    pub fn question(&self) -> Message {
        Message::new(format!("cause-tried-{}-question", self.id))
    }

    /// What was tried, as a noun.
    pub fn name(&self) -> Message {
        Message::new(format!("cause-tried-{}-name", self.id))
    }
}

impl RecheckRow {
    /// What is looked at, and how.
    pub fn text(&self) -> Message {
        Message::new(format!("cause-recheck-{}", self.id.replace('_', "-")))
    }
}

impl CauseTable {
    /// The questions to the runner by item id, in the order of the table.
    pub fn items(&self) -> impl Iterator<Item = String> {
        let of_rows = self.contributors.iter().filter_map(ContributorRow::item);
        of_rows.chain(self.tried.iter().map(TriedRow::item))
    }

    /// Whether it asks this.
    pub fn asks(&self, item: &str) -> bool {
        self.items().any(|own| own == item)
    }

    /// Every measure that a contributor is read from.
    pub fn contributing_measures(&self) -> impl Iterator<Item = &str> {
        let of_rows = self.contributors.iter().flat_map(|row| match &row.reads {
            CauseReads::Measures { measures, .. } => measures.as_slice(),
            CauseReads::SideDifference { measure, .. } => std::slice::from_ref(measure),
            _ => &[],
        });
        of_rows.map(String::as_str)
    }

    /// Every measure that is read here.
    pub fn measures(&self) -> impl Iterator<Item = &str> {
        let anew = self.rechecks.iter().flat_map(|row| &row.measures);
        let gait = &self.gait_assessment;
        let of_gait = gait.body_structure.iter().chain(&gait.running_style);
        let others = anew.chain(of_gait).map(String::as_str);
        self.contributing_measures().chain(others)
    }

    fn check_contributor(&self, row: &ContributorRow) -> Result<(), KnowledgeError> {
        let wrong = |reason: &str| Err(KnowledgeError::row(&row.id, reason));
        row.provenance.validate(&row.id)?;
        if row.provenance.status == Status::Contested && row.counts() {
            return wrong("is contested and must not be counted");
        }
        if !(0..=2).contains(&row.steps_for) || !(-1..=0).contains(&row.steps_against) {
            return wrong("needs steps from 0 to 2 for it and from -1 to 0 against it");
        }
        if row.reads == CauseReads::Nothing && (row.ask || row.counts()) {
            return wrong("reads nothing, so nothing can be asked or counted");
        }
        if row.reads == CauseReads::Answer && !row.ask {
            return wrong("is read from an answer and asks nothing");
        }
        Ok(())
    }
}

impl Table for CauseTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        self.windows.provenance.validate("windows")?;
        self.ranking.provenance.validate("ranking")?;
        self.shoes.provenance.validate("shoes")?;
        self.downhill_repetitions
            .provenance
            .validate("downhill_repetitions")?;
        self.gait_assessment
            .provenance
            .validate("gait_assessment")?;
        let ids: Vec<CauseFamily> = self.families.iter().map(|row| row.id).collect();
        if CauseFamily::ALL.iter().any(|id| !ids.contains(id)) || ids.len() != 3 {
            return Err(KnowledgeError::row(
                "family",
                "must stand here for each of the three, once",
            ));
        }
        for row in &self.families {
            row.provenance.validate(row.id.as_str())?;
        }
        unique(self.contributors.iter().map(|row| row.id.as_str()))?;
        unique(self.tried.iter().map(|row| row.id.as_str()))?;
        unique(self.rechecks.iter().map(|row| row.id.as_str()))?;
        for row in &self.tried {
            row.provenance.validate(&row.id)?;
        }
        for row in &self.rechecks {
            row.provenance.validate(&row.id)?;
        }
        let rule = &self.downhill_repetitions;
        if rule.start_descent_m <= 0.0 || rule.set_reps == 0 || rule.sets_most == 0 {
            return Err(KnowledgeError::row(
                "downhill_repetitions",
                "needs a start, repetitions and sets above zero",
            ));
        }
        self.contributors
            .iter()
            .try_for_each(|row| self.check_contributor(row))
    }
}
