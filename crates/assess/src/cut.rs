use trochlea_knowledge::Knowledge;
use trochlea_ledger::LedgerError;
use trochlea_plan::CutPlan;
use trochlea_schedule::TrainingPlan;
use trochlea_symptom::{Blocked, Diary};

use crate::Case;
use crate::{complaints, plan_input, ranked, screening};

/// What becomes of somebody else's training plan.
#[derive(Clone, Debug, PartialEq)]
pub enum CutOutcome {
    /// It was cut.
    Cut(Box<CutPlan>),
    /// Running is not cleared: no plan, and why.
    Blocked(Blocked),
    /// No complaint has a way back here.
    NoWayBack,
}

/// Cuts a training plan to what the case bears, by the same screening and the same caps as
/// [`crate::assess`].
///
/// # Errors
/// When the runs cannot be true, as [`crate::assess`].
pub fn cut(
    case: &Case,
    plan: &TrainingPlan,
    knowledge: &Knowledge,
) -> Result<CutOutcome, LedgerError> {
    let diary = Diary::read(&case.diary);
    let complaints = complaints(&ranked(case, knowledge));
    let before_history = plan_input(case, &complaints, &diary, None);
    let protocols = &knowledge.protocols;
    let provoking = trochlea_plan::provoking_runs(&before_history, protocols);
    let today = case.now.date();
    let history = trochlea_ledger::history(&case.runs, &provoking, today, &knowledge.ledger)?;
    let input = trochlea_plan::Input {
        history: Some(&history),
        ..before_history
    };
    let signals = trochlea_plan::course_signals(&input, protocols);
    let screening = screening(case, &signals, knowledge);
    let cleared = match screening.cleared_to_run() {
        Ok(cleared) => cleared,
        Err(blocked) => return Ok(CutOutcome::Blocked(blocked)),
    };
    let strength = screening.cleared_for_strength().ok();
    let tables = (protocols, &knowledge.ledger);
    let cut = trochlea_plan::cut(cleared, strength, &input, tables, plan);
    Ok(cut.map_or(CutOutcome::NoWayBack, |cut| CutOutcome::Cut(Box::new(cut))))
}
