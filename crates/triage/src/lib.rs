//! Which patterns fit the symptoms, and the next best question.
//!
//! Location comes first: a condition that does not hurt at a marked spot is no candidate. It
//! ranks and never diagnoses, knows no load, and decides nothing about red flags.

mod candidate;
mod outcome;
mod rank;
mod said;

pub use candidate::{Band, Candidate, Evidence, EvidenceSource};
pub use outcome::Outcome;
pub use rank::{KneeRanking, NextQuestion, RowFired, rank};
