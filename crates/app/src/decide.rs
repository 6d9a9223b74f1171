//! From what the store keeps to today's decision, and the decision kept with what it was made
//! from.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use jiff::civil::Date;
use jiff::{Timestamp, ZonedDateTime};
use serde::{Deserialize, Serialize};
use trochlea_assess::{Assessment, CASE_SCHEMA, Case, CutOutcome, assess, check_case};
use trochlea_cause::Shoe;
use trochlea_knowledge::{Equipment, Knowledge, Message, Setting};
use trochlea_ledger::RunId;
use trochlea_plan::{RunDay, Stated};
use trochlea_report::CutPlanDocument;
use trochlea_schedule::TrainingPlan;
use trochlea_store::{EventKind, Json, NewDecision, NewEvent, Store, StoreError};
use trochlea_symptom::{Blocked, Diary};

use crate::runs;
use crate::said::Said;

/// How the runner runs, as they stated it; the newest counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Habits {
    /// Days that suit for running; empty means any.
    #[serde(default)]
    pub(crate) run_days: Vec<RunDay>,
    /// The day the way back began.
    #[serde(default)]
    pub(crate) started_on: Option<Date>,
    /// Usual week, onset distance and usual morning.
    #[serde(default)]
    pub(crate) stated: Stated,
    /// Exercises called easy.
    #[serde(default)]
    pub(crate) mastered: Vec<String>,
    /// Shoes, those that were given up among them.
    #[serde(default)]
    pub(crate) shoes: Vec<Shoe>,
    /// Where the runner comes with it.
    #[serde(default)]
    pub(crate) setting: Setting,
    /// Sets of exercises chosen.
    #[serde(default)]
    pub(crate) chosen_sets: Vec<String>,
    /// What there is for exercising; `None` when not said.
    #[serde(default)]
    pub(crate) equipment: Option<Vec<Equipment>>,
    /// The day the shorter, quicker steps began.
    #[serde(default)]
    pub(crate) retraining_since: Option<Date>,
}

impl Habits {
    /// Keeps what changes in what was stated; the rest stays as it was.
    pub(crate) async fn change(
        store: &Store,
        now: Timestamp,
        change: impl FnOnce(Self) -> Self,
    ) -> anyhow::Result<()> {
        let habits = change(Said::read(store).await?.habits);
        let event = NewEvent {
            id: format!("habits-{}", now.as_nanosecond()),
            kind: EventKind::Habits,
            at: now,
            replaces: None,
            document: Json::of(&habits)?,
        };
        store.append(&[event]).await?;
        Ok(())
    }
}

/// The case of a store, remembered until the store changes: a long history takes longer to read
/// than to decide on.
#[derive(Debug, Default)]
pub(crate) struct Memory(Mutex<Option<Remembered>>);

#[derive(Clone, Debug)]
struct Remembered {
    revision: i64,
    /// The day decides which runs are in reach.
    day: Date,
    case: Case,
}

impl Memory {
    /// The case as the store knows it now, checked.
    async fn recall(
        &self,
        store: &Store,
        now: &ZonedDateTime,
        knowledge: &Knowledge,
    ) -> anyhow::Result<Remembered> {
        // Before the rest: what is written in between is then read again next time.
        let revision = store.revision().await?;
        let day = now.date();
        let known = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(mut known) = known.filter(|one| one.revision == revision && one.day == day) {
            known.case.now = now.datetime();
            return Ok(known);
        }
        let case = read(store, now, knowledge).await?;
        check_case(&case, knowledge).context("what is stored does not make a case")?;
        let read = Remembered {
            revision,
            day,
            case,
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(read.clone());
        Ok(read)
    }
}

async fn read(store: &Store, now: &ZonedDateTime, knowledge: &Knowledge) -> anyhow::Result<Case> {
    let said = Said::read(store).await?;
    let Habits {
        run_days,
        started_on,
        stated,
        mastered,
        shoes,
        setting,
        chosen_sets,
        equipment,
        retraining_since,
    } = said.habits;
    let today = now.date();
    let onset = trochlea_cause::pain_onset(&Diary::read(&said.diary), stated.pain_since, today);
    let earliest = trochlea_assess::earliest_day(today, started_on, onset.day, &shoes, knowledge);
    Ok(Case {
        schema: CASE_SCHEMA.to_owned(),
        now: now.datetime(),
        runner: said.runner,
        setting,
        answers: said.answers,
        clearances: said.clearances,
        spots: said.spots.unwrap_or_default(),
        diary: said.diary,
        runs: runs::since(store, earliest).await?,
        measures: said.measures,
        outcomes: said.outcomes,
        run_days,
        started_on,
        stated,
        mastered,
        shoes,
        chosen_sets,
        equipment,
        retraining_since,
    })
}

/// Decides on what the store knows now.
pub(crate) async fn current(
    store: &Store,
    memory: &Memory,
    now: &ZonedDateTime,
    knowledge: &Knowledge,
) -> anyhow::Result<Assessment> {
    Ok(with_case(store, memory, now, knowledge).await?.1)
}

/// Like [`current`], with the case it was decided on: a letter names both.
pub(crate) async fn with_case(
    store: &Store,
    memory: &Memory,
    now: &ZonedDateTime,
    knowledge: &Knowledge,
) -> anyhow::Result<(Case, Assessment)> {
    let known = memory.recall(store, now, knowledge).await?;
    let assessment = assess(&known.case, knowledge)?;
    keep(store, now, &known, &assessment).await?;
    Ok((known.case, assessment))
}

/// The runs that provoked a setback, by what the store knows now: no base for any limit.
pub(crate) async fn provoking(
    store: &Store,
    memory: &Memory,
    now: &ZonedDateTime,
    knowledge: &Knowledge,
) -> anyhow::Result<BTreeSet<RunId>> {
    let known = memory.recall(store, now, knowledge).await?;
    Ok(trochlea_assess::provoking_runs(&known.case, knowledge))
}

/// Like [`current`], while the questions are still being answered: nothing is decided yet, so
/// nothing is kept.
pub(crate) async fn assessed(
    store: &Store,
    now: &ZonedDateTime,
    knowledge: &Knowledge,
) -> anyhow::Result<Assessment> {
    let known = Memory::default().recall(store, now, knowledge).await?;
    Ok(assess(&known.case, knowledge)?)
}

/// Cuts a training plan by what the store knows now. Nothing is decided for today, so nothing is
/// kept.
pub(crate) async fn cut(
    store: &Store,
    memory: &Memory,
    now: &ZonedDateTime,
    knowledge: &Knowledge,
    plan: &TrainingPlan,
) -> anyhow::Result<CutPlanDocument> {
    let known = memory.recall(store, now, knowledge).await?;
    let outcome = trochlea_assess::cut(&known.case, plan, knowledge)?;
    Ok(match outcome {
        CutOutcome::Cut(cut) => CutPlanDocument::of(*cut),
        CutOutcome::Blocked(blocked) => {
            CutPlanDocument::without(no_plan(&blocked), plan.problems.clone())
        }
        CutOutcome::NoWayBack => CutPlanDocument::without(
            vec![Message::plain("plan-rest-no-way-back")],
            plan.problems.clone(),
        ),
    })
}

/// Why running is not cleared: the flags, else the questions that are open, else what nobody knows.
fn no_plan(blocked: &Blocked) -> Vec<Message> {
    let n_unasked = blocked.unasked.len();
    if blocked.flags.is_empty() && n_unasked > 0 {
        let open = Message::new("plan-cut-questions-open").number("n", n_unasked as f64);
        return vec![open];
    }
    let known = blocked.flags.iter().chain(&blocked.unknown);
    known.map(|one| one.message.clone()).collect()
}

/// Keeps a decision once a day for the same facts: looking at a page twice is one decision.
async fn keep(
    store: &Store,
    now: &ZonedDateTime,
    known: &Remembered,
    assessment: &Assessment,
) -> anyhow::Result<()> {
    let Remembered { revision, day, .. } = known;
    let (rules, engine) = (&assessment.rule_set.hash, assessment.engine_version);
    let id = format!("{revision}-{day}-{rules}-{engine}");
    if store.has_decision(&id).await? {
        return Ok(());
    }
    let kept = store
        .record_decision(&NewDecision {
            id,
            at: now.timestamp(),
            rule_set: rules.clone(),
            engine_version: engine.to_owned(),
            input: Json::of(&known.case)?,
            output: Json::of(assessment)?,
        })
        .await;
    match kept {
        // Another page decided the same meanwhile, a moment earlier.
        Ok(_) | Err(StoreError::IdTaken { .. }) => Ok(()),
        Err(fault) => Err(fault.into()),
    }
}
