use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::table::{Table, unique};
use crate::{KnowledgeError, Message, Provenance, Read};

/// Outcome measures, milestones, and how loads are sorted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeTable {
    /// The measures, in the order in which they are shown.
    #[serde(rename = "instrument")]
    pub instruments: Vec<Instrument>,
    /// What the weeks should bring.
    #[serde(rename = "milestone")]
    pub milestones: Vec<MilestoneRow>,
    /// How loads are sorted into safe and provocative.
    pub sorting: Sorting,
    /// Which answers name a load that provokes.
    #[serde(rename = "provocation")]
    pub provocations: Vec<Provocation>,
}

/// A way to put into a number how somebody is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its id; its texts are `outcome-<id>-...` with hyphens.
    pub id: String,
    /// What it speaks about.
    pub domain: OutcomeDomain,
    /// Whether it is asked here or a total from elsewhere is kept.
    pub kind: InstrumentKind,
    /// The lowest and the highest possible score.
    pub range: [f64; 2],
    /// Whether scores are whole numbers.
    pub whole: bool,
    /// Which end is good.
    pub better: Better,
    /// Whether it is about one knee.
    pub sided: bool,
    /// Smallest changes that people call important, in points; all that were read.
    #[serde(default)]
    pub mic: Vec<SmallestChange>,
    /// Smallest changes that are more than error, in points; all that were read.
    #[serde(default)]
    pub mdc: Vec<SmallestChange>,
    /// The score that by itself counts as success, for a measure that asks about change.
    #[serde(default)]
    pub success_at_least: Option<f64>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A smallest change by one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SmallestChange {
    /// In points of the measure.
    pub value: f64,
    /// Who says so.
    pub source: String,
    /// How far that was read.
    pub read: Read,
    /// In whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
}

/// What a measure speaks about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeDomain {
    /// What the knee can do.
    Performance,
    /// How much it hurts.
    Pain,
    /// How it is against the beginning.
    Change,
    /// How the runner is.
    WellBeing,
}

/// Where a score comes from.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum InstrumentKind {
    /// A question in our own words.
    OwnWords,
    /// The total of a questionnaire that was filled in elsewhere.
    Total,
}

/// Which end of a scale is good.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// Less is better.
    Low,
    /// More is better.
    High,
}

/// Something that some week should bring, with the number that makes it measurable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MilestoneRow {
    /// Its id; its text is `outcome-milestone-<id>` with hyphens.
    pub id: String,
    /// How it is measured.
    pub kind: MilestoneKind,
    /// First and last week in which it is looked for; the last phase has no end.
    pub weeks: [u32; 2],
    /// What it takes, in `unit`.
    pub needed: f64,
    /// The unit of `needed` and of what is found.
    pub unit: String,
    /// How many days back count as now.
    pub window_days: i64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// How a milestone is measured.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneKind {
    /// Mean pain in the hours after runs, at first and now.
    LessPainAfter,
    /// Share of runs after which the knee was as before within the hour.
    SettlesSooner,
    /// Mean pain on stairs, at first and now.
    StairsEasier,
    /// Difference between the worst and the best day.
    Predictable,
    /// Kinds of load that are known to be safe or to provoke.
    ThresholdsKnown,
    /// Repetitions of a squat on one leg that were out of line.
    SingleLegControl,
    /// Hilly or faster runs, and setbacks after them.
    HillsAndSpeedBorne,
    /// The longest painless run, at first and now.
    LongestGrows,
    /// Whether everything may be trained.
    WorkoutsBack,
    /// Setbacks now and before.
    FewerSetbacks,
    /// Strength sessions a week.
    StrengthKept,
}

/// How loads are sorted into safe and provocative; house values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sorting {
    /// Edges between classes of distance, rising.
    pub distance_km: Vec<f64>,
    /// Edges between classes of descent of one run, rising.
    pub descent_m: Vec<f64>,
    /// A run with so much descent is a hilly one.
    pub hilly_descent_m: f64,
    /// A run is a faster one when it is so much faster than the runner's middle run, as a share.
    pub fast_share: f64,
    /// So many times without trouble, and never with, is safe.
    pub safe_least: usize,
    /// Fewer answers than these are no mean.
    pub least_answers: usize,
    /// Days that are looked at.
    pub look_back_days: i64,
    /// Findings that tell about control on one leg: repetitions of five out of line.
    pub control_measures: Vec<String>,
    /// Why these.
    pub provenance: Provenance,
}

/// An answer that names a load that provokes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provocation {
    /// The question.
    pub feature: String,
    /// The load; its text is `outcome-avoid-<load>`.
    pub load: String,
}

impl Instrument {
    /// Its name.
    pub fn name(&self) -> Message {
        self.text("name")
    }

    /// What is asked, or how a total is to be given.
    pub fn question(&self) -> Message {
        self.text("question")
    }

    /// What the lowest score means.
    pub fn lowest(&self) -> Message {
        self.text("lowest")
    }

    /// What the highest score means.
    pub fn highest(&self) -> Message {
        self.text("highest")
    }

    /// Whether a score can be.
    pub fn is_possible(&self, score: f64) -> bool {
        let [low, high] = self.range;
        let is_in = score.is_finite() && (low..=high).contains(&score);
        is_in && !(self.whole && score.fract().abs() > 0.0)
    }

    /// The important change that decides: of several the largest.
    pub fn largest_mic(&self) -> Option<f64> {
        largest(&self.mic)
    }

    /// The error that decides: of several the largest.
    pub fn largest_mdc(&self) -> Option<f64> {
        largest(&self.mdc)
    }

    fn text(&self, part: &str) -> Message {
        Message::new(format!("outcome-{}-{part}", self.id.replace('_', "-")))
    }
}

fn largest(rows: &[SmallestChange]) -> Option<f64> {
    rows.iter().map(|row| row.value).max_by(f64::total_cmp)
}

impl OutcomeTable {
    /// A measure by its id.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.instruments.iter().find(|row| row.id == id)
    }
}

impl Table for OutcomeTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        unique(self.instruments.iter().map(|row| row.id.as_str()))?;
        unique(self.milestones.iter().map(|row| row.id.as_str()))?;
        self.instruments.iter().try_for_each(validate_instrument)?;
        self.milestones.iter().try_for_each(validate_milestone)?;
        self.sorting.provenance.validate("sorting")?;
        for edges in [&self.sorting.distance_km, &self.sorting.descent_m] {
            let rising = edges.is_sorted_by(|one, next| one < next);
            if edges.is_empty() || !rising || edges.iter().any(|edge| *edge <= 0.0) {
                return Err(KnowledgeError::row("sorting", "has edges that do not rise"));
            }
        }
        Ok(())
    }
}

fn validate_instrument(row: &Instrument) -> Result<(), KnowledgeError> {
    row.provenance.validate(&row.id)?;
    let [low, high] = row.range;
    if low >= high {
        return Err(KnowledgeError::row(&row.id, "has a range without inside"));
    }
    for change in row.mic.iter().chain(&row.mdc) {
        if !(change.value > 0.0 && change.value < high - low) {
            return Err(KnowledgeError::row(
                &row.id,
                "has a change outside its range",
            ));
        }
        if matches!(change.read, Read::House | Read::Practice) {
            return Err(KnowledgeError::row(
                &row.id,
                "has a change that was read nowhere",
            ));
        }
    }
    Ok(())
}

fn validate_milestone(row: &MilestoneRow) -> Result<(), KnowledgeError> {
    row.provenance.validate(&row.id)?;
    let [first, last] = row.weeks;
    if first == 0 || first > last || row.window_days < 1 || !row.needed.is_finite() {
        return Err(KnowledgeError::row(
            &row.id,
            "has no weeks, no days or no number",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::Knowledge;

    /// From the table of outcome measures in the evidence: range, largest important change,
    /// largest error.
    ///
    /// Requirements: S1-002.
    #[test]
    fn ranges_and_smallest_changes_are_those_that_were_read() {
        let table = Knowledge::shipped().unwrap().outcomes;
        let expected = [
            ("nprs", [0.0, 10.0], Some(1.16), Some(2.0)),
            ("groc", [-3.0, 3.0], None, None),
            ("wellbeing", [0.0, 10.0], None, None),
            ("akps", [0.0, 100.0], Some(11.0), Some(13.0)),
            ("koos_pf", [0.0, 100.0], Some(16.4), Some(16.0)),
            ("uwri", [0.0, 36.0], Some(8.0), Some(4.1)),
            ("visa_p", [0.0, 100.0], Some(13.0), None),
            ("lefs", [0.0, 80.0], None, Some(9.0)),
        ];
        let found: Vec<_> = table
            .instruments
            .iter()
            .map(|row| {
                (
                    row.id.as_str(),
                    row.range,
                    row.largest_mic(),
                    row.largest_mdc(),
                )
            })
            .collect();
        assert_eq!(found, expected);
    }

    /// 1.96 x sqrt(2) x 1.47 = 1.96 x 1.41421 x 1.47 = 4.0746, one digit: 4.1.
    #[test]
    fn the_error_that_was_computed_here_is_computed_right() {
        let table = Knowledge::shipped().unwrap().outcomes;
        let mdc = table.instrument("uwri").unwrap().largest_mdc().unwrap();
        assert!((mdc - 4.0746).abs() < 0.05);
    }

    #[test]
    fn the_scale_of_pain_has_one_noise_in_all_tables() {
        let knowledge = Knowledge::shipped().unwrap();
        let nprs = knowledge.outcomes.instrument("nprs").unwrap();
        assert_eq!(nprs.largest_mic(), Some(knowledge.protocols.nprs_mic.value));
        assert_eq!(
            nprs.largest_mdc(),
            Some(knowledge.protocols.nprs_noise.value)
        );
    }

    /// Requirements: S3-023, S3-025, S3-026.
    #[test]
    fn every_phase_of_the_programme_has_milestones() {
        let table = Knowledge::shipped().unwrap().outcomes;
        for weeks in [[1, 2], [3, 6], [6, 10]] {
            let n = table
                .milestones
                .iter()
                .filter(|row| row.weeks == weeks)
                .count();
            assert!(n >= 3, "{weeks:?}: {n}");
        }
    }

    #[test]
    fn every_question_and_finding_that_is_named_is_known() {
        let knowledge = Knowledge::shipped().unwrap();
        for row in &knowledge.outcomes.provocations {
            assert!(
                knowledge.conditions.feature(&row.feature).is_some(),
                "{}",
                row.feature
            );
        }
        for id in &knowledge.outcomes.sorting.control_measures {
            assert!(knowledge.findings.get(id).is_some(), "{id}");
        }
    }
}
