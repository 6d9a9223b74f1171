use std::collections::BTreeSet;

use jiff::civil::DateTime;
use jiff::{Span, ToSpan};
use trochlea_knowledge::{
    ActionLevel, ItemAsked, ItemKind, Message, RedFlag, RedFlagItem, RedFlagTable, Until,
};
use trochlea_quantity::Side;

use crate::clearing::{Clearings, sort_clearances};
use crate::heard::Heard;
use crate::trigger::{Fired, fires};
use crate::{
    Clearance, DiaryEntry, ItemAnswer, Question, Raised, Runner, Screening, Signals, Spot,
    StandingFlag, UnknownItem,
};

/// What the screening looks at. The order of every list is without meaning.
#[derive(Clone, Copy, Debug)]
pub struct ScreenInput<'a> {
    /// The runner.
    pub runner: &'a Runner,
    /// Places that hurt, as far as they were asked: they decide which knees an answer has to be
    /// about and which further questions are needed.
    pub spots: &'a [Spot],
    /// All answers ever given; those to other questions are passed over.
    pub answers: &'a [ItemAnswer],
    /// All clearances ever given.
    pub clearances: &'a [Clearance],
    /// The whole diary, corrected entries too: a correction does not take back a flag that only
    /// a clinician may clear.
    pub diary: &'a [DiaryEntry],
    /// Facts about the course.
    pub signals: &'a Signals,
    /// Now, in the runner's own zone.
    pub now: DateTime,
}

/// Asks the table which flags stand, what is still open and what to ask next.
///
/// * The level is the gravest of all standing flags; nothing lowers it.
/// * The latest answer counts, at equal times the graver; for a flag that only a clinician may
///   clear, every "yes" since the last clearance counts until a clinician says "no".
/// * An answer without a side is about both knees; one with a side excludes nothing about the
///   other.
pub fn screen(table: &RedFlagTable, input: &ScreenInput<'_>) -> Screening {
    let heard = Heard::new(table, input);
    let (mut cleared, mut refused) = sort_clearances(table, input);
    let clearings = Clearings::new(table, &cleared);
    let flags = standing(table, input, &heard, &clearings);
    let needed: Vec<&RedFlagItem> = table
        .items
        .iter()
        .filter(|item| is_needed(item, input, &heard))
        .collect();
    let unasked: Vec<&RedFlagItem> = needed
        .iter()
        .copied()
        .filter(|item| is_unasked(item, input, &heard))
        .collect();
    let unknown: Vec<&RedFlagItem> = needed
        .into_iter()
        .filter(|item| is_unknown(table, item, &heard, &clearings))
        .collect();
    let first = unasked.iter().map(|item| question(item, false));
    let again = unknown.iter().map(|item| question(item, true));
    cleared.sort_by(in_time);
    refused.sort_by(|a, b| in_time(&a.clearance, &b.clearance));
    Screening {
        level: flags.iter().map(|flag| flag.action.level).max(),
        questions: first.chain(again).collect(),
        unasked: unasked.iter().map(|item| item.id.clone()).collect(),
        unknown: unknown
            .iter()
            .map(|item| unknown_item(table, item, &heard))
            .collect(),
        flags,
        cleared,
        refused,
    }
}

/// Oldest first; the rest of the key keeps the order of the input out of the result.
fn in_time(a: &Clearance, b: &Clearance) -> std::cmp::Ordering {
    (a.at, &a.flag, a.by, &a.who).cmp(&(b.at, &b.flag, b.by, &b.who))
}

fn standing(
    table: &RedFlagTable,
    input: &ScreenInput<'_>,
    heard: &Heard<'_>,
    clearings: &Clearings<'_>,
) -> Vec<StandingFlag> {
    let mut flags: Vec<StandingFlag> = table
        .flags
        .iter()
        .filter_map(|flag| {
            let fired = fires(flag, input, heard, clearings)?;
            Some(standing_flag(table, flag, fired))
        })
        .collect();
    let standing: BTreeSet<String> = flags.iter().map(|flag| flag.id.clone()).collect();
    for flag in &mut flags {
        let covering = table
            .flags
            .iter()
            .filter(|other| other.covers.contains(&flag.id));
        flag.covered_by = covering
            .map(|other| other.id.clone())
            .filter(|id| standing.contains(id))
            .collect();
    }
    // Stable, so the order of the table breaks ties.
    flags.sort_by_key(|flag| {
        let hours = flag.action.within_hours.unwrap_or(u32::MAX);
        (std::cmp::Reverse(flag.action.level), hours)
    });
    flags
}

fn standing_flag(table: &RedFlagTable, flag: &RedFlag, fired: Fired) -> StandingFlag {
    let side = sides(&fired.raised);
    StandingFlag {
        id: flag.id.clone(),
        class: flag.class,
        action: flag.action.clone(),
        due: due(fired.since, flag.action.within_hours),
        blocks: flag.blocks.clone(),
        go_to: flag.go_to,
        what_to_do: what_to_do(flag),
        by_when: by_when(flag),
        told: told(table, fired.raised),
        reason: flag.reason(),
        until: until(flag.until),
        say_at_desk: flag.say_at_desk().text("side", side),
        cleared_by: flag.cleared_by,
        since: fired.since,
        covered_by: Vec::new(),
        provenance: flag.provenance.clone(),
    }
}

/// In the order of the table's questions.
fn told(table: &RedFlagTable, mut raised: Vec<Raised>) -> Vec<Raised> {
    let place = |raised: &Raised| table.items.iter().position(|item| item.id == raised.item);
    raised.sort_by_key(|raised| (place(raised), raised.side, raised.at));
    raised.dedup();
    raised
}

fn sides(raised: &[Raised]) -> &'static str {
    let named: BTreeSet<Side> = raised.iter().filter_map(|raised| raised.side).collect();
    match (named.contains(&Side::Left), named.contains(&Side::Right)) {
        (true, true) => "both",
        (true, false) => Side::Left.as_str(),
        (false, true) => Side::Right.as_str(),
        (false, false) => "none",
    }
}

fn due(since: Option<DateTime>, hours: Option<u32>) -> Option<DateTime> {
    let hours: Span = i64::from(hours?).hours();
    since?.checked_add(hours).ok()
}

fn what_to_do(flag: &RedFlag) -> Message {
    match flag.action.level {
        ActionLevel::Emergency => Message::new("flag-do-emergency"),
        ActionLevel::Urgent => Message::new("flag-do-urgent").message("who", flag.go_to.name()),
        ActionLevel::Routine => Message::new("flag-do-routine").message("who", flag.go_to.name()),
    }
}

fn by_when(flag: &RedFlag) -> Message {
    match (flag.action.level, flag.action.within_hours) {
        (ActionLevel::Emergency, _) => Message::new("flag-by-now"),
        (ActionLevel::Urgent, Some(hours)) => {
            Message::new("flag-by-hours").number("within_h", f64::from(hours))
        }
        _ => Message::new("flag-by-routine"),
    }
}

fn until(until: Until) -> Message {
    Message::new(match until {
        Until::GoNow => "flag-until-go_now",
        Until::NoWeight => "flag-until-no_weight",
        Until::Rest => "flag-until-rest",
        Until::NoRunning => "flag-until-no_running",
        Until::NoMore => "flag-until-no_more",
    })
}

fn is_needed(item: &RedFlagItem, input: &ScreenInput<'_>, heard: &Heard<'_>) -> bool {
    match &item.asked {
        ItemAsked::Always => true,
        ItemAsked::DiaryOnly => false,
        ItemAsked::When(when) => {
            let open = |parent: &String| {
                let state = heard.state(parent);
                state.yes || state.unknown
            };
            let young = when
                .age_below
                .is_some_and(|below| input.runner.age_years.is_none_or(|age| age < below));
            let hurts = |spot: &String| input.spots.iter().any(|hurt| hurt.spot == *spot);
            young || when.items.iter().any(open) || when.spots.iter().any(hurts)
        }
    }
}

fn is_unasked(item: &RedFlagItem, input: &ScreenInput<'_>, heard: &Heard<'_>) -> bool {
    match item.kind {
        ItemKind::Age => input.runner.age_years.is_none(),
        ItemKind::YesNo | ItemKind::Pregnancy => heard.state(&item.id).unasked,
    }
}

/// Unknown, and not settled by a clinician who cleared every flag that the item could raise.
fn is_unknown(
    table: &RedFlagTable,
    item: &RedFlagItem,
    heard: &Heard<'_>,
    clearings: &Clearings<'_>,
) -> bool {
    let unknown = heard.latest(&item.id).into_iter().flatten();
    let Some(asked) = unknown
        .filter(|said| said.answer == crate::Answer::Unknown)
        .map(|said| said.at)
        .max()
    else {
        return false;
    };
    let mut raises = table
        .flags
        .iter()
        .filter(|flag| flag.items().contains(item.id.as_str()));
    !raises.all(|flag| {
        clearings
            .by_clinician(&flag.id)
            .is_some_and(|at| at > asked)
    })
}

fn unknown_item(table: &RedFlagTable, item: &RedFlagItem, heard: &Heard<'_>) -> UnknownItem {
    let times_asked = heard.times_unknown(&item.id);
    UnknownItem {
        item: item.id.clone(),
        times_asked,
        question: item.question(),
        self_check: item.self_check(),
        who_can_answer: (times_asked >= table.asking.professional_after).then(|| {
            Message::new("item-who-can-answer").message("who", item.who_can_answer.name())
        }),
    }
}

fn question(item: &RedFlagItem, again: bool) -> Question {
    Question {
        item: item.id.clone(),
        kind: item.kind,
        scope: item.scope,
        question: item.question(),
        why: item.why(),
        self_check: again.then(|| item.self_check()),
    }
}
