//! Which conditions fit the symptoms, and the next best question.
//!
//! Location comes first: a condition that does not hurt at a marked spot is no candidate. Within
//! it each has a prior and the factors of what was said and found. It ranks and never diagnoses,
//! knows no load, and decides nothing about red flags.

mod candidate;
mod odds;
mod outcome;
mod question;
mod rank;
mod said;

pub use candidate::{Band, Candidate, Evidence, EvidenceSource, PatternSigns, PriorShare, Share};
pub use outcome::Outcome;
pub use question::{NextQuestion, SelfTest};
pub use rank::{KneeRanking, Outside, RankInput, RowFired, rank};
