use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_ledger::Run;
use trochlea_quantity::{Length, Side};

use crate::Stated;
use crate::knee::{Knee, Response, before};

/// Where the pain at the outer knee is expected to begin.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OnsetEstimate {
    /// Which knee.
    pub side: Side,
    /// The present estimate; every run stays below it.
    #[serde(rename = "onset_m")]
    pub onset: Length,
    /// Nobody said where it begins: the house value stands in until somebody does.
    pub assumed: bool,
}

/// The estimate from day to day.
///
/// A painful run only ever lowers it, to the place where pain began. Two painless runs near it
/// raise it, by no more than the table allows and to no more than the shorter of them supports.
/// Of all ways to pair the runs the best is taken, so that it depends on no accident of order
/// and a painful run can never lead to a higher estimate than a painless one.
pub(crate) struct OnsetCourse {
    pub assumed: bool,
    /// The estimate before anything that is dated.
    first: Length,
    /// The estimate after each day with an event, earliest first.
    after: Vec<(Date, Length)>,
}

enum Event<'a> {
    Began(Length),
    Hurt(Option<Length>),
    Painless(&'a Run),
}

impl OnsetCourse {
    pub fn of(knee: &Knee<'_>, stated: &Stated) -> Self {
        let table = knee.table;
        let events = events(knee);
        let first_told = events.iter().find_map(|(_, event)| match event {
            Event::Began(onset) => Some(*onset),
            _ => None,
        });
        let assumed = stated.onset_distance.is_none() && first_told.is_none();
        let first = stated
            .onset_distance
            .or(first_told)
            .unwrap_or(Length::from_m(table.onset_assumed_m.value));
        let mut states = vec![State {
            onset: first,
            pending: None,
        }];
        // Raising counts from where the estimate itself begins.
        let mut may_rise = stated.onset_distance.is_some() || first_told.is_none();
        let mut after = Vec::new();
        for (day, event) in events {
            match event {
                Event::Began(onset) => {
                    may_rise = true;
                    lower(&mut states, |now| now.min(onset));
                }
                Event::Hurt(distance) => lower(&mut states, |now| {
                    distance.unwrap_or(now).min(now) * table.onset_unsaid_share.value
                }),
                Event::Painless(run) if may_rise && day >= knee.start => {
                    raise(&mut states, run.distance, knee);
                }
                Event::Painless(_) => {}
            }
            after.push((day, best(&states, first)));
        }
        Self {
            assumed,
            first,
            after,
        }
    }

    /// The estimate at the end of a day.
    pub fn on(&self, day: Date) -> Length {
        let n_before = self
            .after
            .partition_point(|(event_day, _)| *event_day <= day);
        let last = n_before.checked_sub(1).and_then(|idx| self.after.get(idx));
        last.map_or(self.first, |(_, onset)| *onset)
    }
}

/// One way to pair the runs so far.
#[derive(Clone, Copy)]
struct State {
    onset: Length,
    /// A painless run that waits for its second.
    pending: Option<Length>,
}

fn lower(states: &mut Vec<State>, to: impl Fn(Length) -> Length) {
    for state in states.iter_mut() {
        state.onset = to(state.onset);
        state.pending = None;
    }
    prune(states);
}

fn raise(states: &mut Vec<State>, distance: Length, knee: &Knee<'_>) {
    let near = knee.table.onset_near_share.value;
    let most = 1.0 + knee.table.onset_raise.value;
    let more: Vec<State> = states
        .iter()
        .flat_map(|state| {
            let paired = state.pending.map(|pending| {
                let supported = pending.min(distance) / near;
                let raised = (state.onset * most).min(supported).max(state.onset);
                State {
                    onset: raised,
                    pending: None,
                }
            });
            let waiting = State {
                pending: Some(distance),
                ..*state
            };
            [Some(waiting), paired]
        })
        .flatten()
        .collect();
    states.extend(more);
    prune(states);
}

/// Drops every state that another one beats in both respects.
fn prune(states: &mut Vec<State>) {
    let waits = |state: &State| state.pending.unwrap_or(Length::ZERO);
    states.sort_by(|a, b| (b.onset.total_cmp(&a.onset)).then(waits(b).total_cmp(&waits(a))));
    let mut longest: Option<Length> = None;
    states.retain(|state| {
        let keep = longest.is_none_or(|longest| waits(state) > longest);
        if keep {
            longest = Some(waits(state));
        }
        keep
    });
}

fn best(states: &[State], otherwise: Length) -> Length {
    states
        .iter()
        .map(|state| state.onset)
        .max_by(Length::total_cmp)
        .unwrap_or(otherwise)
}

/// What speaks about the onset, earliest first; on one day painful before painless.
fn events<'a>(knee: &Knee<'a>) -> Vec<(Date, Event<'a>)> {
    let from = before(knee.today, knee.table.onset_window_days.whole());
    let mut events: Vec<(Date, u8, Event<'a>)> = Vec::new();
    for (run_id, (record, day)) in &knee.records {
        if *day < from {
            continue;
        }
        let run = knee.runs.iter().find(|(run, _)| run.id.0 == *run_id);
        let distance = run.map(|(run, _)| run.distance);
        match record.onset {
            Some(onset) => {
                // Pain cannot begin after the run has ended.
                let onset = distance.map_or(onset, |distance| onset.min(distance));
                events.push((*day, 0, Event::Began(onset)));
            }
            None if record.hurt(knee.definitions) => {
                events.push((*day, 1, Event::Hurt(distance)));
            }
            None => {}
        }
    }
    for (day, record) in &knee.days {
        if let Some(onset) = record.onset {
            events.push((*day, 0, Event::Began(onset)));
        }
    }
    for (run, response) in &knee.runs {
        if *response == Response::Clean {
            events.push((run.day, 2, Event::Painless(run)));
        }
    }
    events.retain(|(day, ..)| *day >= from);
    events.sort_by_key(|(day, rank, _)| (*day, *rank));
    events
        .into_iter()
        .map(|(day, _, event)| (day, event))
        .collect()
}
