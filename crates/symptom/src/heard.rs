//! Everything that was ever said about the red-flag items, in one place and in one order.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use trochlea_knowledge::{ItemKind, ItemScope, RedFlagTable};
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
        let mut said = collect(table, input);
        for item in &table.items {
            let Some(said) = said.get_mut(item.id.as_str()) else {
                continue;
            };
            if item.scope == ItemScope::Person {
                said.iter_mut().for_each(|said| said.side = None);
            }
            if item.kind == ItemKind::Pregnancy {
                said.push(pregnancy(said, input));
            }
            said.retain(|said| said.answer == Answer::Yes || said.at <= input.now);
            // One order for all inputs, so that none depends on how a list was sorted.
            said.sort_by_key(|said| (said.at, worse(said.answer), said.side, said.by));
            said.dedup();
        }
        Self {
            said,
            knees: knees(input),
        }
    }

    /// All answers to an item, oldest first.
    pub fn about(&self, item: &str) -> &[Said] {
        self.said.get(item).map_or(&[], Vec::as_slice)
    }

    /// The latest answer for each knee that matters; `None` where nobody asked.
    pub fn latest(&self, item: &str) -> Vec<Option<Said>> {
        let sides = self.sides(item).into_iter();
        // The answers are sorted by time and gravity, so the last one is the one that counts.
        sides
            .map(|side| self.about_side(item, side).last().copied())
            .collect()
    }

    /// The knees an item has to be answered for. One `None` stands for both, as long as no
    /// answer names a side.
    fn sides(&self, item: &str) -> Vec<Option<Side>> {
        let about = self.about(item);
        let mut named: BTreeSet<Side> = about.iter().filter_map(|said| said.side).collect();
        if named.is_empty() {
            return vec![None];
        }
        if about.iter().any(|said| said.side.is_none()) {
            named.extend(Side::BOTH);
        }
        named.extend(&self.knees);
        named.into_iter().map(Some).collect()
    }

    /// The answers about one knee, those about both included, oldest first.
    fn about_side(&self, item: &str, side: Option<Side>) -> impl DoubleEndedIterator<Item = &Said> {
        let fits = move |said: &&Said| said.side.is_none() || said.side == side;
        self.about(item).iter().filter(fits)
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

    /// How many times in a row the latest answers about one knee were "don't know": the larger
    /// number of the two knees.
    pub fn times_unknown(&self, item: &str) -> u16 {
        let in_a_row = |side| {
            let latest = self.about_side(item, side).rev();
            let unknown = latest.take_while(|said| said.answer == Answer::Unknown);
            unknown.map(|said| said.at).collect::<BTreeSet<_>>().len()
        };
        let most = self.sides(item).into_iter().map(in_a_row).max();
        u16::try_from(most.unwrap_or(0)).unwrap_or(u16::MAX)
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

/// Answers and diary by item, as they were given.
fn collect<'a>(table: &'a RedFlagTable, input: &ScreenInput<'_>) -> BTreeMap<&'a str, Vec<Said>> {
    let ids = table.items.iter().map(|item| item.id.as_str());
    let mut said: BTreeMap<&str, Vec<Said>> = ids.map(|id| (id, Vec::new())).collect();
    for answer in input.answers {
        if let Some(said) = said.get_mut(answer.item.as_str()) {
            said.push(Said {
                side: answer.side,
                answer: answer.answer,
                at: answer.at,
                by: answer.by,
            });
        }
    }
    let swelling = &table.asking.diary_swelling_item;
    for entry in input.diary {
        let swollen = entry.swelling.iter().map(|answer| (swelling, answer));
        for (item, answer) in entry.flags.iter().chain(swollen) {
            if let Some(said) = said.get_mut(item.as_str()) {
                said.push(Said {
                    side: Some(entry.side),
                    answer: *answer,
                    at: entry.at,
                    by: Reporter::Runner,
                });
            }
        }
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
