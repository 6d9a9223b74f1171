use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{InstrumentKind, OutcomeTable};
use trochlea_quantity::Side;
use trochlea_symptom::Reporter;

/// A score of an outcome measure. A questionnaire is its total only: the questions were asked
/// elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeScore {
    /// Id of the measure, such as `nprs` or `akps`.
    pub instrument: String,
    /// The score, in the points of the measure.
    pub value: f64,
    /// The day it was given.
    #[schemars(with = "String")]
    pub on: Date,
    /// Which knee, for a measure that is about one.
    #[serde(default)]
    pub side: Option<Side>,
    /// Which version of a questionnaire; empty for a question of our own.
    #[serde(default)]
    pub version: String,
    /// In which language a questionnaire was filled in, such as `en`; empty for a question of our
    /// own.
    #[serde(default)]
    pub language: String,
    /// Who wrote it down.
    pub by: Reporter,
}

/// Why a score is refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum OutcomeError {
    /// No such measure.
    #[error("instrument: `{id}` is not known; there are {known}")]
    UnknownInstrument {
        /// What was named.
        id: String,
        /// All ids.
        known: String,
    },
    /// A score that cannot be.
    #[error("value: {value} is no score of `{id}`, which goes from {low} to {high}{whole}")]
    Impossible {
        /// The measure.
        id: String,
        /// What was given.
        value: f64,
        /// The lowest possible score.
        low: f64,
        /// The highest.
        high: f64,
        /// Said when scores are whole numbers.
        whole: &'static str,
    },
    /// It does not say which knee.
    #[error("side: `{id}` is about one knee; say left or right")]
    NoSide {
        /// The measure.
        id: String,
    },
    /// A total without which two totals cannot be compared.
    #[error(
        "{field}: a total of `{id}` needs its version and language, such as `original` and `en`"
    )]
    NoVersion {
        /// The measure.
        id: String,
        /// What is missing.
        field: &'static str,
    },
}

/// Checks a score against its measure.
///
/// # Errors
/// The first fault, with the range or with what is missing.
pub fn check_score(score: &OutcomeScore, table: &OutcomeTable) -> Result<(), OutcomeError> {
    let id = || score.instrument.clone();
    let Some(row) = table.instrument(&score.instrument) else {
        let known: Vec<&str> = table
            .instruments
            .iter()
            .map(|row| row.id.as_str())
            .collect();
        return Err(OutcomeError::UnknownInstrument {
            id: id(),
            known: known.join(", "),
        });
    };
    if !row.is_possible(score.value) {
        let [low, high] = row.range;
        return Err(OutcomeError::Impossible {
            id: id(),
            value: score.value,
            low,
            high,
            whole: if row.whole { " in whole points" } else { "" },
        });
    }
    if row.sided && score.side.is_none() {
        return Err(OutcomeError::NoSide { id: id() });
    }
    if row.kind == InstrumentKind::Total {
        for (field, text) in [("version", &score.version), ("language", &score.language)] {
            if text.trim().is_empty() {
                return Err(OutcomeError::NoVersion { id: id(), field });
            }
        }
    }
    Ok(())
}
