//! How it is going: scores against their own error, what the weeks have brought, and which loads
//! this knee takes.
//!
//! It looks back only. Nothing here allows or forbids a run: the plan stands below the rooms that
//! read this one, and reads none of it.

mod judge;
mod knee;
mod load;
mod milestone;
mod score;

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{OutcomeDomain, OutcomeTable, ProtocolTable};
use trochlea_ledger::{Run, RunId};
use trochlea_quantity::Side;
use trochlea_symptom::{Diary, ItemAnswer, Measure};

pub use judge::{Change, Judged, ScoreCourse};
pub use load::{Avoid, Envelope, LoadClass, LoadKind, Verdict};
pub use milestone::{EarlyMarker, MilestoneNow, MilestoneStatus, Trend};
pub use score::{OutcomeError, OutcomeScore, check_score};

/// What is looked back on. What is dated after `today` is left out.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The day it is seen from.
    pub today: Date,
    /// When the way back began; `None` while that is not known.
    pub started_on: Option<Date>,
    /// The knees that hurt.
    pub sides: &'a [Side],
    /// All runs.
    pub runs: &'a [Run],
    /// Runs before this day are left out, as they are of every other rule.
    pub runs_from: Date,
    /// The runs that provoked a setback.
    pub provoking: &'a BTreeSet<RunId>,
    /// The first day of each setback, by knee.
    pub setbacks: &'a [(Side, Date)],
    /// The diary.
    pub diary: &'a Diary,
    /// Findings, among them the squat on one leg.
    pub measures: &'a [Measure],
    /// Answers about the pain, oldest first.
    pub answers: &'a [ItemAnswer],
    /// Scores that were written down.
    pub scores: &'a [OutcomeScore],
    /// Pain that the plan lets a run go on with, points of 10; `None` while there is no plan, when
    /// any pain counts.
    pub pain_at_most: Option<u8>,
    /// Whether everything may be trained; `None` while there is no plan.
    pub may_train_fully: Option<bool>,
    /// Share of the planned strength sessions that was done since the start.
    pub adherence_share: Option<f64>,
}

/// How it is going.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OutcomeReport {
    /// The week of the way back, from 1; `None` while its start is not known.
    pub week: Option<i64>,
    /// Every measure that has a score: first, newest, and what the difference means.
    pub scores: Vec<ScoreCourse>,
    /// Of what the knee can do and how the runner is, what nobody has put into a number yet.
    pub unscored: Vec<OutcomeDomain>,
    /// Share of the planned strength sessions that was done since the start, in percent.
    pub adherence_percent: Option<f64>,
    /// Each knee that hurts.
    pub knees: Vec<KneeOutcome>,
}

/// How one knee is getting on.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct KneeOutcome {
    /// Which.
    pub side: Side,
    /// What the weeks should bring, and whether they have.
    pub milestones: Vec<MilestoneNow>,
    /// What changes first: sensitivity, recovery time, stairs.
    pub early: Vec<EarlyMarker>,
    /// How far and how steeply it was run without trouble of late.
    pub envelope: Envelope,
    /// Kinds of load with how often each was painless and how often it hurt.
    pub loads: Vec<LoadClass>,
    /// What provokes, by the runner's own answers and diary.
    pub avoid: Vec<Avoid>,
}

/// Both halves of what such a knee takes from a runner.
const BOTH_HALVES: [OutcomeDomain; 2] = [OutcomeDomain::Performance, OutcomeDomain::WellBeing];

/// Looks back.
pub fn outcomes(
    input: &Input<'_>,
    table: &OutcomeTable,
    protocols: &ProtocolTable,
) -> OutcomeReport {
    let scores = judge::courses(input, table);
    let scored: BTreeSet<OutcomeDomain> = scores.iter().map(|course| course.domain).collect();
    let knee = |side: Side| {
        let knee = knee::Knee::read(side, input, table, protocols);
        KneeOutcome {
            side,
            milestones: milestone::milestones(&knee, input, table),
            early: milestone::early_markers(&knee, table),
            envelope: load::envelope(&knee, table),
            loads: load::classes(&knee, table),
            avoid: load::avoid(&knee, input, table),
        }
    };
    let sides: BTreeSet<Side> = input.sides.iter().copied().collect();
    OutcomeReport {
        week: knee::week(input),
        unscored: BOTH_HALVES
            .into_iter()
            .filter(|half| !scored.contains(half))
            .collect(),
        scores,
        adherence_percent: input.adherence_share.map(|share| share * 100.0),
        knees: sides.into_iter().map(knee).collect(),
    }
}
