use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Exercise, Message, ProtocolTable, Quality};
use trochlea_quantity::Side;
use trochlea_symptom::{Measure, Reporter};

use crate::Input;

/// Whether the repetitions of an exercise look as they should, in one respect.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct QualityNow {
    /// In which respect, such as `knee_inward`.
    pub id: String,
    /// What to watch, in words.
    pub text: Message,
    /// The finding in which it is written down.
    pub measure: String,
    /// So many of five repetitions may break it.
    pub at_most_reps: u8,
    /// What was found, for each leg.
    pub legs: Vec<LegNow>,
}

/// What was found on one leg.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LegNow {
    /// Which.
    pub side: Side,
    /// The verdict.
    pub status: QualityStatus,
    /// Repetitions of five that broke it, in the latest test that still counts.
    pub found_reps: Option<f64>,
    /// Who looked.
    pub by: Option<Reporter>,
    /// When.
    #[schemars(with = "Option<String>")]
    pub at: Option<DateTime>,
}

/// Whether it was looked at, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QualityStatus {
    /// Nobody looked, or it is too long ago.
    Unchecked,
    /// It looked as it should.
    Kept,
    /// It did not.
    Broken,
}

/// Every respect of an exercise on both legs.
pub(crate) fn checked(
    exercise: &Exercise,
    input: &Input<'_>,
    protocols: &ProtocolTable,
) -> Vec<QualityNow> {
    let rows = exercise.quality.iter();
    rows.map(|quality| QualityNow {
        id: quality.id.clone(),
        text: text(quality),
        measure: quality.measure.clone(),
        at_most_reps: quality.at_most_reps,
        legs: Side::BOTH
            .into_iter()
            .map(|side| leg(quality, side, input, protocols))
            .collect(),
    })
    .collect()
}

/// The first respect that is broken on a leg.
pub(crate) fn broken(checked: &[QualityNow]) -> Option<&QualityNow> {
    checked.iter().find(|one| {
        one.legs
            .iter()
            .any(|leg| leg.status == QualityStatus::Broken)
    })
}

fn leg(quality: &Quality, side: Side, input: &Input<'_>, protocols: &ProtocolTable) -> LegNow {
    let Some(latest) = latest(&quality.measure, side, input, protocols) else {
        return LegNow {
            side,
            status: QualityStatus::Unchecked,
            found_reps: None,
            by: None,
            at: None,
        };
    };
    let status = if latest.value <= f64::from(quality.at_most_reps) {
        QualityStatus::Kept
    } else {
        QualityStatus::Broken
    };
    LegNow {
        side,
        status,
        found_reps: Some(latest.value),
        by: Some(latest.by),
        at: Some(latest.at),
    }
}

/// The latest test of a leg that is not too old; of two at one moment the larger value.
pub(crate) fn latest<'a>(
    measure: &str,
    side: Side,
    input: &Input<'a>,
    protocols: &ProtocolTable,
) -> Option<&'a Measure> {
    let valid = protocols.measure_valid_days.whole();
    let is_of_leg = |one: &&Measure| one.measure == measure && one.side == side;
    let counts = |one: &&Measure| {
        let age = (input.today - one.at.date()).get_days();
        (0..=valid).contains(&i64::from(age))
    };
    let all = input.measures.iter().filter(is_of_leg).filter(counts);
    all.max_by(|a, b| a.at.cmp(&b.at).then(a.value.total_cmp(&b.value)))
}

fn text(quality: &Quality) -> Message {
    Message::new(format!(
        "programme-quality-{}",
        quality.id.replace('_', "-")
    ))
}
