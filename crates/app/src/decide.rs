//! From what the store keeps to today's decision, and the decision kept with what it was made
//! from.

use anyhow::Context;
use jiff::ZonedDateTime;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use trochlea_assess::{Assessment, CASE_SCHEMA, Case, assess, check_case};
use trochlea_knowledge::Knowledge;
use trochlea_plan::{RunDay, Stated};
use trochlea_store::{ContentHash, Json, NewDecision, Store};

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
}

/// The case as the store knows it now.
pub(crate) async fn case(
    store: &Store,
    now: &ZonedDateTime,
    knowledge: &Knowledge,
) -> anyhow::Result<Case> {
    let said = Said::read(store).await?;
    let Habits {
        run_days,
        started_on,
        stated,
        mastered,
    } = said.habits;
    let earliest = trochlea_assess::earliest_day(now.date(), started_on, knowledge);
    Ok(Case {
        schema: CASE_SCHEMA.to_owned(),
        now: now.datetime(),
        runner: said.runner,
        answers: said.answers,
        clearances: said.clearances,
        spots: said.spots.unwrap_or_default(),
        diary: said.diary,
        runs: runs::since(store, earliest).await?,
        measures: said.measures,
        run_days,
        started_on,
        stated,
        mastered,
    })
}

/// Decides on what the store knows now.
pub(crate) async fn current(
    store: &Store,
    now: &ZonedDateTime,
    knowledge: &Knowledge,
) -> anyhow::Result<Assessment> {
    let case = checked(store, now, knowledge).await?;
    let assessment = assess(&case, knowledge)?;
    keep(store, now, &case, &assessment).await?;
    Ok(assessment)
}

/// Like [`current`], while the questions are still being answered: nothing is decided yet, so
/// nothing is kept.
pub(crate) async fn assessed(
    store: &Store,
    now: &ZonedDateTime,
    knowledge: &Knowledge,
) -> anyhow::Result<Assessment> {
    Ok(assess(&checked(store, now, knowledge).await?, knowledge)?)
}

async fn checked(
    store: &Store,
    now: &ZonedDateTime,
    knowledge: &Knowledge,
) -> anyhow::Result<Case> {
    let case = case(store, now, knowledge).await?;
    check_case(&case, knowledge).context("what is stored does not make a case")?;
    Ok(case)
}

/// Keeps a decision once a day for the same facts: looking at a page twice is one decision.
async fn keep(
    store: &Store,
    now: &ZonedDateTime,
    case: &Case,
    assessment: &Assessment,
) -> anyhow::Result<()> {
    let facts = Case {
        now: case.now.date().at(0, 0, 0, 0),
        ..case.clone()
    };
    let of_facts = serde_json::to_vec(&(&facts, &assessment.rule_set))?;
    let facts = ContentHash::of(&of_facts).to_string();
    let latest = store.latest_decision().await?;
    if latest.is_some_and(|latest| latest.id.starts_with(&facts)) {
        return Ok(());
    }
    store
        .record_decision(&NewDecision {
            id: format!("{facts}-{}", now.timestamp().as_millisecond()),
            at: now.timestamp(),
            rule_set: assessment.rule_set.hash.clone(),
            engine_version: assessment.engine_version.to_owned(),
            input: Json::of(case)?,
            output: Json::of(assessment)?,
        })
        .await?;
    Ok(())
}
