//! What is known of one knee, by day.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use trochlea_knowledge::{OutcomeTable, ProtocolTable};
use trochlea_ledger::Run;
use trochlea_quantity::Side;
use trochlea_symptom::{DayRecord, DiaryDefinitions, Measure, PainScore, RunRecord, Settled};

use crate::Input;

pub(crate) struct Knee<'a> {
    pub side: Side,
    pub today: Date,
    pub start: Option<Date>,
    pub definitions: DiaryDefinitions,
    /// Pain that the plan lets a run go on with; `None` while there is no plan.
    pub pain_at_most: Option<u8>,
    /// Days of the diary up to today.
    pub days: BTreeMap<Date, &'a DayRecord>,
    /// Runs up to today, earliest first, each with what was said of it.
    pub runs: Vec<KneeRun<'a>>,
    /// First days of setbacks.
    pub setbacks: Vec<Date>,
    /// Findings about control on one leg, earliest first.
    pub control: Vec<&'a Measure>,
}

/// A run as one knee took it.
pub(crate) struct KneeRun<'a> {
    pub run: &'a Run,
    /// What was said of it; `None` when nothing was.
    pub record: Option<&'a RunRecord>,
    /// The morning after it.
    pub morning: Option<PainScore>,
    /// Whether it provoked a setback.
    pub provoked: bool,
}

/// How something was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    Painless,
    /// It hurt, and no more than the plan allows.
    Within,
    Hurt,
    Unanswered,
}

impl KneeRun<'_> {
    /// During, after and the next morning; an onset counts as pain.
    pub fn taken(&self, definitions: DiaryDefinitions) -> Taken {
        let scores: Vec<PainScore> = self
            .record
            .into_iter()
            .flat_map(|record| [record.pain_during, record.pain_after])
            .chain([self.morning])
            .flatten()
            .collect();
        let onset = self.record.is_some_and(|record| record.onset.is_some());
        let hurt = scores.iter().any(|score| !definitions.is_pain_free(*score));
        let during = self.record.and_then(|record| record.pain_during);
        match (self.provoked || onset || hurt, during) {
            (true, _) => Taken::Hurt,
            (false, Some(_)) => Taken::Painless,
            (false, None) => Taken::Unanswered,
        }
    }

    /// As `taken`, with what the plan allows told apart. A run that provoked a setback, or that
    /// went on past the ceiling, is not within it; where no pain is allowed, none is.
    pub fn taken_within(&self, definitions: DiaryDefinitions, pain_at_most: Option<u8>) -> Taken {
        let taken = self.taken(definitions);
        let Some(ceiling) = pain_at_most.filter(|ceiling| *ceiling > 0) else {
            return taken;
        };
        let of_run = self
            .record
            .and_then(|record| record.pain_during.max(record.pain_after));
        let over = self.provoked || of_run.is_none_or(|score| score.get() > ceiling);
        if taken == Taken::Hurt && !over {
            Taken::Within
        } else {
            taken
        }
    }

    /// Metres of descent; `None` on a treadmill and where the altitude is not known.
    pub fn descent_m(&self) -> Option<f64> {
        let descent = self.run.descent.filter(|_| !self.run.treadmill)?;
        Some(descent.as_m())
    }

    pub fn speed_m_per_s(&self) -> Option<f64> {
        let seconds = self.run.timer.as_s();
        (seconds > 0.0).then(|| self.run.distance.as_m() / seconds)
    }
}

impl<'a> Knee<'a> {
    pub fn read(
        side: Side,
        input: &Input<'a>,
        table: &OutcomeTable,
        protocols: &ProtocolTable,
    ) -> Self {
        let days: BTreeMap<Date, &DayRecord> = input
            .diary
            .days_of(side)
            .filter(|day| day.day <= input.today)
            .map(|day| (day.day, day))
            .collect();
        let mut runs: Vec<KneeRun<'a>> = input
            .runs
            .iter()
            .filter(|run| (input.runs_from..=input.today).contains(&run.day))
            .map(|run| KneeRun {
                run,
                record: input.diary.run(side, &run.id.0),
                morning: days.get(&run.day).and_then(|day| day.pain_next_morning),
                provoked: input.provoking.contains(&run.id),
            })
            .collect();
        runs.sort_by_key(|one| (one.run.day, one.run.start));
        let of_side = |(knee, _): &&(Side, Date)| *knee == side;
        let mut control: Vec<&Measure> = input
            .measures
            .iter()
            .filter(|one| one.side == side && one.at.date() <= input.today)
            .filter(|one| table.sorting.control_measures.contains(&one.measure))
            .collect();
        control.sort_by_key(|one| one.at);
        let mut setbacks: Vec<Date> = input
            .setbacks
            .iter()
            .filter(of_side)
            .map(|(_, day)| *day)
            .collect();
        setbacks.sort_unstable();
        setbacks.dedup();
        Self {
            side,
            today: input.today,
            start: input.started_on,
            definitions: DiaryDefinitions::from_table(protocols),
            pain_at_most: input.pain_at_most,
            days,
            runs,
            setbacks,
            control,
        }
    }

    /// The last days, today among them.
    pub fn lately(&self, days: i64) -> std::ops::RangeInclusive<Date> {
        self.today.saturating_sub((days - 1).days())..=self.today
    }

    /// As many days from the start on; `None` while they are not over before `lately` begins.
    pub fn at_first(&self, days: i64) -> Option<std::ops::RangeInclusive<Date>> {
        let start = self.start?;
        let end = start.saturating_add((days - 1).days());
        (end < *self.lately(days).start()).then_some(start..=end)
    }

    /// Pain in the hours after runs and other activity, of some days.
    pub fn after(&self, days: &std::ops::RangeInclusive<Date>) -> Vec<f64> {
        let of_runs = self.runs_in(days).filter_map(|one| one.record?.pain_after);
        let of_days = self.days_in(days).filter_map(|day| day.pain_after);
        of_runs.chain(of_days).map(points).collect()
    }

    /// Pain on stairs, of some days.
    pub fn stairs(&self, days: &std::ops::RangeInclusive<Date>) -> Vec<f64> {
        let said = self.days_in(days).filter_map(|day| day.pain_stairs);
        said.map(points).collect()
    }

    /// Pain in daily life, of some days.
    pub fn daily(&self, days: &std::ops::RangeInclusive<Date>) -> Vec<f64> {
        let said = self.days_in(days).filter_map(|day| day.pain_daily);
        said.map(points).collect()
    }

    /// Whether the knee was as before within the hour, for each answer of some days: 1 or 0.
    pub fn settled(&self, days: &std::ops::RangeInclusive<Date>) -> Vec<f64> {
        let of_runs = self.runs_in(days).filter_map(|one| one.record?.settled);
        let of_days = self.days_in(days).filter_map(|day| day.settled);
        let soon = |settled: Settled| f64::from(u8::from(settled == Settled::WithinHour));
        of_runs.chain(of_days).map(soon).collect()
    }

    /// The worst pain of each answered day.
    pub fn worst(&self, days: &std::ops::RangeInclusive<Date>) -> Vec<f64> {
        let mut worst: BTreeMap<Date, PainScore> = BTreeMap::new();
        let mut hear = |day: Date, score: PainScore| {
            let known = worst.entry(day).or_insert(score);
            *known = (*known).max(score);
        };
        for day in self.days_in(days) {
            day.worst()
                .into_iter()
                .for_each(|score| hear(day.day, score));
        }
        for one in self.runs_in(days) {
            let said = one
                .record
                .into_iter()
                .flat_map(|it| [it.pain_during, it.pain_after]);
            said.flatten().for_each(|score| hear(one.run.day, score));
        }
        worst.into_values().map(points).collect()
    }

    /// Kilometres of the longest painless run of some days.
    pub fn longest_painless_km(&self, days: &std::ops::RangeInclusive<Date>) -> Option<f64> {
        self.runs_in(days)
            .filter(|one| one.taken(self.definitions) == Taken::Painless)
            .map(|one| one.run.distance.as_km())
            .max_by(f64::total_cmp)
    }

    pub fn runs_in<'k>(
        &'k self,
        days: &'k std::ops::RangeInclusive<Date>,
    ) -> impl Iterator<Item = &'k KneeRun<'a>> {
        self.runs.iter().filter(|one| days.contains(&one.run.day))
    }

    pub fn days_in<'k>(
        &'k self,
        days: &std::ops::RangeInclusive<Date>,
    ) -> impl Iterator<Item = &'k DayRecord> {
        self.days.range(days.clone()).map(|(_, day)| *day)
    }
}

fn points(score: PainScore) -> f64 {
    f64::from(score.get())
}

/// The week of the way back, from 1.
pub(crate) fn week(input: &Input<'_>) -> Option<i64> {
    let start = input.started_on.filter(|start| *start <= input.today)?;
    let days = (input.today - start).get_days();
    Some(i64::from(days / 7) + 1)
}
