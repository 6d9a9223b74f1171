//! Why a knee may have begun to hurt: three families of causes, always all three, each with what
//! may have contributed and the data behind it.
//!
//! A pure function of the runs, the diary, the answers, the measures and the table. It asks red
//! flags nothing and no plan waits for it. "Undetermined" is a result; what is contested is shown
//! and never counted; nothing here reads the runner's sex or build.

mod care;
mod find;
mod measured;
mod model;
mod onset;
mod run;
mod shoe;

pub use care::{FailedCare, GaitAssessment, Recheck};
pub use find::causes;
pub use model::{
    Causes, Compared, Contributor, Family, FamilyBand, Finding, Known, NextStep, Question,
};
pub use onset::{OnsetFrom, PainOnset, earliest_day, pain_onset};
pub use shoe::{Shoe, ShoeNow};

use jiff::civil::{Date, DateTime};
use trochlea_knowledge::{CauseTable, ConditionId, FindingTable, LedgerTable};
use trochlea_ledger::Run;
use trochlea_quantity::{Length, Side};
use trochlea_symptom::{Diary, ItemAnswer, Measure};

/// Everything that causes are read from. What is dated after `now` is left out.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The moment they are looked at.
    pub now: DateTime,
    /// The knees that hurt; empty while nobody said which.
    pub sides: &'a [Side],
    /// The patterns that are still possible; empty while none is known, and then all of the table
    /// is looked at.
    pub conditions: &'a [ConditionId],
    /// All runs.
    pub runs: &'a [Run],
    /// The diary.
    pub diary: &'a Diary,
    /// Answers, those to the questions of the causes among them.
    pub answers: &'a [ItemAnswer],
    /// Measures taken.
    pub measures: &'a [Measure],
    /// Shoes, as stated.
    pub shoes: &'a [Shoe],
    /// The day the pain began, as stated.
    pub pain_since: Option<Date>,
    /// Distance of a usual week before the pain, as stated.
    pub usual_week: Option<Length>,
}

/// The tables that causes are read with.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// Families and contributors.
    pub causes: &'a CauseTable,
    /// The limit of a single run.
    pub ledger: &'a LedgerTable,
    /// What each measure is called and who may take it.
    pub findings: &'a FindingTable,
}
