use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Message, Protocol, ProtocolTable};
use trochlea_ledger::{Run, RunId};
use trochlea_quantity::{Length, Side};
use trochlea_symptom::{
    Answer, DayRecord, DiaryDefinitions, PainFreeStretch, PainFreeStretches, PainScore, RunRecord,
    Settled,
};

use crate::{Complaint, Input};

/// A setback: red days close together on one knee.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Flare {
    /// Which knee.
    pub side: Side,
    /// By which way back it is one.
    pub condition: Protocol,
    /// Its first day.
    #[schemars(with = "String")]
    pub from: Date,
    /// Its last day.
    #[schemars(with = "String")]
    pub to: Date,
    /// What was read as a setback on its last day, in words.
    pub cause: Message,
}

/// How the knee took a run or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Response {
    /// Painless, answered, and a quiet morning after.
    Clean,
    /// Nothing against it, and not everything answered or not painless.
    Open,
    /// The same again, not more.
    Amber,
    /// Step back.
    Red,
}

/// All that is known of one knee, read by the rules of one way back.
pub(crate) struct Knee<'a> {
    pub complaint: Complaint,
    pub today: Date,
    pub start: Date,
    pub table: &'a ProtocolTable,
    pub definitions: DiaryDefinitions,
    /// Runs up to today, earliest first.
    pub runs: Vec<(&'a Run, Response)>,
    /// The diary's days of this knee up to today.
    pub days: BTreeMap<Date, &'a DayRecord>,
    /// The diary's answers about runs, with the civil day of each; unknown runs included.
    pub records: BTreeMap<&'a str, (&'a RunRecord, Date)>,
    /// Days with a setback, each with what was read as one.
    pub red: BTreeMap<Date, Message>,
    stretches: PainFreeStretches,
}

/// One for each complaint, doubles dropped, in a fixed order.
pub(crate) fn knees<'a>(input: &Input<'a>, table: &'a ProtocolTable) -> Vec<Knee<'a>> {
    let complaints: BTreeSet<Complaint> = input.complaints.iter().copied().collect();
    let sides: BTreeSet<Side> = complaints.iter().map(|complaint| complaint.side).collect();
    let period = Period::of(input.today, input.started_on, table);
    let mut runs: Vec<&Run> = input
        .runs
        .iter()
        .filter(|run| period.holds(run.day))
        .collect();
    runs.sort_by(|a, b| (a.day, a.start, &a.id).cmp(&(b.day, b.start, &b.id)));
    let run_days: BTreeMap<String, Date> =
        runs.iter().map(|run| (run.id.0.clone(), run.day)).collect();
    sides
        .into_iter()
        .flat_map(|side| {
            let heard = Heard::of(side, input, &run_days, &period, table);
            let of_side = complaints.iter().filter(move |one| one.side == side);
            let runs = &runs;
            of_side.map(move |complaint| Knee::read(*complaint, input, runs, &heard, period, table))
        })
        .collect()
}

/// The days that can still matter.
#[derive(Clone, Copy)]
struct Period {
    /// Older runs and answers have no part in any rule.
    from: Date,
    start: Date,
    today: Date,
}

/// Runs before this day have no part in any rule.
pub(crate) fn earliest_day(today: Date, started_on: Option<Date>, table: &ProtocolTable) -> Date {
    Period::of(today, started_on, table).from
}

impl Period {
    fn of(today: Date, started_on: Option<Date>, table: &ProtocolTable) -> Self {
        let longest = before(today, table.base_longest_way_days.whole());
        let start = started_on.unwrap_or(today).min(today).max(longest);
        let for_base = table.base_weeks.whole() * 7;
        let back = for_base.max(table.onset_window_days.whole());
        Self {
            from: before(start, back),
            start,
            today,
        }
    }

    fn holds(&self, day: Date) -> bool {
        (self.from..=self.today).contains(&day)
    }
}

/// What the diary says of one knee.
struct Heard<'a> {
    days: BTreeMap<Date, &'a DayRecord>,
    records: BTreeMap<&'a str, (&'a RunRecord, Date)>,
    stretches: PainFreeStretches,
}

impl<'a> Heard<'a> {
    fn of(
        side: Side,
        input: &Input<'a>,
        run_days: &BTreeMap<String, Date>,
        period: &Period,
        table: &ProtocolTable,
    ) -> Self {
        let diary = input.diary;
        let definitions = DiaryDefinitions::from_table(table);
        Self {
            days: diary
                .days_of(side)
                .filter(|day| period.holds(day.day))
                .map(|day| (day.day, day))
                .collect(),
            records: diary
                .runs
                .iter()
                .filter(|record| record.side == side)
                .map(|record| {
                    let day = run_days.get(&record.run).copied().unwrap_or(record.day);
                    (record.run.as_str(), (record, day))
                })
                .filter(|(_, (_, day))| period.holds(*day))
                .collect(),
            stretches: diary.pain_free_stretches(side, period.today, run_days, definitions),
        }
    }
}

impl<'a> Knee<'a> {
    fn read(
        complaint: Complaint,
        input: &Input<'a>,
        runs: &[&'a Run],
        heard: &Heard<'a>,
        period: Period,
        table: &'a ProtocolTable,
    ) -> Self {
        let mut knee = Self {
            complaint,
            today: period.today,
            start: period.start,
            table,
            definitions: DiaryDefinitions::from_table(table),
            runs: Vec::new(),
            days: heard.days.clone(),
            records: heard.records.clone(),
            red: BTreeMap::new(),
            stretches: heard.stretches.clone(),
        };
        let baseline = knee.baseline(input.stated.usual_morning);
        let ran_on: BTreeSet<Date> = runs.iter().map(|run| run.day).collect();
        knee.red = knee.red_days(baseline, &ran_on);
        knee.runs = runs
            .iter()
            .map(|run| (*run, knee.response(run, baseline)))
            .collect();
        knee
    }

    /// The runs of a day.
    pub fn runs_on(&self, day: Date) -> &[(&'a Run, Response)] {
        let from = self.runs.partition_point(|(run, _)| run.day < day);
        let to = self.runs.partition_point(|(run, _)| run.day <= day);
        self.runs.get(from..to).unwrap_or_default()
    }

    /// Runs on red days, and runs that were red themselves.
    pub fn provoking(&self) -> impl Iterator<Item = &'a RunId> {
        self.runs
            .iter()
            .filter(|(_, response)| *response == Response::Red)
            .map(|(run, _)| &run.id)
    }

    /// The latest day with a setback.
    pub fn last_red(&self) -> Option<Date> {
        self.red.last_key_value().map(|(day, _)| *day)
    }

    /// The first day on which the rest after the last setback is over.
    pub fn rested_from(&self) -> Option<Date> {
        let rest = self.table.flare_rest_days.whole() + 1;
        self.last_red().map(|day| day.saturating_add(rest.days()))
    }

    /// From which day on time at the present level is counted.
    pub fn level_since(&self) -> Date {
        self.last_red()
            .map_or(self.start, |red| self.start.max(red))
    }

    /// How many setbacks still count: red days that lie further apart than one setback lasts.
    ///
    /// Counted from the earliest on, which gives the largest such number: a further red day can
    /// add to it and never take from it, as joining neighbours into one would.
    pub fn n_setbacks(&self) -> u32 {
        let from = before(self.today, self.table.flare_lasts_days.whole() - 1);
        let apart = self.table.flare_merge_days.whole();
        let mut n_setbacks = 0;
        let mut last: Option<Date> = None;
        for (&day, _) in self.red.range(from..) {
            if last.is_none_or(|last| days_between(last, day) > apart) {
                n_setbacks += 1;
                last = Some(day);
            }
        }
        n_setbacks
    }

    /// The painless stretch as seen on a day.
    pub fn stretch(&self, day: Date) -> Option<PainFreeStretch> {
        self.stretches.as_of(day)
    }

    /// The worst score of a day, runs included; `None` when nothing was answered.
    pub fn worst_on(&self, day: Date) -> Option<PainScore> {
        let of_day = self.days.get(&day).and_then(|day| day.worst());
        let of_runs = self
            .records
            .values()
            .filter(|(_, run_day)| *run_day == day)
            .flat_map(|(record, _)| [record.pain_during, record.pain_after])
            .flatten()
            .max();
        of_day.max(of_runs)
    }

    /// The worst score of the days from one to another, both included.
    pub fn worst_between(&self, from: Date, to: Date) -> Option<PainScore> {
        let of_days = self
            .days
            .range(from..=to)
            .filter_map(|(_, day)| day.worst())
            .max();
        let of_runs = self
            .records
            .values()
            .filter(|(_, day)| (from..=to).contains(day))
            .flat_map(|(record, _)| [record.pain_during, record.pain_after])
            .flatten()
            .max();
        of_days.max(of_runs)
    }

    /// Setbacks, red days close together as one.
    pub fn flares(&self) -> Vec<Flare> {
        let merge = self.table.flare_merge_days.whole();
        let mut flares: Vec<Flare> = Vec::new();
        for (&day, cause) in &self.red {
            match flares.last_mut() {
                Some(last) if days_between(last.to, day) <= merge => {
                    last.to = day;
                    last.cause.clone_from(cause);
                }
                _ => flares.push(Flare {
                    side: self.complaint.side,
                    condition: self.complaint.condition,
                    from: day,
                    to: day,
                    cause: cause.clone(),
                }),
            }
        }
        flares
    }

    /// Whether it is known of a run that it hurt.
    pub fn hurt_on(&self, run: &Run) -> bool {
        self.records
            .get(run.id.0.as_str())
            .is_some_and(|(record, _)| record.hurt(self.definitions))
    }

    /// Distance run in some days, runs that provoked a setback left out.
    pub fn borne_between(&self, from: Date, to: Date) -> Length {
        self.runs
            .iter()
            .filter(|(run, response)| (from..=to).contains(&run.day) && *response != Response::Red)
            .map(|(run, _)| run.distance)
            .sum()
    }

    /// Distance run in some days, whatever it provoked.
    pub fn run_between(&self, from: Date, to: Date) -> Length {
        self.runs
            .iter()
            .filter(|(run, _)| (from..=to).contains(&run.day))
            .map(|(run, _)| run.distance)
            .sum()
    }

    /// The usual morning. A stated one above green is no usual morning to plan with.
    fn baseline(&self, stated: Option<PainScore>) -> u8 {
        stated
            .map_or(self.table.morning_baseline.small(), PainScore::get)
            .min(self.table.pfps_green_at_most.small())
    }

    fn red_days(&self, baseline: u8, ran_on: &BTreeSet<Date>) -> BTreeMap<Date, Message> {
        let of_days = self.days.values().filter_map(|day| {
            let ran = ran_on.contains(&day.day);
            Some((day.day, self.setback_of_day(day, baseline, ran)?))
        });
        let of_runs = self
            .records
            .values()
            .filter_map(|(record, day)| Some((*day, self.setback_of_run(record, *day)?)));
        // What a day says comes last: it knows the morning after too.
        of_runs.chain(of_days).collect()
    }

    /// What makes a day red, the weightiest first.
    fn setback_of_day(&self, day: &DayRecord, baseline: u8, ran: bool) -> Option<Message> {
        let on = |id: &'static str| Message::new(id).text("date", day.day.to_string());
        let worst = day.scores().max();
        let hurt_running = day.onset.is_some()
            || (ran
                && day
                    .pain_during
                    .is_some_and(|score| !self.definitions.is_pain_free(score)));
        let morning = day.pain_next_morning.filter(|score| score.get() > baseline);
        if day.swelling == Some(Answer::Yes) {
            return Some(on("plan-setback-swelling"));
        }
        if let Some(score) = worst.filter(|score| self.at_ceiling(*score)) {
            return Some(on("plan-setback-ceiling").number("score", score.get().into()));
        }
        if let Some(score) = morning {
            let next = day.day.tomorrow().unwrap_or(day.day);
            return Some(
                Message::new("plan-setback-morning")
                    .text("date", next.to_string())
                    .number("score", score.get().into())
                    .number("usual", baseline.into()),
            );
        }
        if day.settled == Some(Settled::Later) {
            return Some(on("plan-setback-settled"));
        }
        (self.complaint.condition == Protocol::Itbs && hurt_running)
            .then(|| on("plan-setback-band"))
    }

    fn setback_of_run(&self, record: &RunRecord, day: Date) -> Option<Message> {
        let on = |id: &'static str| Message::new(id).text("date", day.to_string());
        let worst = record.pain_during.max(record.pain_after);
        if let Some(score) = worst.filter(|score| self.at_ceiling(*score)) {
            return Some(on("plan-setback-ceiling").number("score", score.get().into()));
        }
        if record.settled == Some(Settled::Later) {
            return Some(on("plan-setback-settled"));
        }
        (self.complaint.condition == Protocol::Itbs && record.hurt(self.definitions))
            .then(|| on("plan-setback-band"))
    }

    fn at_ceiling(&self, score: PainScore) -> bool {
        score.get() >= self.table.pfps_pain_below.small()
    }

    fn response(&self, run: &Run, baseline: u8) -> Response {
        if self.red.contains_key(&run.day) {
            return Response::Red;
        }
        let record = self
            .records
            .get(run.id.0.as_str())
            .map(|(record, _)| *record);
        let day = self.days.get(&run.day).copied();
        let scores = record
            .into_iter()
            .flat_map(|record| [record.pain_during, record.pain_after])
            .chain(
                day.into_iter()
                    .flat_map(|day| [day.pain_during, day.pain_after]),
            )
            .flatten();
        let settled = record
            .and_then(|record| record.settled)
            .max(day.and_then(|day| day.settled));
        let worst = scores.max();
        let green = self.table.pfps_green_at_most.small();
        let above_green = worst.is_some_and(|score| score.get() > green);
        if above_green || settled == Some(Settled::WithinDay) {
            return Response::Amber;
        }
        let answered = record.is_some_and(|record| record.pain_during.is_some())
            || day.is_some_and(|day| day.pain_during.is_some());
        let hurt = record.is_some_and(|record| record.onset.is_some())
            || worst.is_some_and(|score| !self.definitions.is_pain_free(score));
        let quiet_morning = day
            .and_then(|day| day.pain_next_morning)
            .is_some_and(|score| score.get() <= baseline);
        if answered && quiet_morning && !hurt {
            Response::Clean
        } else {
            Response::Open
        }
    }
}

/// Civil days from one date to a later one; negative when it is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// A day some days earlier.
pub(crate) fn before(day: Date, days: i64) -> Date {
    day.saturating_sub(days.days())
}
