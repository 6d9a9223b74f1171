//! One runner, asked again and again: what is given, what waits, and what unlocks it.

mod doses;
mod graph;
mod law;
mod retraining;
mod routines;
mod selection;
mod situations;
mod words;

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use trochlea_knowledge::{Equipment, Knowledge, Protocol};
use trochlea_ledger::{Run, RunId};
use trochlea_quantity::{Duration, Length, Side, StepRate};
use trochlea_symptom::{Diary, DiaryEntry, Measure, Reporter};

use super::programme::programme;
use super::*;

pub(super) const TODAY: Date = date(2026, 6, 1);

/// The tables, read once: a law asks for them hundreds of times.
pub(super) fn shipped() -> &'static Knowledge {
    static SHIPPED: std::sync::LazyLock<Knowledge> =
        std::sync::LazyLock::new(|| Knowledge::shipped().unwrap());
    &SHIPPED
}

/// A runner of whom a test says only what matters.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) conditions: Vec<(Side, Protocol)>,
    pub(super) started_on: Option<Date>,
    pub(super) pain_free_days: i64,
    pub(super) may_train_fully: bool,
    pub(super) mastered: Vec<String>,
    pub(super) chosen_sets: Vec<String>,
    pub(super) equipment: Option<Vec<Equipment>>,
    pub(super) measures: Vec<Measure>,
    pub(super) runs: Vec<Run>,
    pub(super) entries: Vec<DiaryEntry>,
}

impl Asked {
    pub(super) fn with(protocols: &[Protocol]) -> Self {
        Self {
            conditions: protocols.iter().map(|it| (Side::Right, *it)).collect(),
            started_on: None,
            pain_free_days: 0,
            may_train_fully: false,
            mastered: Vec::new(),
            chosen_sets: Vec::new(),
            equipment: None,
            measures: Vec::new(),
            runs: Vec::new(),
            entries: Vec::new(),
        }
    }

    pub(super) fn painless(mut self, days: i64) -> Self {
        self.pain_free_days = days;
        self
    }

    pub(super) fn fully(mut self) -> Self {
        self.may_train_fully = true;
        self.painless(60)
    }

    pub(super) fn mastered(mut self, ids: &[&str]) -> Self {
        self.mastered = ids.iter().map(|id| (*id).to_owned()).collect();
        self
    }

    pub(super) fn sets(mut self, ids: &[&str]) -> Self {
        self.chosen_sets = ids.iter().map(|id| (*id).to_owned()).collect();
        self
    }

    pub(super) fn has(mut self, things: &[Equipment]) -> Self {
        self.equipment = Some(things.to_vec());
        self
    }

    pub(super) fn found(mut self, measure: &str, side: Side, value: f64) -> Self {
        self.measures.push(Measure {
            measure: measure.to_owned(),
            side,
            value,
            pain: None,
            at: TODAY.at(8, 0, 0, 0),
            by: Reporter::Runner,
        });
        self
    }

    /// A run some days ago, with or without a measured step rate.
    pub(super) fn ran(mut self, days_ago: i64, spm: Option<f64>) -> Self {
        let n = self.runs.len();
        self.runs.push(run(n, days_ago, spm));
        self
    }

    /// A diary entry some days ago, about the right knee.
    pub(super) fn told(mut self, days_ago: i64, say: impl FnOnce(&mut DiaryEntry)) -> Self {
        let day = TODAY - days_ago.days();
        let id = format!("e{}", self.entries.len());
        let mut entry = DiaryEntry::silent(id, day.at(20, 0, 0, 0), Side::Right);
        say(&mut entry);
        self.entries.push(entry);
        self
    }

    pub(super) fn ask<T>(&self, of: impl FnOnce(&Input<'_>, &Knowledge) -> T) -> T {
        let knowledge = shipped();
        let diary = Diary::read(&self.entries);
        let input = Input {
            today: TODAY,
            conditions: &self.conditions,
            started_on: self.started_on,
            pain_free_days: self.pain_free_days,
            may_train_fully: self.may_train_fully,
            mastered: &self.mastered,
            chosen_sets: &self.chosen_sets,
            equipment: self.equipment.as_deref(),
            measures: &self.measures,
            runs: &self.runs,
            diary: &diary,
        };
        of(&input, knowledge)
    }

    pub(super) fn programme(&self) -> Programme {
        self.ask(programme)
    }
}

pub(super) fn run(n: usize, days_ago: i64, spm: Option<f64>) -> Run {
    let day = TODAY - days_ago.days();
    let start = jiff::tz::TimeZone::UTC
        .to_timestamp(day.at(7, 0, 0, 0))
        .unwrap();
    Run {
        id: RunId(format!("r{n}")),
        start,
        day,
        distance: Length::from_km(5.0),
        timer: Duration::from_s(1800.0),
        ascent: None,
        descent: None,
        n_steps: None,
        step_rate_mean: spm.map(StepRate::from_spm),
        step_rate_drift_percent: None,
        contact_balance_percent: None,
        treadmill: false,
        share_downhill_fraction: None,
    }
}

pub(super) fn ids(programme: &Programme) -> Vec<&str> {
    let all = programme.exercises.iter();
    all.map(|one| one.exercise.as_str()).collect()
}

pub(super) fn given<'a>(programme: &'a Programme, id: &str) -> &'a Prescribed {
    let mut all = programme.exercises.iter();
    all.find(|one| one.exercise == id).unwrap()
}

pub(super) fn left<'a>(programme: &'a Programme, id: &str) -> &'a Excluded {
    let mut all = programme.excluded.iter();
    all.find(|one| one.exercise == id).unwrap()
}

pub(super) fn set_of<'a>(ids: &[&'a str]) -> BTreeSet<&'a str> {
    ids.iter().copied().collect()
}
