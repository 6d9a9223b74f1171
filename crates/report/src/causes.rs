use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_cause::{Causes, Contributor, Family, OnsetFrom, PainOnset};
use trochlea_knowledge::{Message, Read, Status};

/// The format of [`CausesDocument`].
pub const CAUSES_SCHEMA: &str = "trochlea.causes/1";

/// Why it may have happened, as one document.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CausesDocument<'a> {
    /// Always `trochlea.causes/1`.
    pub schema: &'static str,
    /// The moment it was looked at.
    #[schemars(with = "String")]
    pub now: DateTime,
    /// What was found.
    pub causes: &'a Causes,
}

/// The day that everything is counted back from, in words.
pub fn onset_message(onset: &PainOnset) -> Message {
    let id = match onset.from {
        OnsetFrom::Stated => "cause-onset-stated",
        OnsetFrom::Diary => "cause-onset-diary",
        OnsetFrom::NotKnown => "cause-onset-not-known",
    };
    match onset.day {
        Some(day) => Message::new(id).text("day", day.to_string()),
        None => Message::new(id),
    }
}

/// How much speaks for a family, in words.
pub fn family_band_message(family: &Family) -> Message {
    word("cause-band", family.band.as_str())
}

/// What was found of a contributor, in words.
pub fn finding_message(one: &Contributor) -> Message {
    word("cause-finding", one.finding.as_str())
}

/// How a contributor is known, in words.
pub fn known_message(one: &Contributor) -> Message {
    word("cause-known", one.known.as_str())
}

/// How good the evidence for a contributor is, in words.
pub fn evidence_message(one: &Contributor) -> Message {
    Message::new(match one.status {
        Status::Sourced if one.provenance.read == Read::Secondary => "cause-status-second-hand",
        Status::Sourced => "cause-status-sourced",
        Status::House => "cause-status-house",
        Status::Contested => "cause-status-contested",
    })
}

fn word(kind: &str, word: &str) -> Message {
    Message::new(format!("{kind}-{}", word.replace('_', "-")))
}
