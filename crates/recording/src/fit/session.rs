//! Which samples belong to which session message.

use crate::columns::Columns;
use crate::model::{AltitudeSource, Lap, NO_TIME, Session};
use jiff::Timestamp;
use std::ops::Range;

/// A session message, with where it stood.
#[derive(Default)]
pub(crate) struct StatedSession {
    pub(crate) session: Session,
    pub(crate) start_ms: Option<i64>,
    pub(crate) end_ms: Option<i64>,
    /// How many samples had been read when it came.
    pub(crate) row: usize,
}

/// Gives every row of `rows` to exactly one session.
///
/// Session messages that each follow their own records divide the rows where they stand.
/// Otherwise (all of them at the end, as most watches write them) a session begins at the
/// first row that is not older than its start, and the row after it neither.
/// Rows after the last message that are later than its end, or rows without any message,
/// form a session of their own.
pub(crate) fn divide(
    columns: &Columns,
    rows: Range<usize>,
    mut stated: Vec<StatedSession>,
    laps: &[Lap],
    sport: (Option<String>, Option<String>),
) -> Vec<Session> {
    let tail = tail_start(columns, &rows, &stated);
    let rows_stated = rows.start..tail;
    if !follow_their_records(&stated, &rows_stated)
        && stated.iter().all(|one| one.start_ms.is_some())
    {
        stated.sort_by_key(|one| one.start_ms);
        let mut row = rows_stated.start;
        let starts: Vec<_> = stated.iter().skip(1).map(|one| one.start_ms).collect();
        for (one, next_start) in stated.iter_mut().zip(starts) {
            row = first_row_from(
                columns,
                row..rows_stated.end,
                next_start.unwrap_or(i64::MIN),
            );
            one.row = row;
        }
    }
    let n_stated = stated.len();
    let mut sessions = Vec::with_capacity(n_stated + 1);
    let mut from = rows_stated.start;
    for (place, mut one) in stated.into_iter().enumerate() {
        let to = if place + 1 == n_stated {
            rows_stated.end
        } else {
            one.row.clamp(from, rows_stated.end)
        };
        one.session.samples = from..to;
        one.session.stated = true;
        sessions.push(one.session);
        from = to;
    }
    if from < rows.end {
        sessions.push(Session {
            sport: sport.0,
            sub_sport: sport.1,
            start: first_time(columns, from..rows.end),
            altitude_source: AltitudeSource::Unknown,
            samples: from..rows.end,
            ..Session::default()
        });
    }
    count_laps(&mut sessions, laps);
    sessions
}

/// A lap belongs to the last session that had begun when it began, else to the first.
fn count_laps(sessions: &mut [Session], laps: &[Lap]) {
    for lap in laps {
        let place = sessions
            .iter()
            .rposition(|session| session.start.is_some() && session.start <= lap.start)
            .unwrap_or(0);
        if let Some(session) = sessions.get_mut(place) {
            session.n_laps += 1;
        }
    }
}

fn follow_their_records(stated: &[StatedSession], rows: &Range<usize>) -> bool {
    let mut before = rows.start;
    stated.iter().all(|one| {
        let later = one.row > before;
        before = one.row;
        later
    })
}

/// Where the rows begin that came after the last session message and after its end.
fn tail_start(columns: &Columns, rows: &Range<usize>, stated: &[StatedSession]) -> usize {
    let Some(last) = stated.iter().max_by_key(|one| one.row) else {
        return rows.start;
    };
    let Some(end_ms) = stated.iter().filter_map(|one| one.end_ms).max() else {
        return rows.end;
    };
    // A watch that writes the session first, as some apps do, has all its rows after it.
    if last.row <= rows.start {
        return rows.end;
    }
    first_row_from(columns, last.row..rows.end, end_ms.saturating_add(1))
}

/// The first row at or after `from_ms` whose follower is so too: one stray clock value is no border.
fn first_row_from(columns: &Columns, rows: Range<usize>, from_ms: i64) -> usize {
    let times = columns.time_ms.get(rows.clone()).unwrap_or_default();
    let reached = |time: &i64| *time != NO_TIME && *time >= from_ms;
    times
        .iter()
        .enumerate()
        .position(|(place, time)| reached(time) && times.get(place + 1).is_none_or(reached))
        .map_or(rows.end, |place| rows.start + place)
}

pub(crate) fn first_time(columns: &Columns, rows: Range<usize>) -> Option<Timestamp> {
    let times = columns.time_ms.get(rows)?;
    let first = times.iter().find(|&&time| time != NO_TIME)?;
    Timestamp::from_millisecond(*first).ok()
}
