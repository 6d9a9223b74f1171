//! Whether a flag stands: the trigger groups of the table over everything that was said.

use jiff::ToSpan;
use jiff::civil::DateTime;
use trochlea_knowledge::{AtLeast, ClearedBy, Message, RedFlag, SignalKind, TriggerGroup};

use crate::clearing::Clearings;
use crate::heard::{Heard, Said};
use crate::{Answer, Raised, Reporter, ScreenInput, Signals};

/// A flag that stands, and what raised it.
pub(crate) struct Fired {
    pub since: Option<DateTime>,
    pub raised: Vec<Raised>,
}

/// The part of a group that holds: when it became true and what was said.
struct Held<'a> {
    since: Option<DateTime>,
    said: Vec<(&'a str, Said)>,
}

/// What one flag is judged by.
struct Judge<'a> {
    flag: &'a RedFlag,
    input: &'a ScreenInput<'a>,
    heard: &'a Heard<'a>,
    cleared: Option<DateTime>,
}

/// Whether a flag stands.
pub(crate) fn fires(
    flag: &RedFlag,
    input: &ScreenInput<'_>,
    heard: &Heard<'_>,
    clearings: &Clearings<'_>,
) -> Option<Fired> {
    let judge = Judge {
        flag,
        input,
        heard,
        cleared: clearings.last(&flag.id),
    };
    let held: Vec<Held<'_>> = flag
        .trigger
        .iter()
        .filter_map(|group| judge.group(group))
        .collect();
    if held.is_empty() {
        return None;
    }
    // A group without a moment (an age) is as old as can be.
    let since = held.iter().map(|held| held.since).min().flatten();
    let raised = held.into_iter().flat_map(|held| held.said).map(raised);
    Some(Fired {
        since,
        raised: raised.collect(),
    })
}

fn raised((item, said): (&str, Said)) -> Raised {
    Raised {
        item: item.to_owned(),
        side: said.side,
        at: said.at,
        by: said.by,
        told: Message::new(format!("item-{item}-told")),
    }
}

impl<'a> Judge<'a> {
    fn group(&self, group: &'a TriggerGroup) -> Option<Held<'a>> {
        if !self.age_fits(group) {
            return None;
        }
        let mut held = Held {
            since: None,
            said: Vec::new(),
        };
        if let Some(signal) = group.signal {
            held.since = Some(self.signal(signal)?);
        }
        let one = usize::from(!group.any.is_empty());
        held.join(self.some_of(&group.all, group.all.len())?);
        held.join(self.some_of(&group.any, one)?);
        if let Some(AtLeast { count, of }) = &group.at_least {
            held.join(self.some_of(of, usize::from(*count))?);
        }
        Some(held)
    }

    /// At least `count` of the items are "yes"; it became true with the `count`-th of them.
    fn some_of(&self, items: &'a [String], count: usize) -> Option<Held<'a>> {
        let mut times = Vec::new();
        let mut said = Vec::new();
        for item in items {
            let yes = self.yes(item);
            if let Some(first) = yes.iter().map(|said| said.at).min() {
                times.push(first);
                said.extend(yes.into_iter().map(|said| (item.as_str(), said)));
            }
        }
        if times.len() < count {
            return None;
        }
        times.sort_unstable();
        let since = count
            .checked_sub(1)
            .and_then(|last| times.get(last))
            .copied();
        Some(Held { since, said })
    }

    /// An age that was not said fits no bound: it stands among the open questions instead, and
    /// those stop every plan.
    fn age_fits(&self, group: &TriggerGroup) -> bool {
        let bound = |limit: Option<u8>, fits: fn(u8, u8) -> bool| match limit {
            None => true,
            Some(limit) => self
                .input
                .runner
                .age_years
                .is_some_and(|age| fits(age, limit)),
        };
        bound(group.age_below, |age, limit| age < limit)
            && bound(group.age_from, |age, limit| age >= limit)
            && bound(group.age_above, |age, limit| age > limit)
    }

    /// Each "yes" that counts for this flag.
    fn yes(&self, item: &str) -> Vec<Said> {
        let since_cleared = |said: &Said| self.cleared.is_none_or(|cleared| said.at >= cleared);
        let counts = |said: &Said| said.answer == Answer::Yes && since_cleared(said);
        match self.flag.cleared_by {
            ClearedBy::Clinician => {
                let about = self.heard.about(item);
                let stands = |said: &&Said| counts(said) && !taken_back(about, said);
                about.iter().filter(stands).copied().collect()
            }
            ClearedBy::SelfCheck | ClearedBy::Nobody => {
                let latest = self.heard.latest(item).into_iter().flatten();
                latest.filter(counts).collect()
            }
        }
    }

    /// The day a signal last came true, unless that was looked at and its time is not over.
    fn signal(&self, signal: SignalKind) -> Option<DateTime> {
        let since = self.input.signals.since(signal)?;
        let Some(cleared) = self.cleared else {
            return Some(since);
        };
        let back = self.flag.back_after_days.and_then(|days| {
            let back = cleared.checked_add(i64::from(days).days()).ok()?;
            (self.input.now >= back).then_some(back)
        });
        if since.date() > cleared.date() {
            Some(since)
        } else {
            back
        }
    }
}

impl<'a> Held<'a> {
    /// Adds another condition: the group is true since the last of them came true.
    fn join(&mut self, other: Held<'a>) {
        self.since = self.since.max(other.since);
        self.said.extend(other.said);
    }
}

/// Whether a clinician said "no" after a "yes": for both knees, for the same knee, or one after
/// the other for each.
fn taken_back(about: &[Said], yes: &Said) -> bool {
    let later = about.iter().filter(|said| {
        said.answer == Answer::No && said.by == Reporter::Clinician && said.at > yes.at
    });
    let sides: Vec<_> = later.map(|said| said.side).collect();
    let has = |side| sides.contains(&side);
    match yes.side {
        _ if has(None) => true,
        Some(side) => has(Some(side)),
        None => trochlea_quantity::Side::BOTH
            .into_iter()
            .all(|side| has(Some(side))),
    }
}

impl Signals {
    /// The beginning of the day on which a fact last came true.
    fn since(&self, signal: SignalKind) -> Option<DateTime> {
        let day = match signal {
            SignalKind::NoImprovement => self.no_improvement,
            SignalKind::PainRising => self.pain_rising,
            SignalKind::FlaresInARow => self.flares_in_a_row,
            SignalKind::SeverePain => self.severe_pain,
        };
        day.map(|day| day.at(0, 0, 0, 0))
    }
}
