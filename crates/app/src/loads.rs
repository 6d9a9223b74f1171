//! What loaded the knee, gathered from recordings and diary as the ledger takes it.

use std::collections::BTreeMap;

use anyhow::Context;
use jiff::ZonedDateTime;
use jiff::civil::Date;
use trochlea_gait::Activity;
use trochlea_knowledge::{Knowledge, LoadTable};
use trochlea_ledger::{LoadHistory, LoadItem, LoadKind, load_history};
use trochlea_load::{Baseline, DrawnLoad, Interval, LoadModel, RunLoad};
use trochlea_quantity::Shares;
use trochlea_store::{Run, RunQuery, Store};
use trochlea_symptom::{Diary, StrengthDone};

use crate::decide::{self, Memory};
use crate::engine::stored_baseline;
use crate::runs;
use crate::said::Said;

/// The sport of recordings that the table has a figure for, and its name there.
const CYCLING: &str = "cycling";

/// Times and shapes of tasks are house values.
const ASSUMED: Shares = Shares {
    measured: 0.0,
    estimated: 0.0,
    assumed: 1.0,
};

/// All loads as seen now. Runs that provoked a setback are no base for the single run.
pub(crate) async fn seen(
    store: &Store,
    memory: &Memory,
    knowledge: &Knowledge,
    now: &ZonedDateTime,
) -> anyhow::Result<LoadHistory> {
    let today = now.date();
    let provoking = decide::provoking(store, memory, now, knowledge).await?;
    let baseline = stored_baseline(store, knowledge).await?;
    let source = Source {
        model: LoadModel::new(&knowledge.load, &knowledge.load_fit, &knowledge.gait),
        baseline: &baseline,
    };
    let query = RunQuery {
        from: Some(trochlea_ledger::earliest_day(today, &knowledge.ledger)),
        with_summary: true,
        ..RunQuery::default()
    };
    let mut items = Vec::new();
    for run in store.runs(&query).await? {
        items.extend(source.of_session(run)?);
    }
    let diary = Diary::read(&Said::read(store).await?.diary);
    items.extend(source.of_strength(&diary));
    items.extend(source.of_activities(&diary, &knowledge.load));
    load_history(&items, &provoking, today, &baseline.id, &knowledge.ledger)
        .context("some loads are relative to another baseline: trochlea recompute")
}

/// What the newest run cost by the guard, and its day; `None` when the newest session is no run.
pub(crate) async fn newest_run(store: &Store) -> anyhow::Result<Option<(Date, Interval)>> {
    let query = RunQuery {
        with_summary: true,
        limit: Some(1),
        ..RunQuery::default()
    };
    let newest = store.runs(&query).await?.into_iter().next();
    let Some(newest) = newest else {
        return Ok(None);
    };
    let summary = runs::summary(&newest)?;
    let load = summary.load.filter(|_| summary.session.is_run);
    Ok(newest
        .day
        .zip(load)
        .map(|(day, load)| (day, load.flat_equivalent_km_guard)))
}

struct Source<'a> {
    model: LoadModel,
    baseline: &'a Baseline,
}

impl Source<'_> {
    fn of_session(&self, run: Run) -> anyhow::Result<Option<LoadItem>> {
        let id = run.id.to_string();
        let Some(day) = run.day else { return Ok(None) };
        let summary = runs::summary(&run)?;
        let session = &summary.session;
        let km = session.distance.map_or(0.0, |it| it.as_km());
        let minutes = session.timer.map_or(0.0, |it| it.as_min());
        let on_foot = |kind, load: Option<RunLoad>| LoadItem {
            day,
            kind,
            id: id.clone(),
            amount: km,
            unit: "km".to_owned(),
            origin: load.as_ref().map(|load| load.origin).unwrap_or_default(),
            load: load.map(|load| load.draws),
        };
        Ok(Some(match (session.activity, session.sport.as_deref()) {
            (Activity::Run, _) => on_foot(LoadKind::Run, summary.load),
            (Activity::Walk, _) => on_foot(LoadKind::Walk, summary.load),
            (_, Some(sport)) => LoadItem {
                day,
                kind: LoadKind::OtherSport,
                id: sport.to_owned(),
                amount: minutes,
                unit: "minute".to_owned(),
                load: self.task(CYCLING, minutes).filter(|_| sport == CYCLING),
                origin: ASSUMED,
            },
            (_, None) => return Ok(None),
        }))
    }

    /// Of each exercise and day the larger of what was told about the two knees: a ledger is of
    /// one knee, and the work is mostly done on both.
    fn of_strength(&self, diary: &Diary) -> Vec<LoadItem> {
        let mut done: BTreeMap<(Date, &str), f64> = BTreeMap::new();
        for day in &diary.days {
            let mut of_side: BTreeMap<&str, f64> = BTreeMap::new();
            for StrengthDone {
                exercise,
                sets,
                reps,
                ..
            } in &day.strength
            {
                *of_side.entry(exercise).or_default() += f64::from(*sets) * f64::from(*reps);
            }
            for (exercise, amount) in of_side {
                let most = done.entry((day.day, exercise)).or_default();
                *most = most.max(amount);
            }
        }
        done.into_iter()
            .map(|((day, exercise), amount)| LoadItem {
                day,
                kind: LoadKind::Exercise,
                id: exercise.to_owned(),
                amount,
                unit: "repetition".to_owned(),
                load: self
                    .model
                    .task_of_exercise(exercise)
                    .and_then(|task| self.task(&task.id, amount)),
                origin: ASSUMED,
            })
            .collect()
    }

    /// Stairs and other sports, which both knees share: of two knees the larger amount counts.
    fn of_activities(&self, diary: &Diary, table: &LoadTable) -> Vec<LoadItem> {
        let mut done: BTreeMap<(Date, &str), f64> = BTreeMap::new();
        for day in &diary.days {
            let mut of_side: BTreeMap<&str, f64> = BTreeMap::new();
            for activity in &day.activities {
                *of_side.entry(&activity.activity).or_default() += activity.amount;
            }
            for (activity, amount) in of_side {
                let most = done.entry((day.day, activity)).or_default();
                *most = most.max(amount);
            }
        }
        done.into_iter()
            .map(|((day, id), amount)| LoadItem {
                day,
                kind: LoadKind::OtherSport,
                id: id.to_owned(),
                amount,
                unit: table.activity_unit(id).unwrap_or_default().to_owned(),
                load: self.task(id, amount),
                origin: ASSUMED,
            })
            .collect()
    }

    fn task(&self, id: &str, amount: f64) -> Option<DrawnLoad> {
        let one = self.model.task_load(id, self.baseline)?;
        let mut all = DrawnLoad::zero(&self.baseline.id);
        // Both are of this baseline.
        all.add_times(&one, amount).ok()?;
        Some(all)
    }
}
