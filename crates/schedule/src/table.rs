//! A plan as a table: one row for each session, by names of columns that plans use.

use csv::{ByteRecord, ReaderBuilder};
use jiff::civil::Date;
use trochlea_knowledge::Message;
use trochlea_quantity::{Duration, Length};

use crate::title::{Extent, extent, kind};
use crate::{Kind, Session, Source, TrainingPlan, Unreadable};

/// Longer than any session of a plan on foot: such a number is in another unit.
const FARTHEST: Length = Length::from_km(300.0);
const LONGEST: Duration = Duration::from_min(48.0 * 60.0);

pub(crate) fn read(file: &str, text: &str) -> Result<TrainingPlan, Unreadable> {
    let refused = |reason: String| Unreadable {
        file: file.to_owned(),
        reason,
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut lines = Lines::of_text(text);
    let mut record = ByteRecord::new();
    while reader
        .read_byte_record(&mut record)
        .map_err(|error| refused(format!("not a table: {error}")))?
    {
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        let cells: Vec<String> = record
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
            .collect();
        rows.push((line, cells));
    }
    let mut rows = rows.into_iter();
    let head = rows.next().map(|(_, cells)| cells).unwrap_or_default();
    let columns = Columns::of(&head);
    if columns.day.is_none() {
        return Err(refused(format!(
            "the first line names no column \"date\" (it holds: {}); a plan as CSV begins with a line such as date,title,distance_km",
            head.join(", ")
        )));
    }
    let mut plan = TrainingPlan::default();
    for (line, cells) in rows {
        if cells.iter().all(String::is_empty) {
            continue;
        }
        match columns.session(file, line, &cells) {
            Ok(session) => plan.sessions.push(session),
            Err(reason) => plan.problem(file, line, reason),
        }
    }
    Ok(plan.in_order())
}

/// Counts lines on the way through a text: the reader's own count stands before empty lines.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    const fn of_text(text: &'a str) -> Self {
        Self {
            text: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line of the first sign at or after a byte; bytes only ever rise.
    fn of(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(sign) = self.text.get(self.at) {
            let is_end = matches!(sign, b'\n' | b'\r');
            if self.at >= byte && !is_end {
                break;
            }
            self.line += u64::from(*sign == b'\n');
            self.at += 1;
        }
        self.line
    }
}

/// The sign that the first line holds most often.
fn separator(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let n = |sign: u8| head.bytes().filter(|byte| *byte == sign).count();
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|sign| n(*sign))
        .unwrap_or(b',')
}

/// Which column is what.
#[derive(Default)]
struct Columns {
    day: Option<usize>,
    way: Option<(usize, Unit)>,
    time: Option<(usize, Unit)>,
    kind: Option<usize>,
    title: Option<usize>,
    notes: Option<usize>,
}

/// In what a column counts where its cells hold bare numbers.
#[derive(Clone, Copy)]
enum Unit {
    Kilometres,
    Metres,
    Miles,
    Minutes,
    Hours,
}

impl Columns {
    fn of(head: &[String]) -> Self {
        let mut columns = Self::default();
        for (idx, name) in head.iter().enumerate() {
            let name: String = name
                .to_lowercase()
                .chars()
                .map(|one| if one.is_alphanumeric() { one } else { ' ' })
                .collect();
            let name = name.split_whitespace().collect::<Vec<_>>().join("_");
            match name.as_str() {
                "date" | "day" | "datum" => columns.day = columns.day.or(Some(idx)),
                "distance_km" | "km" | "distance" | "kilometers" | "kilometres" => {
                    columns.way = Some((idx, Unit::Kilometres));
                }
                "distance_m" | "metres" | "meters" => columns.way = Some((idx, Unit::Metres)),
                "distance_mi" | "mi" | "miles" | "distance_miles" => {
                    columns.way = Some((idx, Unit::Miles));
                }
                "duration" | "minutes" | "min" | "duration_min" | "time" | "duration_minutes" => {
                    columns.time = Some((idx, Unit::Minutes));
                }
                "hours" | "duration_h" => columns.time = Some((idx, Unit::Hours)),
                "type" | "kind" | "workout_type" | "intensity" => columns.kind = Some(idx),
                "title" | "name" | "workout" | "session" | "summary" => columns.title = Some(idx),
                "notes" | "description" | "details" | "note" => columns.notes = Some(idx),
                _ => {}
            }
        }
        columns
    }

    fn session(&self, file: &str, line: u64, cells: &[String]) -> Result<Session, Message> {
        let cell = |idx: Option<usize>| {
            let cell = idx.and_then(|idx| cells.get(idx)).map(String::as_str);
            cell.filter(|text| !text.is_empty())
        };
        let day = day(cell(self.day).ok_or_else(|| Message::plain("schedule-row-no-day"))?)?;
        let stated = Extent {
            distance: match (cell(self.way.map(|(idx, _)| idx)), self.way) {
                (Some(text), Some((_, unit))) => Some(way(text, unit)?),
                _ => None,
            },
            duration: match (cell(self.time.map(|(idx, _)| idx)), self.time) {
                (Some(text), Some((_, unit))) => Some(time(text, unit)?),
                _ => None,
            },
            in_parts: false,
        };
        let texts = [cell(self.title), cell(self.kind), cell(self.notes)];
        let extent = if stated.is_unknown() {
            let mut told = texts.iter().flatten().map(|text| extent(text));
            told.find(|one| !one.is_unknown()).unwrap_or_default()
        } else {
            stated
        };
        let title = texts.iter().flatten().next().map_or("", |text| text);
        Ok(Session {
            day: Some(day),
            title: title.to_owned(),
            distance: extent.distance,
            duration: extent.duration,
            in_parts: extent.in_parts,
            kind: kind_of(cell(self.kind), &texts),
            source: Source {
                file: file.to_owned(),
                line: Some(line),
            },
        })
    }
}

/// The strictest of what the column of kinds and the other texts say: an easy day with hills in
/// its notes is a day with hills.
fn kind_of(stated: Option<&str>, texts: &[Option<&str>]) -> Kind {
    let of_texts = || texts.iter().flatten().filter_map(|text| kind(text));
    if let Some(other) = stated.and_then(kind).filter(|kind| !kind.may_be_a_run()) {
        return other;
    }
    let run = of_texts()
        .filter(|kind| kind.may_be_a_run() && *kind != Kind::Unknown)
        .max();
    run.or_else(|| of_texts().next()).unwrap_or_default()
}

/// `2026-03-14`, `2026/03/14` or `14.03.2026`. Two numbers between strokes may be day and month or
/// month and day: refused.
fn day(text: &str) -> Result<Date, Message> {
    let refused = || Message::new("schedule-row-day").text("found", text);
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let &[first, second, third] = parts.as_slice() else {
        return Err(refused());
    };
    let (year, month, day) = if first.len() == 4 {
        (first, second, third)
    } else if third.len() == 4 && date.contains('.') {
        (third, second, first)
    } else {
        return Err(refused());
    };
    let read = || {
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        date.ok()
    };
    read().ok_or_else(refused)
}

fn number(text: &str) -> Option<f64> {
    let number: f64 = text.replace(',', ".").parse().ok()?;
    (number.is_finite() && number >= 0.0).then_some(number)
}

fn way(text: &str, unit: Unit) -> Result<Length, Message> {
    let bare = number(text).map(|number| match unit {
        Unit::Metres => Length::from_m(number),
        Unit::Miles => Length::from_mi(number),
        _ => Length::from_km(number),
    });
    let way = bare.or_else(|| extent(text).distance);
    let way = way.ok_or_else(|| Message::new("schedule-row-distance").text("found", text))?;
    if way > FARTHEST {
        return Err(Message::new("schedule-row-too-far")
            .text("found", text)
            .number("km", way.as_km()));
    }
    Ok(way)
}

fn time(text: &str, unit: Unit) -> Result<Duration, Message> {
    let refused = || Message::new("schedule-row-duration").text("found", text);
    let bare = number(text).map(|number| match unit {
        Unit::Hours => Duration::from_min(60.0 * number),
        _ => Duration::from_min(number),
    });
    let clock = || clock(text);
    let time = bare.or_else(clock).or_else(|| extent(text).duration);
    time.filter(|time| *time <= LONGEST).ok_or_else(refused)
}

/// `1:05:00`; of two numbers `0:45` to `4:59` are hours and minutes, `10:00` and more minutes and
/// seconds. What lies between may be either and is not read.
fn clock(text: &str) -> Option<Duration> {
    let parts: Option<Vec<f64>> = text.split(':').map(|part| part.parse().ok()).collect();
    match *parts?.as_slice() {
        [hours, minutes, seconds] if minutes < 60.0 && seconds < 60.0 => {
            Some(Duration::from_s(3600.0 * hours + 60.0 * minutes + seconds))
        }
        [hours, minutes] if hours < 5.0 && minutes < 60.0 => {
            Some(Duration::from_min(60.0 * hours + minutes))
        }
        [minutes, seconds] if minutes >= 10.0 && seconds < 60.0 => {
            Some(Duration::from_s(60.0 * minutes + seconds))
        }
        _ => None,
    }
}
