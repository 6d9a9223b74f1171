//! iCalendar (RFC 5545), as far as a plan needs it: events, their days and their texts.
//!
//! Written here because the crates that read it need a second calendar library or are no longer
//! kept; see `docs/decisions.md`.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use trochlea_knowledge::Message;
use trochlea_quantity::Duration;

use crate::repeat::{Repeat, days};
use crate::title::{Extent, extent, kind};
use crate::{Kind, Session, Source, TrainingPlan};

/// A block of a calendar longer than this is a day, not the time of a run.
const LONGEST_BLOCK_S: f64 = 6.0 * 3600.0;

pub(crate) fn read(file: &str, text: &str, zone: &TimeZone) -> TrainingPlan {
    let mut plan = TrainingPlan::default();
    let mut event: Option<Event> = None;
    let mut inner = 0_u32;
    for (line, content) in unfolded(text) {
        let Some(property) = Property::of(&content) else {
            continue;
        };
        match (property.name.as_str(), property.value.as_str()) {
            ("BEGIN", "VEVENT") => {
                event = Some(Event {
                    line,
                    ..Event::default()
                });
            }
            ("END", "VEVENT") => {
                if let Some(event) = event.take() {
                    event.close(file, zone, &mut plan);
                }
                inner = 0;
            }
            // An alarm within an event has texts of its own.
            ("BEGIN", _) if event.is_some() => inner += 1,
            ("END", _) if event.is_some() => inner = inner.saturating_sub(1),
            _ if inner == 0 => {
                if let Some(event) = &mut event {
                    event.take(property);
                }
            }
            _ => {}
        }
    }
    if let Some(event) = event {
        plan.problem(file, event.line, Message::plain("schedule-event-cut-off"));
    }
    plan.in_order()
}

/// Logical lines with the number of their first line: a line that begins with a blank goes on the
/// one before.
fn unfolded(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    for (number, line) in (1_u64..).zip(text.lines()) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some((_, last))) => last.push_str(more),
            _ => lines.push((number, line.to_owned())),
        }
    }
    lines
}

struct Property {
    name: String,
    value: String,
}

impl Property {
    /// `NAME;PARAMETER=...:value`; a colon within quotes belongs to a parameter.
    fn of(content: &str) -> Option<Self> {
        let mut quoted = false;
        let colon = content.char_indices().find_map(|(at, letter)| {
            quoted ^= letter == '"';
            (letter == ':' && !quoted).then_some(at)
        })?;
        let (head, value) = content.split_at_checked(colon)?;
        let (name, _) = head.split_once(';').unwrap_or((head, ""));
        Some(Self {
            name: name.trim().to_ascii_uppercase(),
            value: value.trim_start_matches(':').trim().to_owned(),
        })
    }
}

/// An event while it is read.
#[derive(Default)]
struct Event {
    line: u64,
    summary: String,
    description: String,
    start: Option<Property>,
    end: Option<Property>,
    duration: Option<String>,
    rule: Option<String>,
    except: Vec<Property>,
    cancelled: bool,
}

impl Event {
    fn take(&mut self, property: Property) {
        match property.name.as_str() {
            "SUMMARY" => self.summary = unescaped(&property.value),
            "DESCRIPTION" => self.description = unescaped(&property.value),
            "DTSTART" => self.start = Some(property),
            "DTEND" => self.end = Some(property),
            "DURATION" => self.duration = Some(property.value),
            "RRULE" => self.rule = Some(property.value),
            "EXDATE" => self.except.push(property),
            "STATUS" => self.cancelled = property.value.eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
    }

    fn close(self, file: &str, zone: &TimeZone, plan: &mut TrainingPlan) {
        if self.cancelled {
            return;
        }
        let Some(start) = self
            .start
            .as_ref()
            .and_then(|start| Moment::of(start, zone))
        else {
            return plan.problem(file, self.line, Message::plain("schedule-event-no-day"));
        };
        let extent = self.extent(&start, zone);
        let Some(kind) = self.kind(&extent) else {
            let reason =
                Message::new("schedule-event-not-training").text("title", self.summary.clone());
            return plan.problem(file, self.line, reason);
        };
        let session = Session {
            day: Some(start.day),
            title: self.summary.trim().to_owned(),
            distance: extent.distance,
            duration: extent.duration,
            in_parts: extent.in_parts,
            kind,
            source: Source {
                file: file.to_owned(),
                line: Some(self.line),
            },
        };
        for day in self.days(start.day, file, zone, plan) {
            plan.sessions.push(Session {
                day: Some(day),
                ..session.clone()
            });
        }
    }

    /// The title's words come first, the description's where the title says nothing.
    fn kind(&self, extent: &Extent) -> Option<Kind> {
        let of_title = kind(&self.summary);
        let known = of_title.filter(|one| *one != Kind::Unknown);
        let of_words = || kind(&self.description).filter(|one| one.may_be_a_run());
        let told = !extent.is_unknown() && !self.tells_nothing();
        known
            .or_else(|| of_title.map(|_| of_words().unwrap_or(Kind::Unknown)))
            .or_else(|| told.then(|| of_words().unwrap_or(Kind::Unknown)))
    }

    /// Whether neither text holds a quantity.
    fn tells_nothing(&self) -> bool {
        extent(&self.summary).is_unknown() && extent(&self.description).is_unknown()
    }

    fn extent(&self, start: &Moment, zone: &TimeZone) -> Extent {
        let of_title = extent(&self.summary);
        if !of_title.is_unknown() {
            return of_title;
        }
        let of_words = extent(&self.description);
        if !of_words.is_unknown() {
            return of_words;
        }
        Extent {
            duration: self.block(start, zone),
            ..Extent::default()
        }
    }

    /// How long the event stands in the calendar.
    fn block(&self, start: &Moment, zone: &TimeZone) -> Option<Duration> {
        let span_s = match (&self.end, &self.duration) {
            (Some(end), _) => {
                let end = Moment::of(end, zone)?;
                end.at?.duration_since(start.at?).as_secs_f64()
            }
            (None, Some(text)) => {
                start.at?;
                let span: jiff::SignedDuration = text.parse().ok()?;
                span.as_secs_f64()
            }
            (None, None) => return None,
        };
        (span_s > 0.0 && span_s <= LONGEST_BLOCK_S).then(|| Duration::from_s(span_s))
    }

    fn days(&self, first: Date, file: &str, zone: &TimeZone, plan: &mut TrainingPlan) -> Vec<Date> {
        let Some(rule) = &self.rule else {
            return vec![first];
        };
        let Some(repeat) = Repeat::of(rule, first, zone) else {
            let reason = Message::new("schedule-event-repeats").text("title", self.summary.clone());
            plan.problem(file, self.line, reason);
            return vec![first];
        };
        let except: BTreeSet<Date> = self
            .except
            .iter()
            .flat_map(|property| Moment::days_of(property, zone))
            .collect();
        days(first, &repeat)
            .into_iter()
            .filter(|day| !except.contains(day))
            .collect()
    }
}

/// A day, and the time of day where one is written.
struct Moment {
    day: Date,
    at: Option<DateTime>,
}

impl Moment {
    fn of(property: &Property, zone: &TimeZone) -> Option<Self> {
        Self::read(&property.value, zone)
    }

    fn days_of(property: &Property, zone: &TimeZone) -> Vec<Date> {
        let values = property.value.split(',');
        values
            .filter_map(|value| Some(Self::read(value.trim(), zone)?.day))
            .collect()
    }

    /// `20260314`, `20260314T070000` (the time on the clock, in whatever zone the file names) or
    /// `20260314T060000Z` (world time, which is put into the runner's zone).
    fn read(value: &str, zone: &TimeZone) -> Option<Self> {
        if let Some(utc) = value.strip_suffix(['Z', 'z']) {
            let utc: DateTime = utc.parse().ok()?;
            let at = TimeZone::UTC
                .to_ambiguous_timestamp(utc)
                .unambiguous()
                .ok()?;
            let here = zone.to_datetime(at);
            return Some(Self {
                day: here.date(),
                at: Some(here),
            });
        }
        if value.contains(['T', 't']) {
            let at: DateTime = value.parse().ok()?;
            return Some(Self {
                day: at.date(),
                at: Some(at),
            });
        }
        Some(Self {
            day: value.parse().ok()?,
            at: None,
        })
    }
}

/// The end of a repeat, as a day of the runner.
pub(crate) fn day_of(value: &str, zone: &TimeZone) -> Option<Date> {
    Some(Moment::read(value, zone)?.day)
}

/// Text values escape commas, semicolons, line ends and themselves.
fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => out.push(' '),
                Some(other) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    out
}
