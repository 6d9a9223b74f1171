//! Everything that was ever said about the red-flag items, in one place and in one order.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use trochlea_knowledge::{ItemKind, ItemScope, RedFlagItem, RedFlagTable};
use trochlea_quantity::Side;

use crate::{Answer, Reporter, ScreenInput};

/// One answer to one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub side: Option<Side>,
    pub answer: Answer,
    pub at: DateTime,
    pub by: Reporter,
}

/// All answers, by item, and the knees that matter.
pub(crate) struct Heard<'a> {
    said: BTreeMap<&'a str, Vec<Said>>,
    knees: BTreeSet<Side>,
}

/// What the latest answers to an item come to, over all knees that matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    pub yes: bool,
    pub unknown: bool,
    pub unasked: bool,
}

impl<'a> Heard<'a> {
    /// Collects answers and diary, and drops what cannot count: a "no" or "don't know" dated
    /// after now excludes nothing, while a "yes" counts whatever its date.
    pub fn new(table: &'a RedFlagTable, input: &ScreenInput<'_>) -> Self {
        let mut heard = Self {
            said: BTreeMap::new(),
            knees: knees(input),
        };
        for item in &table.items {
            let mut said = said_about(table, item, input);
            said.retain(|said| said.answer == Answer::Yes || said.at <= input.now);
            // One order for all inputs, so that none depends on how a list was sorted.
            said.sort_by_key(|said| (said.at, worse(said.answer), said.side, said.by));
            said.dedup();
            heard.said.insert(item.id.as_str(), said);
        }
        heard
    }

    /// All answers to an item, oldest first.
    pub fn about(&self, item: &str) -> &[Said] {
        self.said.get(item).map_or(&[], Vec::as_slice)
    }

    /// The latest answer for each knee that matters; `None` where nobody asked.
    pub fn latest(&self, item: &str) -> Vec<Option<Said>> {
        let about = self.about(item);
        let named = about.iter().filter_map(|said| said.side);
        let sides: BTreeSet<Side> = if about.iter().any(|said| said.side.is_some()) {
            named.chain(self.knees.iter().copied()).collect()
        } else {
            BTreeSet::new()
        };
        // The answers are sorted by time and gravity, so the last one that fits is the one.
        if sides.is_empty() {
            return vec![about.last().copied()];
        }
        let last = |side| {
            let fits = |said: &&Said| said.side.is_none_or(|named| named == side);
            about.iter().rfind(fits).copied()
        };
        sides.into_iter().map(last).collect()
    }

    /// What the latest answers come to.
    pub fn state(&self, item: &str) -> State {
        let mut state = State::default();
        for said in self.latest(item) {
            match said.map(|said| said.answer) {
                Some(Answer::Yes) => state.yes = true,
                Some(Answer::Unknown) => state.unknown = true,
                Some(Answer::No) => {}
                None => state.unasked = true,
            }
        }
        state
    }

    /// How many times in a row the latest answers were "don't know". Answers for two knees at
    /// one moment are one time.
    pub fn times_unknown(&self, item: &str) -> u16 {
        let about = self.about(item);
        let since = about
            .iter()
            .rfind(|said| said.answer != Answer::Unknown && !self.is_other_knee(item, said))
            .map(|said| said.at);
        let times: BTreeSet<DateTime> = about
            .iter()
            .filter(|said| said.answer == Answer::Unknown)
            .filter(|said| since.is_none_or(|since| said.at >= since))
            .map(|said| said.at)
            .collect();
        u16::try_from(times.len()).unwrap_or(u16::MAX)
    }

    /// Whether an answer is about a knee whose latest answer is not "don't know".
    fn is_other_knee(&self, item: &str, said: &Said) -> bool {
        said.side.is_some_and(|side| {
            let fits = |other: &&Said| other.side.is_none_or(|named| named == side);
            let last = self.about(item).iter().rfind(fits);
            last.is_some_and(|last| last.answer != Answer::Unknown)
        })
    }
}

/// "Yes" is graver than "don't know", and that than "no".
const fn worse(answer: Answer) -> u8 {
    match answer {
        Answer::No => 0,
        Answer::Unknown => 1,
        Answer::Yes => 2,
    }
}

/// The knees that hurt or that the diary is about.
fn knees(input: &ScreenInput<'_>) -> BTreeSet<Side> {
    let spots = input.spots.iter().map(|spot| spot.side);
    let diary = input.diary.iter().map(|entry| entry.side);
    spots.chain(diary).collect()
}

fn said_about(table: &RedFlagTable, item: &RedFlagItem, input: &ScreenInput<'_>) -> Vec<Said> {
    let mut said: Vec<Said> = input
        .answers
        .iter()
        .filter(|answer| answer.item == item.id)
        .map(|answer| Said {
            side: answer.side,
            answer: answer.answer,
            at: answer.at,
            by: answer.by,
        })
        .collect();
    let is_swelling = table.asking.diary_swelling_item == item.id;
    for entry in input.diary {
        let swelling = entry.swelling.filter(|_| is_swelling);
        for answer in entry
            .flags
            .get(&item.id)
            .copied()
            .into_iter()
            .chain(swelling)
        {
            said.push(Said {
                side: Some(entry.side),
                answer,
                at: entry.at,
                by: Reporter::Runner,
            });
        }
    }
    if item.scope == ItemScope::Person {
        for said in &mut said {
            said.side = None;
        }
    }
    if item.kind == ItemKind::Pregnancy {
        said.push(pregnancy(&said, input));
    }
    said
}

/// What the profile says about pregnancy, dated so that the graver of profile and latest answer
/// counts; a profile that does not know gives way to any answer.
fn pregnancy(said: &[Said], input: &ScreenInput<'_>) -> Said {
    let latest = said.iter().map(|said| said.at).max();
    let at = match input.runner.pregnant {
        Answer::Unknown => DateTime::MIN,
        Answer::Yes | Answer::No => latest.unwrap_or(input.now).min(input.now),
    };
    Said {
        side: None,
        answer: input.runner.pregnant,
        at,
        by: Reporter::Runner,
    }
}
