//! A training plan of somebody else's, cut to what the knee bears: down to the level that was run
//! without significant pain, held, and built up again.
//!
//! Like the plan itself it holds no number of its own, and every day after today is conditional:
//! it says what may be run if all stays quiet until then.

mod level;
mod model;
mod placed;
mod walk;

pub use level::Level;
pub use model::{Activity, After, CutPlan, CutReason, CutSession, CutWeek, Phase, Phases};

use jiff::civil::Date;
use trochlea_knowledge::{LedgerTable, Message, ProtocolTable};
use trochlea_quantity::Speed;
use trochlea_schedule::TrainingPlan;
use trochlea_symptom::{Cleared, Running, Strength};

use crate::Input;
use crate::decide::{Found, found};
use crate::knee::before;
use walk::Walk;

/// Cuts a training plan; `None` when no complaint has a way back here.
///
/// Only a screening that blocks no running can call it. Strength work is put in only where the
/// screening allows that too.
pub fn cut(
    cleared: Cleared<Running>,
    strength: Option<Cleared<Strength>>,
    input: &Input<'_>,
    (protocols, ledger): (&ProtocolTable, &LedgerTable),
    plan: &TrainingPlan,
) -> Option<CutPlan> {
    let rules = Rules {
        protocols,
        ledger,
        held: cleared.holds_progress(),
        strength: strength.is_some(),
    };
    cut_by(input, &rules, plan)
}

/// By what a plan is cut.
#[derive(Clone, Copy)]
pub(crate) struct Rules<'a> {
    pub protocols: &'a ProtocolTable,
    pub ledger: &'a LedgerTable,
    /// A standing flag lets nothing grow.
    pub held: bool,
    /// Whether strength work may be put in.
    pub strength: bool,
}

pub(crate) fn cut_by(input: &Input<'_>, rules: &Rules<'_>, plan: &TrainingPlan) -> Option<CutPlan> {
    let found = found(input, rules.protocols, rules.held);
    let level = level::level(&found, input, rules.protocols)?;
    let phases = model::phases(&found, input, rules);
    let speed = usual_speed(input, rules.ledger);
    let ahead = placed::ahead(plan, input, rules.protocols);
    let mut walk = Walk::new(&found, input, rules, &level, &phases, speed);
    let sessions = walk.sessions(&ahead);
    let weeks = model::weeks(&sessions);
    let notes = notes(&found, rules, &phases, &ahead, speed);
    let mut rules_fired: Vec<String> = sessions
        .iter()
        .flat_map(|session| &session.reasons)
        .flat_map(|reason| reason.rules.iter().cloned())
        .chain(level.rules.iter().cloned())
        .collect();
    rules_fired.sort();
    rules_fired.dedup();
    Some(CutPlan {
        from: input.today,
        level,
        phases,
        usual_speed: speed,
        n_past: ahead.n_past,
        sessions,
        weeks,
        problems: plan.problems.clone(),
        notes,
        rules_fired,
    })
}

/// The middle speed of the runs of the window; `None` while they are too few to know.
fn usual_speed(input: &Input<'_>, ledger: &LedgerTable) -> Option<Speed> {
    let from = before(input.today, i64::from(ledger.single_run.window_days));
    let mut speeds: Vec<Speed> = input
        .runs
        .iter()
        .filter(|run| (from..=input.today).contains(&run.day) && run.timer.as_s() > 0.0)
        .map(|run| run.distance / run.timer)
        .filter(|speed| speed.as_m_per_s() > 0.0)
        .collect();
    let enough = u32::try_from(speeds.len()).is_ok_and(|n| n >= ledger.least_runs.value);
    speeds.sort_by(Speed::total_cmp);
    let middle = speeds.len().saturating_sub(1) / 2;
    speeds.get(middle).copied().filter(|_| enough)
}

/// What holds for the whole of it.
fn notes(
    found: &[Found<'_>],
    rules: &Rules<'_>,
    phases: &Phases,
    ahead: &placed::Ahead<'_>,
    speed: Option<Speed>,
) -> Vec<Message> {
    let mut notes = Vec::new();
    if ahead.n_past > 0 {
        notes.push(Message::new("plan-cut-note-past").number("n", f64::from(ahead.n_past)));
    }
    if ahead.sessions.iter().any(|one| one.placed) {
        notes.push(Message::plain("plan-cut-note-placed"));
    }
    let by_time = |one: &placed::Placed<'_>| {
        one.session.kind.may_be_a_run()
            && one.session.duration.is_some()
            && (one.session.distance.is_none() || one.session.in_parts)
    };
    if ahead.sessions.iter().any(by_time) {
        notes.push(match speed {
            Some(speed) => Message::new("plan-cut-note-speed")
                .number("min_per_km", 1000.0 / 60.0 / speed.as_m_per_s()),
            None => Message::plain("plan-cut-note-no-speed"),
        });
    }
    if rules.held {
        notes.push(Message::plain("plan-cut-note-held"));
    }
    if phases.run_from.is_none() {
        notes.push(Message::plain("plan-cut-note-no-running-yet"));
    } else if phases.grow_from.is_some() {
        notes.push(Message::plain("plan-cut-note-conditional"));
    }
    if phases.intense_from.is_none() {
        notes.extend(phases.intense_waits_for.iter().map(|criterion| {
            Message::new("plan-cut-note-waits-for").message("criterion", criterion.clone())
        }));
    }
    if found
        .iter()
        .any(|one| one.knee.complaint.condition == trochlea_knowledge::Protocol::Itbs)
    {
        notes.push(Message::plain("plan-ground-flat-centre"));
    }
    notes
}

/// The Monday on or before a day.
pub(crate) fn monday_of(day: Date) -> Date {
    before(day, i64::from(day.weekday().to_monday_zero_offset()))
}
