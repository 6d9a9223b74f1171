use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use trochlea_knowledge::ProtocolTable;
use trochlea_schedule::{Session, TrainingPlan};

use crate::week::runs_a_week;
use crate::{Input, RunDay};

/// The sessions from today on.
pub(crate) struct Ahead<'a> {
    /// In order of their days.
    pub sessions: Vec<Placed<'a>>,
    /// Sessions before today, left out.
    pub n_past: u32,
    /// The days whose runs stay runs, chosen by days alone: no pain can move one.
    pub run_days: BTreeSet<Date>,
}

/// A session on its day.
pub(crate) struct Placed<'a> {
    pub day: Date,
    pub session: &'a Session,
    /// The day is ours: the file named none.
    pub placed: bool,
    /// Whether it is the run that its day keeps.
    pub keeps_run: bool,
}

/// Puts sessions without a day on free days, and chooses the days that stay days of a run: a rest
/// day between two, and no more in a week than the runner's own days allow.
pub(crate) fn ahead<'a>(
    plan: &'a TrainingPlan,
    input: &Input<'_>,
    table: &ProtocolTable,
) -> Ahead<'a> {
    let most = runs_a_week(input.run_days, table);
    let ran = input.ran_on();
    let mut dated: Vec<(Date, &Session)> = Vec::new();
    let mut undated = Vec::new();
    let mut n_past = 0;
    for session in &plan.sessions {
        match session.day {
            Some(day) if day < input.today => n_past += 1,
            Some(day) => dated.push((day, session)),
            None => undated.push(session),
        }
    }
    let mut days = Days {
        taken: ran.range(..=input.today).copied().collect(),
        most,
    };
    let mut sessions: Vec<Placed<'_>> = Vec::new();
    for (day, session) in dated {
        let keeps_run = session.kind.may_be_a_run() && days.take(day);
        sessions.push(Placed {
            day,
            session,
            placed: false,
            keeps_run,
        });
    }
    place(&mut sessions, undated, &mut days, input);
    sessions.sort_by_key(|one| one.day);
    let run_days = sessions
        .iter()
        .filter(|one| one.keeps_run)
        .map(|one| one.day)
        .collect();
    Ahead {
        sessions,
        n_past,
        run_days,
    }
}

/// Runs go to the next free day of the runner's, other sessions to the next day without anything.
fn place<'a>(
    sessions: &mut Vec<Placed<'a>>,
    undated: Vec<&'a Session>,
    days: &mut Days,
    input: &Input<'_>,
) {
    let fits = |day: Date| input.run_days.is_empty() || input.run_days.contains(&RunDay::of(day));
    let mut from = input.today;
    for session in undated {
        let runs = session.kind.may_be_a_run();
        // Ends: beyond the last dated session every second week has room.
        let mut day = from;
        loop {
            let occupied = sessions.iter().any(|one| one.day == day);
            let free = if runs {
                fits(day) && !occupied && days.take(day)
            } else {
                !occupied
            };
            let Ok(next) = day.tomorrow() else { break };
            if free {
                sessions.push(Placed {
                    day,
                    session,
                    placed: true,
                    keeps_run: runs,
                });
                from = next;
                break;
            }
            day = next;
        }
    }
}

/// Days with a run, past and to come.
struct Days {
    taken: BTreeSet<Date>,
    most: f64,
}

impl Days {
    /// Takes a day when no run stands on it or beside it and no seven days become too full.
    fn take(&mut self, day: Date) -> bool {
        let near = day.saturating_sub(1.days())..=day.saturating_add(1.days());
        if self.taken.range(near).next().is_some() {
            return false;
        }
        let full = (0..7_i64).any(|n| {
            let from = day.saturating_sub((6 - n).days());
            let to = from.saturating_add(6.days());
            self.taken.range(from..=to).count() as f64 + 1.0 > self.most
        });
        if !full {
            self.taken.insert(day);
        }
        !full
    }
}
