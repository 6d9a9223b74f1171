//! Stages, gates, caps and the week ahead: what may be run today, and why not more.
//!
//! A pure function of the runs, the diary, the measures and the tables: nothing is stored, every
//! stage is derived again from what happened. It holds no number of its own and knows neither the
//! runner's sex nor any estimate of load. More pain never gives more running, because every cap
//! can only fall when a pain score rises; the caps run last and the tightest one is named.

mod cap;
mod compound;
mod course;
mod cut;
mod decide;
mod gate;
mod input;
mod knee;
mod lever;
mod onset;
mod repetitions;
mod week;

pub use cap::Cap;
pub use compound::{Compound, NoTable, RestartRow, RestartTable, compound, restart_table};
pub use course::{CourseSignal, CourseSignalKind};
pub use cut::{
    Activity, After, CutPlan, CutReason, CutSession, CutWeek, Level, Phase, Phases, cut,
};
pub use decide::{Downhill, Plan, Stage, StageNow, Today, TodayRun};
pub use gate::{CriterionNow, CriterionStatus, GateNow, GateStatus};
pub use input::{Complaint, Input, RunDay, Stated};
pub use knee::Flare;
pub use lever::{Lever, LeverKind};
pub use onset::OnsetEstimate;
pub use repetitions::{DownhillRepetitions, RepetitionSets, downhill_repetitions};
pub use week::{PlannedDay, PlannedRun, StrengthDay, Week};

use std::collections::BTreeSet;

use jiff::civil::Date;
use trochlea_knowledge::ProtocolTable;
use trochlea_ledger::RunId;
use trochlea_symptom::{Cleared, Running};

/// What may be run today, the week ahead and every gate.
///
/// Only a screening that blocks no running can call it. Where that screening holds progress,
/// nothing is longer than what was run of late.
pub fn decide(cleared: Cleared<Running>, input: &Input<'_>, table: &ProtocolTable) -> Plan {
    decide::plan(input, table, cleared.holds_progress())
}

/// The runs that provoked a flare on any of the complaints: they raise no base and no limit.
///
/// To be asked before the history is added up; the `history` of the input is not read.
pub fn provoking_runs(input: &Input<'_>, table: &ProtocolTable) -> BTreeSet<RunId> {
    knee::knees(input, table)
        .iter()
        .flat_map(knee::Knee::provoking)
        .cloned()
        .collect()
}

/// The earliest day that any rule reads, for a way back that began on `started_on`: an older run
/// changes nothing here.
pub fn earliest_day(today: Date, started_on: Option<Date>, table: &ProtocolTable) -> Date {
    knee::earliest_day(today, started_on, table)
}

/// Every setback, earliest first for each complaint.
pub fn setbacks(input: &Input<'_>, table: &ProtocolTable) -> Vec<Flare> {
    let knees = knee::knees(input, table);
    knees.iter().flat_map(knee::Knee::flares).collect()
}

/// Share of the planned strength sessions that was done since the way back began, by the diary;
/// more than 1 when more was done. `None` on the first day.
pub fn strength_share(input: &Input<'_>, table: &ProtocolTable) -> Option<f64> {
    course::strength_share(input, table.strength_sessions.value)
}

/// What in the course of the weeks should bring a professional in.
pub fn course_signals(input: &Input<'_>, table: &ProtocolTable) -> Vec<CourseSignal> {
    let knees = knee::knees(input, table);
    course::signals(&knees.iter().collect::<Vec<_>>(), input, table)
}

#[cfg(test)]
mod tests;
