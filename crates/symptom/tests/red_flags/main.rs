//! The red flags: situations, the space of all answers, decision rules and their words.

// Tests state what they expect; there a failed unwrap is the message.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod clearing;
mod decision_rules;
mod situation;
mod space;
mod words;

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{DateTime, date};
use trochlea_knowledge::{ItemKind, Knowledge, RedFlagTable};
use trochlea_quantity::Side;
use trochlea_symptom::{
    Answer, Clearance, DiaryEntry, ItemAnswer, Reporter, Runner, ScreenInput, Screening, Signals,
    Spot, screen,
};

static TABLE: LazyLock<RedFlagTable> = LazyLock::new(|| Knowledge::shipped().unwrap().red_flags);

/// Day 0 of every test, at 8 in the morning; "now" is day 100.
fn day(n: i64) -> DateTime {
    date(2026, 1, 1).at(8, 0, 0, 0) + n.days()
}

/// A case that is built step by step. It begins with an adult who answers "no" to everything.
#[derive(Clone, Debug)]
struct Case {
    runner: Runner,
    spots: Vec<Spot>,
    answers: Vec<ItemAnswer>,
    clearances: Vec<Clearance>,
    diary: Vec<DiaryEntry>,
    signals: Signals,
    now: DateTime,
}

impl Case {
    fn healthy() -> Self {
        let asked = TABLE
            .items
            .iter()
            .filter(|item| item.kind == ItemKind::YesNo);
        let answers = asked.map(|item| said(&item.id, Answer::No, 0));
        Self {
            runner: Runner {
                age_years: Some(30),
                pregnant: Answer::No,
                sex: None,
                mass_kg: None,
            },
            spots: Vec::new(),
            answers: answers.collect(),
            clearances: Vec::new(),
            diary: Vec::new(),
            signals: Signals::default(),
            now: day(100),
        }
    }

    fn aged(mut self, age: u8) -> Self {
        self.runner.age_years = Some(age);
        self
    }

    fn yes(self, item: &str) -> Self {
        self.on(item, Answer::Yes, 0)
    }

    fn unknown(self, item: &str) -> Self {
        self.without(item).on(item, Answer::Unknown, 0)
    }

    /// Another answer of the runner about both knees on a later day.
    fn on(mut self, item: &str, answer: Answer, at: i64) -> Self {
        self.answers.push(said(item, answer, at));
        self
    }

    fn clinician(mut self, item: &str, answer: Answer, at: i64) -> Self {
        let mut said = said(item, answer, at);
        said.by = Reporter::Clinician;
        self.answers.push(said);
        self
    }

    fn side(mut self, item: &str, side: Side, answer: Answer, at: i64) -> Self {
        let mut said = said(item, answer, at);
        said.side = Some(side);
        self.answers.push(said);
        self
    }

    fn without(mut self, item: &str) -> Self {
        self.answers.retain(|answer| answer.item != item);
        self
    }

    fn cleared(mut self, flag: &str, by: Reporter, who: &str, at: i64) -> Self {
        self.clearances.push(Clearance {
            flag: flag.to_owned(),
            by,
            who: who.to_owned(),
            at: day(at),
        });
        self
    }

    fn diary(mut self, side: Side, flags: &[(&str, Answer)], at: i64) -> Self {
        let mut entry = entry(side, at);
        entry.flags = flags
            .iter()
            .map(|(item, answer)| ((*item).to_owned(), *answer))
            .collect();
        self.diary.push(entry);
        self
    }

    fn screen(&self) -> Screening {
        screen(
            &TABLE,
            &ScreenInput {
                runner: &self.runner,
                spots: &self.spots,
                answers: &self.answers,
                clearances: &self.clearances,
                diary: &self.diary,
                signals: &self.signals,
                now: self.now,
            },
        )
    }
}

fn said(item: &str, answer: Answer, at: i64) -> ItemAnswer {
    ItemAnswer {
        item: item.to_owned(),
        answer,
        at: day(at),
        by: Reporter::Runner,
        side: None,
    }
}

fn entry(side: Side, at: i64) -> DiaryEntry {
    DiaryEntry::silent(format!("{at}-{}", side.as_str()), day(at), side)
}

fn ids(screening: &Screening) -> Vec<&str> {
    screening
        .flags
        .iter()
        .map(|flag| flag.id.as_str())
        .collect()
}

fn unknown_ids(screening: &Screening) -> Vec<&str> {
    screening
        .unknown
        .iter()
        .map(|item| item.item.as_str())
        .collect()
}

/// What a screening lets through.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
struct Lets {
    run: bool,
    strength: bool,
    progress: bool,
}

const EVERYTHING: Lets = Lets {
    run: true,
    strength: true,
    progress: true,
};
const NOTHING: Lets = Lets {
    run: false,
    strength: false,
    progress: false,
};
const STRENGTH: Lets = Lets {
    run: false,
    strength: true,
    progress: false,
};
const SAME_AS_NOW: Lets = Lets {
    run: true,
    strength: true,
    progress: false,
};

fn lets(screening: &Screening) -> Lets {
    Lets {
        run: screening.cleared_to_run().is_ok(),
        strength: screening.cleared_for_strength().is_ok(),
        progress: !screening.holds_progress(),
    }
}
