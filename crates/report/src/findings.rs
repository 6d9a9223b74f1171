use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{ConditionTable, Finder, FindingTable, FindingUnit};
use trochlea_quantity::Side;
use trochlea_symptom::{Answer, ItemAnswer, Measure, PainScore, Reporter};

/// The format of [`FindingsDocument`].
pub const FINDINGS_SCHEMA: &str = "trochlea.findings/1";

/// What tests and an examination found, each with who found it and when.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FindingsDocument {
    /// Always `trochlea.findings/1`.
    pub schema: &'static str,
    /// Every test that may be recorded, with the latest value of each knee.
    pub findings: Vec<FindingView>,
    /// Every question of an examination, with the latest answer for each knee.
    pub examined: Vec<ExaminedView>,
}

/// One test.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FindingView {
    /// Its id.
    pub finding: String,
    /// The unit of its values.
    pub unit: FindingUnit,
    /// The lowest and highest possible value.
    pub range: [f64; 2],
    /// Whether the runner may record it alone.
    pub may_self_measure: bool,
    /// From where on two values differ for certain, in its unit; `null` where nobody measured that.
    pub error: Option<f64>,
    /// The latest value of each knee.
    pub latest: Vec<FoundView>,
}

/// A value that was found.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FoundView {
    /// Which knee.
    pub side: Side,
    /// The value.
    pub value: f64,
    /// Pain while it was found.
    pub pain: Option<PainScore>,
    /// By whom.
    pub by: Reporter,
    /// When, in the runner's own zone.
    #[schemars(with = "String")]
    pub at: DateTime,
}

/// One question of an examination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExaminedView {
    /// Its id.
    pub feature: String,
    /// The latest answer of a clinician for each knee.
    pub latest: Vec<ExaminedAnswer>,
}

/// What an examination found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExaminedAnswer {
    /// Which knee.
    pub side: Side,
    /// Whether the sign is there.
    pub answer: Answer,
    /// When, in the runner's own zone.
    #[schemars(with = "String")]
    pub at: DateTime,
}

impl FindingsDocument {
    /// The latest of what was recorded.
    pub fn of(
        findings: &FindingTable,
        conditions: &ConditionTable,
        measures: &[Measure],
        answers: &[ItemAnswer],
    ) -> Self {
        let findings = findings.findings.iter().map(|row| FindingView {
            finding: row.id.clone(),
            unit: row.unit,
            range: row.range,
            may_self_measure: row.may_self_measure(),
            error: row.error.as_ref().map(|error| error.value),
            latest: Side::BOTH
                .into_iter()
                .filter_map(|side| found(measures, &row.id, side))
                .collect(),
        });
        let examined = conditions.features.iter();
        let examined = examined.filter(|row| row.by == Finder::Clinician);
        let examined = examined.map(|row| ExaminedView {
            feature: row.id.clone(),
            latest: Side::BOTH
                .into_iter()
                .filter_map(|side| examined_answer(answers, &row.id, side))
                .collect(),
        });
        Self {
            schema: FINDINGS_SCHEMA,
            findings: findings.collect(),
            examined: examined.collect(),
        }
    }
}

fn found(measures: &[Measure], id: &str, side: Side) -> Option<FoundView> {
    let about = measures.iter();
    let about = about.filter(|measure| measure.measure == id && measure.side == side);
    let latest = about.max_by_key(|measure| measure.at)?;
    Some(FoundView {
        side,
        value: latest.value,
        pain: latest.pain,
        by: latest.by,
        at: latest.at,
    })
}

fn examined_answer(answers: &[ItemAnswer], id: &str, side: Side) -> Option<ExaminedAnswer> {
    let about = answers.iter().filter(|said| {
        said.item == id
            && said.by == Reporter::Clinician
            && said.side.is_none_or(|named| named == side)
    });
    let latest = about.max_by_key(|said| said.at)?;
    Some(ExaminedAnswer {
        side,
        answer: latest.answer,
        at: latest.at,
    })
}
