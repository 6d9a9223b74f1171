use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::ProtocolTable;
use trochlea_quantity::{Length, Side};

use crate::{ActivityDone, Answer, DiaryEntry, PainScore, Settled, StrengthDone};

/// The diary as it stands: corrections applied, grouped by knee and day and by run.
///
/// Of several answers to one question the worse counts, so the order of the entries changes
/// nothing. What nobody answered stays `None`: silence is not pain-free time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Diary {
    /// One record for each knee and day, earliest first.
    pub days: Vec<DayRecord>,
    /// One record for each knee and run, by run id.
    pub runs: Vec<RunRecord>,
    /// Entries about one run that say different things.
    pub contradictions: Vec<Contradiction>,
    /// Entries that were corrected by a later one; kept, and no longer counted.
    pub superseded: Vec<Superseded>,
    /// Corrections that could not be applied.
    pub problems: Vec<DiaryProblem>,
}

/// What is known about one knee on one day, the runs apart.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DayRecord {
    /// Which knee.
    pub side: Side,
    /// Which day.
    #[schemars(with = "String")]
    pub day: Date,
    /// Worst pain in activity that was not a named run.
    pub pain_during: Option<PainScore>,
    /// Worst pain in the hours after it.
    pub pain_after: Option<PainScore>,
    /// Worst pain on the morning after this day.
    pub pain_next_morning: Option<PainScore>,
    /// Worst pain on stairs.
    pub pain_stairs: Option<PainScore>,
    /// Worst pain in other daily life.
    pub pain_daily: Option<PainScore>,
    /// The shortest distance at which pain began, of activity that was not a named run.
    #[serde(rename = "onset_m")]
    pub onset: Option<Length>,
    /// The fewest flights of stairs after which pain began.
    pub onset_flights: Option<u16>,
    /// Whether pain came only on quicker steps; one "yes" counts.
    pub onset_on_faster_steps: Option<Answer>,
    /// The longest it took to settle.
    pub settled: Option<Settled>,
    /// Whether the knee was swollen; one "yes" counts.
    pub swelling: Option<Answer>,
    /// Strength work done.
    pub strength: Vec<StrengthDone>,
    /// Stairs and other sports done.
    pub activities: Vec<ActivityDone>,
}

/// What is known about one knee and one run.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RunRecord {
    /// Which knee.
    pub side: Side,
    /// The run's id.
    pub run: String,
    /// The earliest day any entry about it is about; the history of runs knows better.
    #[schemars(with = "String")]
    pub day: Date,
    /// Worst pain during the run.
    pub pain_during: Option<PainScore>,
    /// Worst pain in the hours after.
    pub pain_after: Option<PainScore>,
    /// The shortest distance at which pain was said to have begun.
    #[serde(rename = "onset_m")]
    pub onset: Option<Length>,
    /// The longest it took to settle.
    pub settled: Option<Settled>,
}

/// Several entries about one run answer one question differently.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Contradiction {
    /// Which knee.
    pub side: Side,
    /// The run's id.
    pub run: String,
    /// Which question, by its field in the diary.
    pub field: String,
    /// Ids of the entries that answer it.
    pub entries: Vec<String>,
}

/// An entry that a correction replaced.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Superseded {
    /// The entry that no longer counts.
    pub entry: String,
    /// The entry that replaced it.
    pub by: String,
}

/// Why a correction, or an entry, could not be taken as it is. The entry still counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum DiaryProblem {
    /// It corrects an entry that is not in the diary.
    UnknownTarget {
        /// The correction.
        entry: String,
        /// The entry it names.
        replaces: String,
    },
    /// It corrects itself, directly or through others; all of them count.
    Circle {
        /// The correction.
        entry: String,
    },
    /// Two different entries share an id; both count.
    DuplicateId {
        /// The id.
        entry: String,
    },
}

/// What the words of the diary mean; each is a marked value of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiaryDefinitions {
    /// Pain up to this counts as none.
    pub pain_free_at_most: u8,
    /// Days in a row without an answer that a painless stretch survives.
    pub gap_days: i64,
}

/// A stretch of days that were answered and painless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PainFreeStretch {
    /// Its first answered day.
    #[schemars(with = "String")]
    pub from: Date,
    /// Its last answered day.
    #[schemars(with = "String")]
    pub to: Date,
}

/// The painless stretches of one knee, seen from any day.
#[derive(Clone, Debug, PartialEq)]
pub struct PainFreeStretches {
    up_to: BTreeMap<Date, Option<PainFreeStretch>>,
    definitions: DiaryDefinitions,
}

impl PainFreeStretches {
    /// The stretch that reaches a day; `None` when pain, an unanswered run or silence broke it.
    pub fn as_of(&self, day: Date) -> Option<PainFreeStretch> {
        let (_, stretch) = self.up_to.range(..=day).next_back()?;
        stretch.filter(|one| one.reaches(day, self.definitions))
    }
}

impl PainFreeStretch {
    /// Whether it is still unbroken on a later day, which itself may be unanswered.
    fn reaches(&self, day: Date, definitions: DiaryDefinitions) -> bool {
        days_between(self.to, day) - 1 <= definitions.gap_days
    }

    /// Its length in days, both ends included.
    pub fn days(&self) -> i64 {
        days_between(self.from, self.to) + 1
    }

    /// Whole weeks in it: 13 days are one, 14 are two.
    pub fn whole_weeks(&self) -> i64 {
        self.days() / 7
    }
}

impl DiaryDefinitions {
    /// As the tables say.
    pub fn from_table(table: &ProtocolTable) -> Self {
        Self {
            pain_free_at_most: table.pain_free_at_most.small(),
            gap_days: table.gap_days.whole(),
        }
    }

    /// Whether a score counts as no pain.
    pub const fn is_pain_free(&self, score: PainScore) -> bool {
        score.get() <= self.pain_free_at_most
    }
}

impl Diary {
    /// Reads entries in any order.
    pub fn read(entries: &[DiaryEntry]) -> Self {
        let (standing, superseded, problems) = standing(entries);
        Self {
            days: days(&standing),
            runs: runs(&standing),
            contradictions: contradictions(&standing),
            superseded,
            problems,
        }
    }

    /// The records of one knee, earliest first.
    pub fn days_of(&self, side: Side) -> impl DoubleEndedIterator<Item = &DayRecord> {
        self.days.iter().filter(move |day| day.side == side)
    }

    /// The record of a run for one knee.
    pub fn run(&self, side: Side, run: &str) -> Option<&RunRecord> {
        let place = self
            .runs
            .binary_search_by(|record| (record.run.as_str(), record.side).cmp(&(run, side)))
            .ok()?;
        self.runs.get(place)
    }

    /// The painless stretches of one knee up to `today`.
    ///
    /// `run_days` gives the civil day of each known run: a run nobody answered for is no proof of
    /// anything, so a stretch begins after it.
    pub fn pain_free_stretches(
        &self,
        side: Side,
        today: Date,
        run_days: &BTreeMap<String, Date>,
        definitions: DiaryDefinitions,
    ) -> PainFreeStretches {
        let mut up_to: BTreeMap<Date, Option<PainFreeStretch>> = BTreeMap::new();
        let mut current: Option<PainFreeStretch> = None;
        for (day, proof) in self.proof_by_day(side, today, run_days, definitions) {
            let unbroken = current.filter(|one| one.reaches(day, definitions));
            let from = unbroken.map_or(day, |one| one.from);
            current = (proof == Proof::Painless).then_some(PainFreeStretch { from, to: day });
            up_to.insert(day, current);
        }
        PainFreeStretches { up_to, definitions }
    }

    fn proof_by_day(
        &self,
        side: Side,
        today: Date,
        run_days: &BTreeMap<String, Date>,
        definitions: DiaryDefinitions,
    ) -> BTreeMap<Date, Proof> {
        let mut proof: BTreeMap<Date, Proof> = BTreeMap::new();
        let mut say = |day: Date, said: Proof| {
            if day <= today {
                let worst = proof.entry(day).or_insert(said);
                *worst = (*worst).max(said);
            }
        };
        for day in self.days_of(side) {
            if let Some(said) = day.proof(definitions) {
                say(day.day, said);
            }
        }
        for record in self.runs.iter().filter(|record| record.side == side) {
            let day = run_days.get(&record.run).copied().unwrap_or(record.day);
            say(day, record.proof(definitions));
        }
        for (run, &day) in run_days {
            if self.run(side, run).is_none() {
                say(day, Proof::Unanswered);
            }
        }
        proof
    }
}

/// What a day proves, from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Proof {
    Painless,
    Unanswered,
    Painful,
}

impl DayRecord {
    fn empty(side: Side, day: Date) -> Self {
        Self {
            side,
            day,
            pain_during: None,
            pain_after: None,
            pain_next_morning: None,
            pain_stairs: None,
            pain_daily: None,
            onset: None,
            onset_flights: None,
            onset_on_faster_steps: None,
            settled: None,
            swelling: None,
            strength: Vec::new(),
            activities: Vec::new(),
        }
    }

    /// Every pain score of the day, the runs apart.
    pub fn scores(&self) -> impl Iterator<Item = PainScore> {
        [
            self.pain_during,
            self.pain_after,
            self.pain_next_morning,
            self.pain_stairs,
            self.pain_daily,
        ]
        .into_iter()
        .flatten()
        .chain(self.strength.iter().filter_map(|done| done.pain))
    }

    /// The worst pain of the day, the runs apart.
    pub fn worst(&self) -> Option<PainScore> {
        self.scores().max()
    }

    fn proof(&self, definitions: DiaryDefinitions) -> Option<Proof> {
        let hurt = self.onset.is_some()
            || self.onset_flights.is_some()
            || self.onset_on_faster_steps == Some(Answer::Yes)
            || self.swelling == Some(Answer::Yes)
            || self.scores().any(|score| !definitions.is_pain_free(score));
        match (hurt, self.worst()) {
            (true, _) => Some(Proof::Painful),
            (false, Some(_)) => Some(Proof::Painless),
            (false, None) => None,
        }
    }
}

impl RunRecord {
    /// Whether it began to hurt on the run: a score says so, or a distance was named.
    pub fn hurt(&self, definitions: DiaryDefinitions) -> bool {
        self.onset.is_some()
            || self
                .pain_during
                .is_some_and(|score| !definitions.is_pain_free(score))
    }

    fn proof(&self, definitions: DiaryDefinitions) -> Proof {
        let after = self
            .pain_after
            .is_some_and(|score| !definitions.is_pain_free(score));
        match self.pain_during {
            _ if after || self.hurt(definitions) => Proof::Painful,
            Some(_) => Proof::Painless,
            None => Proof::Unanswered,
        }
    }
}

/// The entries that count, those that were replaced, and what could not be applied.
fn standing(entries: &[DiaryEntry]) -> (Vec<&DiaryEntry>, Vec<Superseded>, Vec<DiaryProblem>) {
    let mut replaces: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut by_id: BTreeMap<&str, &DiaryEntry> = BTreeMap::new();
    let mut problems = BTreeSet::new();
    for entry in entries {
        if by_id
            .insert(&entry.id, entry)
            .is_some_and(|other| other != entry)
        {
            problems.insert(DiaryProblem::DuplicateId {
                entry: entry.id.clone(),
            });
        }
        if let Some(target) = &entry.replaces {
            replaces.entry(&entry.id).or_default().insert(target);
        }
    }
    let mut superseded = BTreeSet::new();
    for (&entry, targets) in &replaces {
        for &target in targets {
            if !by_id.contains_key(target) {
                problems.insert(DiaryProblem::UnknownTarget {
                    entry: entry.to_owned(),
                    replaces: target.to_owned(),
                });
            } else if reaches(&replaces, target, entry) {
                problems.insert(DiaryProblem::Circle {
                    entry: entry.to_owned(),
                });
            } else {
                superseded.insert(Superseded {
                    entry: target.to_owned(),
                    by: entry.to_owned(),
                });
            }
        }
    }
    let replaced: BTreeSet<&str> = superseded.iter().map(|one| one.entry.as_str()).collect();
    let mut standing: Vec<&DiaryEntry> = entries
        .iter()
        .filter(|entry| !replaced.contains(entry.id.as_str()))
        .collect();
    standing.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    let superseded = superseded.into_iter().collect();
    (standing, superseded, problems.into_iter().collect())
}

/// Whether following corrections from one entry leads to another.
fn reaches(replaces: &BTreeMap<&str, BTreeSet<&str>>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            open.extend(replaces.get(id).into_iter().flatten());
        }
    }
    false
}

fn days(entries: &[&DiaryEntry]) -> Vec<DayRecord> {
    let mut days: BTreeMap<(Side, Date), DayRecord> = BTreeMap::new();
    for entry in entries {
        let mut record = |day: Date, add: &dyn Fn(&mut DayRecord)| {
            add(days
                .entry((entry.side, day))
                .or_insert_with(|| DayRecord::empty(entry.side, day)));
        };
        record(entry.day(), &|day| add_day(day, entry));
        if entry.pain_next_morning.is_some() {
            for day in mornings(entry) {
                record(day, &|day| {
                    day.pain_next_morning = day.pain_next_morning.max(entry.pain_next_morning);
                });
            }
        }
    }
    let mut days: Vec<DayRecord> = days.into_values().collect();
    for day in &mut days {
        day.strength.sort_by(|a, b| {
            (&a.exercise, a.sets, a.reps, a.pain).cmp(&(&b.exercise, b.sets, b.reps, b.pain))
        });
        day.activities.sort_by(|a, b| {
            let by_amount = || a.amount.total_cmp(&b.amount);
            a.activity.cmp(&b.activity).then_with(by_amount)
        });
    }
    days
}

/// The days that a morning answers to: the day before it was written, and the day the entry says
/// it is about, if that is an earlier one.
fn mornings(entry: &DiaryEntry) -> BTreeSet<Date> {
    let written = entry.at.date();
    let before = written.saturating_sub(1.day());
    let about = entry.about.filter(|&about| about < written);
    about.into_iter().chain([before]).collect()
}

fn add_day(day: &mut DayRecord, entry: &DiaryEntry) {
    day.pain_stairs = day.pain_stairs.max(entry.pain_stairs);
    day.pain_daily = day.pain_daily.max(entry.pain_daily);
    day.swelling = worse(day.swelling, entry.swelling);
    day.onset_flights = fewer(day.onset_flights, entry.onset_flights);
    day.onset_on_faster_steps = worse(day.onset_on_faster_steps, entry.onset_on_faster_steps);
    day.strength.extend(entry.strength.iter().cloned());
    day.activities.extend(entry.activities.iter().cloned());
    if entry.run.is_none() {
        day.pain_during = day.pain_during.max(entry.pain_during);
        day.pain_after = day.pain_after.max(entry.pain_after);
        day.onset = shorter(day.onset, entry.onset);
        day.settled = day.settled.max(entry.settled);
    }
}

fn worse(a: Option<Answer>, b: Option<Answer>) -> Option<Answer> {
    let rank = |answer: &Answer| match answer {
        Answer::No => 0,
        Answer::Unknown => 1,
        Answer::Yes => 2,
    };
    a.into_iter().chain(b).max_by_key(rank)
}

fn fewer(a: Option<u16>, b: Option<u16>) -> Option<u16> {
    a.into_iter().chain(b).min()
}

fn shorter(a: Option<Length>, b: Option<Length>) -> Option<Length> {
    a.into_iter().chain(b).min_by(Length::total_cmp)
}

fn runs(entries: &[&DiaryEntry]) -> Vec<RunRecord> {
    let mut runs: BTreeMap<(&str, Side), RunRecord> = BTreeMap::new();
    for entry in entries {
        let Some(run) = &entry.run else { continue };
        let record = runs.entry((run, entry.side)).or_insert_with(|| RunRecord {
            side: entry.side,
            run: run.clone(),
            day: entry.day(),
            pain_during: None,
            pain_after: None,
            onset: None,
            settled: None,
        });
        record.day = record.day.min(entry.day());
        record.pain_during = record.pain_during.max(entry.pain_during);
        record.pain_after = record.pain_after.max(entry.pain_after);
        record.onset = shorter(record.onset, entry.onset);
        record.settled = record.settled.max(entry.settled);
    }
    runs.into_values().collect()
}

fn contradictions(entries: &[&DiaryEntry]) -> Vec<Contradiction> {
    /// Field name to the answers given, as text.
    type Answers<'a> = BTreeMap<(&'a str, Side, &'static str), BTreeMap<String, BTreeSet<&'a str>>>;
    let mut answers: Answers<'_> = BTreeMap::new();
    for entry in entries {
        let Some(run) = &entry.run else { continue };
        let said = [
            (
                "pain_during",
                entry.pain_during.map(|s| s.get().to_string()),
            ),
            ("pain_after", entry.pain_after.map(|s| s.get().to_string())),
            ("onset_m", entry.onset.map(|m| m.as_m().to_string())),
            ("settled", entry.settled.map(|s| format!("{s:?}"))),
        ];
        for (field, value) in said {
            let Some(value) = value else { continue };
            let of_field = answers.entry((run, entry.side, field)).or_default();
            of_field.entry(value).or_default().insert(&entry.id);
        }
    }
    answers
        .into_iter()
        .filter(|(_, values)| values.len() > 1)
        .map(|((run, side, field), values)| Contradiction {
            side,
            run: run.to_owned(),
            field: field.to_owned(),
            entries: values
                .into_values()
                .flatten()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .map(str::to_owned)
                .collect(),
        })
        .collect()
}

/// Civil days from one date to a later one; negative when it is earlier.
fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

#[cfg(test)]
mod tests;
