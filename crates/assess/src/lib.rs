//! One function: a case in, an assessment out.
//!
//! [`assess`] asks the red flags first, then where it hurts, then what may be run, and keeps
//! every intermediate, so that each line can be explained. It reads no clock: the moment is in
//! the case.

mod assessment;
mod case;
mod cut;
mod learn;
mod referral;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};
use trochlea_cause::{Causes, Shoe};
use trochlea_knowledge::{ActionLevel, Gate, Knowledge, Protocol, Provenance};
use trochlea_ledger::{History, LedgerError, RunId};
use trochlea_outcome::OutcomeReport;
use trochlea_plan::{Complaint, CourseSignal, CourseSignalKind, GateStatus, Plan, Stage};
use trochlea_programme::{CrossTraining, Programme, Retraining, Routine};
use trochlea_quantity::Side;
use trochlea_symptom::{
    Blocked, Diary, DiaryDefinitions, Measure, ScreenInput, Screening, Signals, screen,
};
use trochlea_triage::{KneeRanking, Outcome, RankInput};

pub use assessment::{ASSESSMENT_SCHEMA, Assessment, Disposition, FiredRule};
pub use case::{CASE_SCHEMA, Case, CaseError, check_case, read_case};
pub use cut::{CutOutcome, cut};
pub use learn::ShownCard;
pub use referral::{LadderStep, ladder};

/// Assesses a case that [`read_case`] or [`check_case`] has passed.
///
/// The same case and the same tables give the same assessment, on every machine.
///
/// # Errors
/// When the runs cannot be true; [`check_case`] refuses such a case before.
pub fn assess(case: &Case, knowledge: &Knowledge) -> Result<Assessment, LedgerError> {
    let today = case.now.date();
    let diary = Diary::read(&case.diary);
    let ranking = ranked(case, knowledge);
    let complaints = complaints(&ranking);
    let causes = causes(case, &ranking, &diary, knowledge);
    let before_history = plan_input(case, &complaints, &diary, None);
    let provoking = trochlea_plan::provoking_runs(&before_history, &knowledge.protocols);
    let history = trochlea_ledger::history(&case.runs, &provoking, today, &knowledge.ledger)?;
    let input = trochlea_plan::Input {
        history: Some(&history),
        ..before_history
    };
    let signals = trochlea_plan::course_signals(&input, &knowledge.protocols);
    let screening = screening(case, &signals, knowledge);
    let (plan, running_blocked) = match screening.cleared_to_run() {
        Ok(cleared) if !complaints.is_empty() => (
            Some(trochlea_plan::decide(cleared, &input, &knowledge.protocols)),
            None,
        ),
        Ok(_) => (None, None),
        Err(blocked) => (None, Some(blocked)),
    };
    let beside = beside(
        case,
        &complaints,
        &diary,
        plan.as_ref(),
        &screening,
        knowledge,
    );
    let disposition = disposition(case, &screening, &ranking, plan.as_ref());
    let learn = learn::cards(
        &learn::Known {
            case,
            disposition,
            ranking: &ranking,
            plan: plan.as_ref(),
            signals: &signals,
            diary: &diary,
        },
        &knowledge.cards,
    );
    let retraining = retraining(
        case,
        &complaints,
        &diary,
        plan.as_ref(),
        &screening,
        knowledge,
    );
    let Beside {
        programme,
        routines,
        cross_training,
        strength_blocked,
    } = beside;
    let outcomes = outcomes(case, &input, &provoking, plan.as_ref(), knowledge);
    Ok(Assessment {
        schema: ASSESSMENT_SCHEMA,
        engine_version: env!("CARGO_PKG_VERSION"),
        rule_set: knowledge.rule_set.clone(),
        now: case.now,
        disposition,
        rules_fired: rules_fired(
            &screening,
            plan.as_ref(),
            programme.as_ref(),
            retraining.as_ref(),
            knowledge,
        ),
        screening,
        ranking,
        downhill_repetitions: plan.as_ref().and_then(|plan| {
            let rule = &knowledge.causes.downhill_repetitions;
            trochlea_plan::downhill_repetitions(plan, &causes, &input, rule)
        }),
        causes,
        plan,
        running_blocked,
        programme,
        young: trochlea_programme::young(&knowledge.young, case.runner.age_years),
        routines,
        cross_training,
        retraining,
        strength_blocked,
        signals,
        history,
        diary,
        outcomes,
        learn,
    })
}

/// The runs that provoked a setback by any way back that is still possible: they raise no base and
/// no limit, wherever one is shown.
pub fn provoking_runs(case: &Case, knowledge: &Knowledge) -> BTreeSet<RunId> {
    let diary = Diary::read(&case.diary);
    let complaints = complaints(&ranked(case, knowledge));
    let input = plan_input(case, &complaints, &diary, None);
    trochlea_plan::provoking_runs(&input, &knowledge.protocols)
}

/// The earliest day whose runs can change an assessment made on `today`. Of older runs the newest
/// alone can: it tells how long ago the last run was when there is no later one.
///
/// `pain_onset` is the day the causes count back from, see [`trochlea_cause::pain_onset`]; `shoes`
/// are those whose distance is counted.
pub fn earliest_day(
    today: Date,
    started_on: Option<Date>,
    pain_onset: Option<Date>,
    shoes: &[Shoe],
    knowledge: &Knowledge,
) -> Date {
    let of_causes = pain_onset
        .map(|onset| trochlea_cause::earliest_day(onset, &knowledge.causes, &knowledge.ledger));
    let of_shoes = shoes.iter().map(|shoe| shoe.stated_on).min();
    trochlea_plan::earliest_day(today, started_on, &knowledge.protocols)
        .min(trochlea_ledger::earliest_day(today, &knowledge.ledger))
        .min(of_causes.unwrap_or(today))
        .min(of_shoes.unwrap_or(today))
}

fn causes(case: &Case, ranking: &[KneeRanking], diary: &Diary, knowledge: &Knowledge) -> Causes {
    let sides: Vec<_> = ranking.iter().map(|knee| knee.side).collect();
    let mut conditions: Vec<_> = ranking
        .iter()
        .flat_map(|knee| knee.programmes.iter().cloned())
        .collect();
    conditions.dedup();
    let input = trochlea_cause::Input {
        now: case.now,
        sides: &sides,
        conditions: &conditions,
        runs: &case.runs,
        diary,
        answers: &case.answers,
        measures: &case.measures,
        shoes: &case.shoes,
        pain_since: case.stated.pain_since,
        usual_week: case.stated.usual_week,
    };
    let tables = trochlea_cause::Tables {
        causes: &knowledge.causes,
        ledger: &knowledge.ledger,
        findings: &knowledge.findings,
    };
    trochlea_cause::causes(&input, tables)
}

fn ranked(case: &Case, knowledge: &Knowledge) -> Vec<KneeRanking> {
    let valid_days = knowledge.protocols.measure_valid_days.whole();
    let measures: Vec<Measure> = case
        .measures
        .iter()
        .filter(|measure| is_new_enough(measure, case.now.date(), valid_days))
        .cloned()
        .collect();
    trochlea_triage::rank(
        &knowledge.conditions,
        &RankInput {
            spots: &case.spots,
            answers: &case.answers,
            measures: &measures,
            age_years: case.runner.age_years,
            setting: case.setting,
        },
    )
}

/// Whether a finding is of the last days in which it still counts, and not of tomorrow.
fn is_new_enough(measure: &Measure, today: Date, valid_days: i64) -> bool {
    let days = (today - measure.at.date()).get_days();
    (0..=valid_days).contains(&i64::from(days))
}

/// Every pattern that is still possible, on both knees; none at all when a knee hurts for which
/// there is no way back here: its owner runs on both.
fn complaints(ranking: &[KneeRanking]) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for knee in ranking {
        let protocols: Option<Vec<Protocol>> = knee
            .programmes
            .iter()
            .map(|condition| Protocol::for_condition(condition.as_str()))
            .collect();
        match protocols {
            Some(protocols) if !protocols.is_empty() => {
                complaints.extend(protocols.into_iter().map(|condition| Complaint {
                    side: knee.side,
                    condition,
                }));
            }
            _ => return Vec::new(),
        }
    }
    complaints
}

fn plan_input<'a>(
    case: &'a Case,
    complaints: &'a [Complaint],
    diary: &'a Diary,
    history: Option<&'a History>,
) -> trochlea_plan::Input<'a> {
    trochlea_plan::Input {
        today: case.now.date(),
        complaints,
        runs: &case.runs,
        history,
        diary,
        measures: &case.measures,
        run_days: &case.run_days,
        started_on: case.started_on,
        stated: case.stated,
    }
}

fn screening(case: &Case, course: &[CourseSignal], knowledge: &Knowledge) -> Screening {
    let today = case.now.date();
    let holds = |kind| {
        course
            .iter()
            .any(|signal| signal.kind == kind)
            .then_some(today)
    };
    let signals = Signals {
        no_improvement: holds(CourseSignalKind::NoImprovement),
        pain_rising: holds(CourseSignalKind::RisingTwoWeeks),
        flares_in_a_row: holds(CourseSignalKind::TwoFlaresInARow),
        severe_pain: holds(CourseSignalKind::Severe),
    };
    let input = ScreenInput {
        runner: &case.runner,
        spots: &case.spots,
        answers: &case.answers,
        clearances: &case.clearances,
        diary: &case.diary,
        signals: &signals,
        now: case.now,
    };
    screen(&knowledge.red_flags, &input)
}

/// What is done beside running.
struct Beside {
    programme: Option<Programme>,
    routines: Vec<Routine>,
    cross_training: Option<CrossTraining>,
    strength_blocked: Option<Blocked>,
}

fn beside(
    case: &Case,
    complaints: &[Complaint],
    diary: &Diary,
    plan: Option<&Plan>,
    screening: &Screening,
    knowledge: &Knowledge,
) -> Beside {
    let nothing = |strength_blocked| Beside {
        programme: None,
        routines: Vec::new(),
        cross_training: None,
        strength_blocked,
    };
    let cleared = match screening.cleared_for_strength() {
        Ok(cleared) => cleared,
        Err(blocked) => return nothing(Some(blocked)),
    };
    if complaints.is_empty() {
        return nothing(None);
    }
    let conditions = conditions(complaints);
    let input = trochlea_programme::Input {
        today: case.now.date(),
        conditions: &conditions,
        started_on: case.started_on,
        pain_free_days: pain_free_days(case, complaints, diary, knowledge),
        may_train_fully: plan.is_some_and(may_train_fully),
        mastered: &case.mastered,
        chosen_sets: &case.chosen_sets,
        equipment: case.equipment.as_deref(),
        measures: &case.measures,
        runs: &case.runs,
        diary,
    };
    let is_cut = |plan: &Plan| plan.stages.iter().any(|stage| stage.stage != Stage::Full);
    Beside {
        programme: Some(trochlea_programme::strength(cleared, &input, knowledge)),
        routines: trochlea_programme::routines(cleared, &input, knowledge),
        cross_training: plan.map(|plan| {
            trochlea_programme::cross_training(cleared, is_cut(plan), &input, knowledge)
        }),
        strength_blocked: None,
    }
}

fn conditions(complaints: &[Complaint]) -> Vec<(Side, Protocol)> {
    let each = complaints.iter();
    each.map(|it| (it.side, it.condition)).collect()
}

fn retraining(
    case: &Case,
    complaints: &[Complaint],
    diary: &Diary,
    plan: Option<&Plan>,
    screening: &Screening,
    knowledge: &Knowledge,
) -> Option<Retraining> {
    let cleared = screening.cleared_to_run().ok()?;
    let stages = &plan?.stages;
    let input = trochlea_programme::RetrainingInput {
        today: case.now.date(),
        conditions: &conditions(complaints),
        may_run: stages.iter().all(|stage| stage.stage != Stage::Rest),
        since: retraining_since(case, knowledge),
        runs: &case.runs,
        diary,
        measures: &case.measures,
    };
    Some(trochlea_programme::retraining(cleared, &input, knowledge))
}

/// The start of the steps, if the runs that it is held against are in reach: an older course is
/// over, and no older run may change an assessment.
fn retraining_since(case: &Case, knowledge: &Knowledge) -> Option<Date> {
    let from = earliest_day(case.now.date(), case.started_on, None, &[], knowledge);
    let own = knowledge.retraining.own_days.whole();
    case.retraining_since
        .filter(|since| since.saturating_sub(own.days()) >= from)
}

/// Looks back; what it finds moves neither plan nor gates, which are made before.
fn outcomes(
    case: &Case,
    input: &trochlea_plan::Input<'_>,
    provoking: &BTreeSet<RunId>,
    plan: Option<&Plan>,
    knowledge: &Knowledge,
) -> OutcomeReport {
    let sides: Vec<Side> = case.spots.iter().map(|spot| spot.side).collect();
    let setbacks: Vec<(Side, Date)> = trochlea_plan::setbacks(input, &knowledge.protocols)
        .iter()
        .map(|flare| (flare.side, flare.from))
        .collect();
    let looked_back = trochlea_outcome::Input {
        today: case.now.date(),
        started_on: case.started_on,
        sides: &sides,
        runs: &case.runs,
        runs_from: earliest_day(case.now.date(), case.started_on, None, &[], knowledge),
        provoking,
        setbacks: &setbacks,
        diary: input.diary,
        measures: &case.measures,
        answers: &case.answers,
        scores: &case.outcomes,
        pain_at_most: plan.map(|plan| plan.pain_at_most),
        may_train_fully: plan.map(may_train_fully),
        adherence_share: trochlea_plan::strength_share(input, &knowledge.protocols),
    };
    trochlea_outcome::outcomes(&looked_back, &knowledge.outcomes, &knowledge.protocols)
}

/// Days of the painless stretch that reaches today, of all complaints the shortest.
fn pain_free_days(
    case: &Case,
    complaints: &[Complaint],
    diary: &Diary,
    knowledge: &Knowledge,
) -> i64 {
    let today = case.now.date();
    let definitions = DiaryDefinitions::from_table(&knowledge.protocols);
    let run_days: BTreeMap<String, Date> = case
        .runs
        .iter()
        .map(|run| (run.id.0.clone(), run.day))
        .collect();
    let of_knee = |side| {
        diary
            .pain_free_stretches(side, today, &run_days, definitions)
            .as_of(today)
            .map_or(0, |stretch| stretch.days())
    };
    complaints
        .iter()
        .map(|complaint| of_knee(complaint.side))
        .min()
        .unwrap_or(0)
}

fn may_train_fully(plan: &Plan) -> bool {
    plan.gates
        .iter()
        .filter(|gate| gate.gate == Gate::MayTrainFully)
        .all(|gate| gate.status == GateStatus::Passed)
}

/// The gravest of what the red flags, the location and the course say.
fn disposition(
    case: &Case,
    screening: &Screening,
    ranking: &[KneeRanking],
    plan: Option<&Plan>,
) -> Disposition {
    match screening.level {
        Some(ActionLevel::Emergency) => return Disposition::Emergency,
        Some(ActionLevel::Urgent) => return Disposition::Urgent,
        Some(ActionLevel::Routine) | None => {}
    }
    let is_open = |knee: &KneeRanking| knee.outcome == Outcome::NotEnoughInformation;
    if !screening.complete() || case.spots.is_empty() || ranking.iter().any(is_open) {
        return Disposition::AnswerFirst;
    }
    let Some(plan) = plan else {
        return Disposition::SeeProfessional;
    };
    let is_sent = screening.level.is_some()
        || plan.calls_professional
        || ranking.iter().any(|knee| knee.see_professional.is_some());
    if is_sent {
        Disposition::ProceedAndSeeProfessional
    } else {
        Disposition::Proceed
    }
}

/// Rows of the tables that had a part, in the order of their ids.
fn rules_fired(
    screening: &Screening,
    plan: Option<&Plan>,
    programme: Option<&Programme>,
    retraining: Option<&Retraining>,
    knowledge: &Knowledge,
) -> Vec<FiredRule> {
    let mut fired: BTreeSet<&str> = screening.flags.iter().map(|it| it.id.as_str()).collect();
    fired.extend(
        plan.into_iter()
            .flat_map(|it| it.rules_fired.iter().map(String::as_str)),
    );
    fired.extend(
        programme
            .into_iter()
            .flat_map(|it| it.rules_fired.iter().map(String::as_str)),
    );
    fired.extend(
        retraining
            .into_iter()
            .flat_map(|it| it.rules_fired.iter().map(String::as_str)),
    );
    fired
        .into_iter()
        .filter_map(|id| {
            Some(FiredRule {
                id: id.to_owned(),
                provenance: provenance(id, knowledge)?.clone(),
            })
        })
        .collect()
}

fn provenance<'a>(id: &str, knowledge: &'a Knowledge) -> Option<&'a Provenance> {
    let rule = knowledge.protocols.rule(id).map(|it| &it.provenance);
    let criteria = &knowledge.protocols.criteria;
    let flags = &knowledge.red_flags.flags;
    let exercises = &knowledge.exercises.exercise;
    rule.or_else(|| {
        criteria
            .iter()
            .find(|it| it.id == id)
            .map(|it| &it.provenance)
    })
    .or_else(|| flags.iter().find(|it| it.id == id).map(|it| &it.provenance))
    .or_else(|| {
        exercises
            .iter()
            .find(|it| it.id == id)
            .map(|it| &it.provenance)
    })
    .or_else(|| knowledge.routines.provenance(id))
    .or_else(|| {
        let mut rules = knowledge.retraining.rules();
        rules.find(|it| it.id == id).map(|it| &it.provenance)
    })
}
