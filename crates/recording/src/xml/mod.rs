//! TCX and GPX: events of quick-xml straight into columns.
//!
//! Element names are matched without their prefix: half of the files in the wild use
//! prefixes they never declare.

mod number;
mod point;
mod time;
mod walk;

use crate::columns::{Columns, Narrow};
use crate::foot;
use crate::model::{DecodeError, Device, Format, Lap, Recording, Session, TimerEvent, Warning};
use std::borrow::Cow;

/// Reads a TCX file: each activity is a session.
///
/// # Errors
///
/// [`DecodeError::NotAnActivity`] for a whole document without track points, otherwise where
/// and why the document broke before its first one.
pub fn decode_tcx(bytes: &[u8]) -> Result<(Recording, Vec<Warning>), DecodeError> {
    decode(bytes, Format::Tcx)
}

/// Reads a GPX file: each track is a session; routes and waypoints are plans, not recordings.
///
/// # Errors
///
/// As [`decode_tcx`].
pub fn decode_gpx(bytes: &[u8]) -> Result<(Recording, Vec<Warning>), DecodeError> {
    decode(bytes, Format::Gpx)
}

/// What kind of XML this is, by its first element that is one of ours.
pub(crate) fn recognise(bytes: &[u8]) -> Option<Format> {
    /// Far more than any declaration, comment and style sheet before the first element.
    const LOOK_AHEAD: usize = 4096;
    let (plain, _) = plain_bytes(bytes.get(..bytes.len().min(LOOK_AHEAD))?);
    let text = String::from_utf8_lossy(&plain);
    let has = |name: &str| {
        text.match_indices(name)
            .any(|(at, _)| starts_element(&text, at))
    };
    // Some tools lose the outermost element of TCX and keep what is in it.
    if has("TrainingCenterDatabase") || has("Activities") {
        Some(Format::Tcx)
    } else if has("gpx") {
        Some(Format::Gpx)
    } else {
        None
    }
}

/// Whether a name at `at` is the name of a start tag, with or without a prefix.
fn starts_element(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let before = before.strip_suffix(':').map_or(before, |prefixed| {
        prefixed.trim_end_matches(|letter: char| letter.is_alphanumeric())
    });
    before.ends_with('<')
}

/// The document in an encoding of single bytes, from its first `<`; with the bytes skipped.
fn plain_bytes(bytes: &[u8]) -> (Cow<'_, [u8]>, usize) {
    let wide = match bytes {
        [0xFF, 0xFE, rest @ ..] => Some((rest, u16::from_le_bytes as fn([u8; 2]) -> u16)),
        [0xFE, 0xFF, rest @ ..] => Some((rest, u16::from_be_bytes as fn([u8; 2]) -> u16)),
        _ => None,
    };
    if let Some((rest, unit)) = wide {
        let (pairs, _) = rest.as_chunks::<2>();
        let letters = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
        let text: String = letters
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        return (Cow::Owned(text.into_bytes()), 0);
    }
    let skipped = bytes
        .iter()
        .position(|&byte| byte == b'<')
        .unwrap_or(bytes.len());
    (
        Cow::Borrowed(bytes.get(skipped..).unwrap_or_default()),
        skipped,
    )
}

fn decode(bytes: &[u8], format: Format) -> Result<(Recording, Vec<Warning>), DecodeError> {
    let (plain, skipped) = plain_bytes(bytes);
    let mut document = Document::default();
    let mut stopped = walk::walk(&plain, format, &mut document);
    if stopped.as_ref().is_some_and(|stop| stop.not_utf8) {
        // Other encodings differ in names and notes, which hold no samples.
        let text = String::from_utf8_lossy(&plain);
        document = Document::default();
        stopped = walk::walk(text.as_bytes(), format, &mut document);
        document.warn(
            "not_utf8",
            "letters that are not UTF-8 were replaced".to_owned(),
            None,
        );
    }
    if let Some(stop) = stopped {
        let byte = stop.byte + skipped as u64;
        if document.columns.row() == 0 {
            return Err(DecodeError::Broken {
                format: if format == Format::Tcx { "TCX" } else { "GPX" },
                byte,
                reason: stop.reason,
            });
        }
        document.warn(
            "xml_broken",
            format!("{}: what follows was not read", stop.reason),
            Some(byte),
        );
    }
    document.finish(format)
}

/// Everything read from a document so far.
#[derive(Default)]
pub(super) struct Document {
    pub(super) columns: Columns,
    pub(super) sessions: Vec<Session>,
    pub(super) laps: Vec<Lap>,
    pub(super) timer_events: Vec<TimerEvent>,
    pub(super) device: Option<String>,
    pub(super) n_route_points: u64,
    pub(super) is_course: bool,
    pub(super) n_times_unread: u64,
    pub(super) n_times_without_zone: u64,
    pub(super) n_numbers_unread: u64,
    warnings: Vec<Warning>,
}

impl Document {
    fn warn(&mut self, code: &'static str, message: String, byte: Option<u64>) {
        self.warnings.push(Warning {
            code,
            message,
            byte,
        });
    }

    fn finish(mut self, format: Format) -> Result<(Recording, Vec<Warning>), DecodeError> {
        if self.columns.row() == 0 && self.sessions.iter().all(|session| session.timer.is_none()) {
            return Err(DecodeError::NotAnActivity {
                what: self.what(format),
            });
        }
        if self.is_course {
            self.warn(
                "not_an_activity_file",
                "the file calls itself a course: its points may be planned, not run".to_owned(),
                None,
            );
        }
        self.warn_of_values();
        double_strides(&mut self.columns, &self.sessions);
        let refused = foot::keep_possible_step_rates(&mut self.columns, &self.sessions);
        if refused > 0 {
            self.warn("step_rate_impossible", foot::refusal(refused), None);
        }
        let (samples, _) = self.columns.finish();
        let recording = Recording {
            format,
            device: self.device.map(|product| Device {
                manufacturer: None,
                product: Some(product),
            }),
            samples,
            sessions: self.sessions,
            laps: self.laps,
            timer_events: self.timer_events,
            ..Recording::default()
        };
        Ok((recording, self.warnings))
    }

    fn warn_of_values(&mut self) {
        for (count, code, what) in [
            (
                self.n_times_unread,
                "time_unreadable",
                "times could not be read and were left out",
            ),
            (
                self.n_times_without_zone,
                "time_zone_missing",
                "times say no zone and were taken as UTC",
            ),
            (
                self.n_numbers_unread,
                "number_unreadable",
                "numbers could not be read and were left out",
            ),
        ] {
            if count > 0 {
                self.warn(code, format!("{count} {what}"), None);
            }
        }
    }

    fn what(&self, format: Format) -> String {
        match (format, self.n_route_points) {
            (Format::Tcx, _) => "a TCX file without track points".to_owned(),
            (_, 0) => "a GPX file without track points".to_owned(),
            (_, n) => format!("a GPX file with {n} route points or waypoints and no track"),
        }
    }
}

/// Doubles the cadence of sessions whose values can only be strides.
///
/// Neither format says whether cadence counts one leg or both, and devices differ. Half of a
/// session's values above zero lie below the median. Runners take 140 to 220 steps or 70 to 110
/// strides a minute, so a median below 120 is strides; for a sport that is called walking
/// or hiking (90 to 130 steps, 45 to 65 strides) the border is 75.
fn double_strides(columns: &mut Columns, sessions: &[Session]) {
    let column = columns.narrow_mut(Narrow::StepRate);
    for session in sessions {
        let end = session.samples.end.min(column.len());
        let Some(rows) = column.get_mut(session.samples.start.min(end)..end) else {
            continue;
        };
        let mut moving: Vec<f32> = rows.iter().copied().filter(|&value| value > 0.0).collect();
        if moving.is_empty() {
            continue;
        }
        let middle = moving.len() / 2;
        let (_, median, _) = moving.select_nth_unstable_by(middle, f32::total_cmp);
        let is_walk = session
            .sport
            .as_deref()
            .is_some_and(|sport| ["walking", "walk", "hiking", "hike"].contains(&sport));
        if *median < if is_walk { 75.0 } else { 120.0 } {
            rows.iter_mut().for_each(|value| *value *= 2.0);
        }
    }
}
