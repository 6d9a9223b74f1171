//! The walk over the events of a document.

use super::point::{Leaf, put};
use super::{Document, number, time};
use crate::model::{Format, Lap, NO_TIME, Session, TimerEvent};
use jiff::Timestamp;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use trochlea_quantity::{Duration, Length};

/// Where the walk stands.
#[derive(Default)]
struct Walk {
    point: PointState,
    leaf: Option<Leaf>,
    time_ms: Option<i64>,
    /// Text that stands outside points and is wanted.
    wanted: Option<Wanted>,
    in_heart_rate: bool,
    in_session: bool,
    in_lap: bool,
    in_creator: bool,
    segment_rows: usize,
    depth: usize,
    /// Words of a wanted text so far: references such as `&amp;` cut it into pieces.
    words: String,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum PointState {
    #[default]
    Outside,
    Inside,
}

/// Values of sessions and laps.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Sport,
    SessionStart,
    LapSeconds,
    LapMetres,
    Device,
}

/// Where and why the walk ended before the document did.
pub(super) struct Stop {
    pub(super) byte: u64,
    pub(super) reason: String,
    pub(super) not_utf8: bool,
}

/// Fills the document. Returns where and why it stopped early, if it did.
pub(super) fn walk(bytes: &[u8], format: Format, document: &mut Document) -> Option<Stop> {
    let mut reader = Reader::from_reader(bytes);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut walk = Walk::default();
    // A point with a time takes about this many bytes; room for more is made when needed.
    document.columns.expected_rows = bytes.len() / 128;
    let stopped = loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                walk.depth += 1;
                walk.start(&tag, format, document);
            }
            Ok(Event::Empty(tag)) => {
                walk.start(&tag, format, document);
                walk.end(local(tag.name().into_inner()), document);
            }
            Ok(Event::End(tag)) => {
                walk.depth = walk.depth.saturating_sub(1);
                // Most elements are values: their end needs no name.
                if walk.leaf.take().is_none() {
                    walk.end(local(tag.name().into_inner()), document);
                }
            }
            Ok(Event::Text(value)) => {
                if walk.leaf.is_some() || walk.wanted.is_some() {
                    walk.text(&value.into_inner(), document);
                }
            }
            Ok(Event::CData(value)) => walk.text(&value.into_inner(), document),
            Ok(Event::GeneralRef(name)) if walk.wanted.is_some() => {
                let reference = format!("&{};", &*name);
                let plain = quick_xml::escape::unescape(&reference);
                walk.words.push_str(&plain.unwrap_or_default());
            }
            Ok(Event::Eof) => {
                break (walk.depth > 0).then(|| Stop {
                    byte: reader.buffer_position(),
                    reason: "the file ends before its elements do".to_owned(),
                    not_utf8: false,
                });
            }
            Ok(_) => {}
            Err(error) => {
                break Some(Stop {
                    byte: reader.error_position(),
                    reason: error.to_string(),
                    not_utf8: matches!(error, quick_xml::Error::Encoding(_)),
                });
            }
        }
    };
    walk.close_session(document);
    document.columns.abandon_row();
    stopped
}

impl Walk {
    #[inline]
    fn start(&mut self, tag: &BytesStart<'_>, format: Format, document: &mut Document) {
        let name = tag.name().into_inner();
        let name = local(name);
        if self.point == PointState::Inside {
            self.leaf = match name.as_bytes() {
                b"HeartRateBpm" => {
                    self.in_heart_rate = true;
                    None
                }
                b"Value" if self.in_heart_rate => Some(Leaf::HeartRate),
                _ => Leaf::from_name(name),
            };
            return;
        }
        match name {
            "trkpt" if format == Format::Gpx => {
                self.point = PointState::Inside;
                self.open_session(document);
                self.position(tag.attributes_raw(), document);
            }
            "Trackpoint" => {
                self.point = PointState::Inside;
                self.open_session(document);
            }
            _ => self.start_outside(name, tag, document),
        }
    }

    fn start_outside(&mut self, name: &str, tag: &BytesStart<'_>, document: &mut Document) {
        match name {
            "trk" => {
                self.close_session(document);
                self.open_session(document);
            }
            "Activity" => {
                self.close_session(document);
                self.open_session(document);
                let sport = attribute(tag.attributes_raw(), "Sport").map(str::to_ascii_lowercase);
                if let Some(session) = document.sessions.last_mut() {
                    session.sport = sport;
                }
            }
            "Course" => {
                self.close_session(document);
                document.is_course = true;
            }
            "trkseg" => self.segment_rows = document.columns.row(),
            "Lap" => {
                self.in_lap = true;
                let start = attribute(tag.attributes_raw(), "StartTime")
                    .and_then(|text| self.time(text, document));
                document.laps.push(Lap {
                    start,
                    ..Lap::default()
                });
                if let Some(session) = document.sessions.last_mut().filter(|_| self.in_session) {
                    session.n_laps += 1;
                    session.start = session.start.or(start);
                }
            }
            "rtept" | "wpt" => document.n_route_points += 1,
            "gpx" => {
                document.device = attribute(tag.attributes_raw(), "creator").and_then(plain_text)
            }
            "Creator" => self.in_creator = true,
            "type" if self.in_session => self.wanted = Some(Wanted::Sport),
            "Id" if self.in_session && !self.in_lap => self.wanted = Some(Wanted::SessionStart),
            "TotalTimeSeconds" if self.in_lap => self.wanted = Some(Wanted::LapSeconds),
            "DistanceMeters" if self.in_lap => self.wanted = Some(Wanted::LapMetres),
            "Name" if self.in_creator => self.wanted = Some(Wanted::Device),
            _ => self.wanted = None,
        }
    }

    #[inline]
    fn end(&mut self, name: &str, document: &mut Document) {
        if self.leaf.take().is_some() {
            return;
        }
        if self.point == PointState::Inside {
            match name {
                "trkpt" | "Trackpoint" => {
                    document.columns.end_row(self.time_ms.take());
                    self.point = PointState::Outside;
                    self.in_heart_rate = false;
                }
                "HeartRateBpm" => self.in_heart_rate = false,
                _ => {}
            }
            return;
        }
        if let Some(wanted) = self.wanted.take() {
            self.end_words(wanted, document);
            return;
        }
        match name {
            "trkseg" => self.end_segment(document),
            "trk" | "Activity" => self.close_session(document),
            "Lap" => self.in_lap = false,
            "Creator" => self.in_creator = false,
            _ => {}
        }
    }

    #[inline]
    fn text(&mut self, text: &str, document: &mut Document) {
        match self.leaf {
            Some(Leaf::Time) => {
                self.time_ms = self.time(text, document).map(Timestamp::as_millisecond)
            }
            Some(leaf) => match number::decimal(text) {
                Some(value) => put(&mut document.columns, leaf, value),
                None if text.trim_ascii().is_empty() => {}
                None => document.n_numbers_unread += 1,
            },
            None => {
                if let Some(wanted) = self.wanted {
                    self.wanted_text(wanted, text, document);
                }
            }
        }
    }

    fn wanted_text(&mut self, wanted: Wanted, text: &str, document: &mut Document) {
        match wanted {
            Wanted::Device | Wanted::Sport => self.words.push_str(text),
            Wanted::SessionStart => {
                let start = time::read(text)
                    .and_then(|read| Timestamp::from_millisecond(read.unix_ms).ok());
                if let Some(session) = document.sessions.last_mut() {
                    session.start = start;
                }
            }
            Wanted::LapSeconds | Wanted::LapMetres => self.lap_total(wanted, text, document),
        }
    }

    fn end_words(&mut self, wanted: Wanted, document: &mut Document) {
        let words = std::mem::take(&mut self.words);
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        match wanted {
            Wanted::Device => document.device = Some(words.to_owned()),
            Wanted::Sport => {
                if let Some(session) = document.sessions.last_mut() {
                    session.sport = Some(words.to_lowercase());
                }
            }
            Wanted::SessionStart | Wanted::LapSeconds | Wanted::LapMetres => {}
        }
    }

    /// A lap's time and distance count for its session too.
    fn lap_total(&mut self, wanted: Wanted, text: &str, document: &mut Document) {
        let Some(value) = number::decimal(text) else {
            document.n_numbers_unread += 1;
            return;
        };
        let Some(lap) = document.laps.last_mut() else {
            return;
        };
        let session = document.sessions.last_mut().filter(|_| self.in_session);
        if wanted == Wanted::LapSeconds {
            lap.timer = Some(Duration::from_s(value));
            if let Some(session) = session {
                let before = session.timer.map_or(0.0, Duration::as_s);
                session.timer = Some(Duration::from_s(before + value));
            }
        } else {
            lap.totals.distance = Some(Length::from_m(value));
            if let Some(session) = session {
                let before = session.device_totals.distance.map_or(0.0, Length::as_m);
                session.device_totals.distance = Some(Length::from_m(before + value));
            }
        }
    }

    fn time(&mut self, text: &str, document: &mut Document) -> Option<Timestamp> {
        let read = time::read(text);
        let time = read.and_then(|read| Timestamp::from_millisecond(read.unix_ms).ok());
        match read {
            Some(read) if time.is_some() => {
                document.n_times_without_zone += u64::from(!read.has_zone)
            }
            _ => document.n_times_unread += 1,
        }
        time
    }

    /// Latitude and longitude of a GPX point stand in its tag.
    #[inline]
    fn position(&mut self, attributes: &str, document: &mut Document) {
        for (name, value) in Attributes(attributes) {
            let leaf = match name.as_bytes() {
                b"lat" => Leaf::Latitude,
                b"lon" => Leaf::Longitude,
                _ => continue,
            };
            match number::decimal(value) {
                Some(value) => put(&mut document.columns, leaf, value),
                None => document.n_numbers_unread += 1,
            }
        }
    }

    fn open_session(&mut self, document: &mut Document) {
        if self.in_session {
            return;
        }
        self.in_session = true;
        let row = document.columns.row();
        document.sessions.push(Session {
            samples: row..row,
            stated: true,
            ..Session::default()
        });
    }

    /// A session ends with its rows; an empty one without a time is none.
    fn close_session(&mut self, document: &mut Document) {
        if !std::mem::take(&mut self.in_session) {
            return;
        }
        self.in_lap = false;
        let Some(session) = document.sessions.last_mut() else {
            return;
        };
        session.samples.end = document.columns.row();
        if session.samples.is_empty() && session.timer.is_none() {
            document.sessions.pop();
            return;
        }
        let times = document
            .columns
            .time_ms
            .get(session.samples.clone())
            .unwrap_or_default();
        let mut known = times.iter().copied().filter(|&time| time != NO_TIME);
        let first = known.next();
        let last = known.next_back().or(first);
        if session.start.is_none() {
            session.start = first.and_then(|ms| Timestamp::from_millisecond(ms).ok());
        }
        session.elapsed = first
            .zip(last)
            .filter(|(first, last)| last >= first)
            .map(|(first, last)| Duration::from_ms((last - first) as f64));
    }

    /// The end of a segment is a stop, the begin of the next of the same track a start.
    fn end_segment(&mut self, document: &mut Document) {
        let from = self.segment_rows;
        let times = document.columns.time_ms.get(from..).unwrap_or_default();
        let known = |time: &&i64| **time != NO_TIME;
        let first = times.iter().find(known);
        let last = times.iter().rev().find(known);
        if let Some((&first, &last)) = first.zip(last) {
            for (ms, running) in [(first, true), (last, false)] {
                if let Ok(at) = Timestamp::from_millisecond(ms) {
                    document.timer_events.push(TimerEvent { at, running });
                }
            }
        }
        self.segment_rows = document.columns.row();
    }
}

/// A name without its prefix. Names are short: a plain loop is faster than a search.
#[inline]
fn local(name: &str) -> &str {
    let prefix = name.bytes().position(|byte| byte == b':');
    prefix
        .and_then(|colon| name.get(colon + 1..))
        .unwrap_or(name)
}

/// The value of an attribute, as it stands between its quotes.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    Attributes(attributes)
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// Names and values of a tag's attributes, up to the first that is malformed.
///
/// Names and values are short: plain loops are faster than searches.
struct Attributes<'a>(&'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let text = self.0.trim_ascii_start();
        let equals = text.bytes().position(|byte| byte == b'=')?;
        let name = text.get(..equals)?.trim_ascii_end();
        let value = text.get(equals + 1..)?.trim_ascii_start();
        let quote = *value
            .as_bytes()
            .first()
            .filter(|quote| matches!(quote, b'"' | b'\''))?;
        let value = value.get(1..)?;
        let end = value.bytes().position(|byte| byte == quote)?;
        self.0 = value.get(end + 1..)?;
        Some((name, value.get(..end)?))
    }
}

fn plain_text(text: &str) -> Option<String> {
    let text = quick_xml::escape::unescape(text)
        .map_or_else(|_| text.to_owned(), |plain| plain.into_owned());
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
