//! A training plan as its author wrote it: iCalendar, CSV and FIT workouts as one list of sessions.
//!
//! It reads and judges nothing. What a file does not say stays unknown, what cannot be read is
//! named with its line, and what can be read is kept all the same. No clock: a moment in world
//! time becomes a day in the zone that the caller names.

mod calendar;
mod model;
mod repeat;
mod table;
mod title;
mod workout;

pub use model::{Kind, Problem, Session, Source, TrainingPlan, Unreadable};

use jiff::tz::TimeZone;

/// No plan of a year is larger; a larger file is something else.
pub const LARGEST_BYTES: usize = 4 << 20;

/// Reads one file of any of the three kinds, told apart by how it begins.
///
/// # Errors
/// When nothing of it can be a plan: too large, no text, or a FIT file without a workout.
pub fn read(file: &str, bytes: &[u8], zone: &TimeZone) -> Result<TrainingPlan, Unreadable> {
    let refused = |reason: &str| Unreadable {
        file: file.to_owned(),
        reason: reason.to_owned(),
    };
    if bytes.len() > LARGEST_BYTES {
        return Err(refused("larger than 4 MB, which no training plan is"));
    }
    if bytes.get(8..12) == Some(b".FIT") {
        return workout::read(file, bytes);
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|_| refused("neither a FIT workout nor text in UTF-8; save the plan as UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(refused("empty"));
    }
    if text.trim_start().starts_with("BEGIN:VCALENDAR") {
        return Ok(calendar::read(file, text, zone));
    }
    table::read(file, text)
}

#[cfg(test)]
mod tests;
