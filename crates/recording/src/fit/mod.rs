//! FIT: a header, messages whose shape the file itself defines, and a check sum.

mod base_type;
mod definition;
mod field;
mod name;
mod part;
mod session;

use crate::columns::Columns;
use crate::crc::crc16;
use crate::foot;
use crate::model::{
    DecodeError, Device, Format, NO_TIME, Recording, Session, UnknownMessage, Warning, Workout,
};
use part::Part;
use std::collections::BTreeMap;

/// Smallest header that says how long the data are.
const HEADER_BYTES: usize = 12;
const CRC_BYTES: usize = 2;
/// FIT times below 2^28 seconds (before July 1998) count from the device's power-on.
const FIRST_CALENDAR_MS: i64 = (631_065_600 + (1 << 28)) * 1000;

/// Whether these bytes begin like a FIT file.
pub(crate) fn is_fit(bytes: &[u8]) -> bool {
    bytes.get(8..12) == Some(b".FIT") && bytes.first().is_some_and(|&size| size >= 12)
}

/// Reads a FIT file.
///
/// Several files that were joined end to end become one recording with all their sessions.
/// A wrong check sum or a missing end is a warning; every sample before it is kept.
///
/// # Errors
///
/// [`DecodeError::NotAnActivity`] for a whole file without samples or sessions (settings,
/// workouts), otherwise what kept the first message from being read.
pub fn decode_fit(bytes: &[u8]) -> Result<(Recording, Vec<Warning>), DecodeError> {
    File::read(bytes)?.finish(bytes.len())
}

/// Reads the workout of a FIT file: what a device is told to do, not what was done.
///
/// # Errors
///
/// [`DecodeError::NoWorkout`] for a whole file without any step, otherwise what kept the first
/// message from being read.
pub fn decode_workout(bytes: &[u8]) -> Result<(Workout, Vec<Warning>), DecodeError> {
    let file = File::read(bytes)?;
    if file.recording.workout_steps.is_empty() {
        return Err(match file.nothing(bytes.len()) {
            DecodeError::NotAnActivity { what } => DecodeError::NoWorkout { what },
            broken => broken,
        });
    }
    let workout = Workout {
        name: file.recording.workout_name,
        sport: file.recording.workout_sport,
        steps: file.recording.workout_steps,
    };
    Ok((workout, file.warnings))
}

fn broken(byte: usize, reason: &str) -> DecodeError {
    DecodeError::Broken {
        format: "FIT",
        byte: byte as u64,
        reason: reason.to_owned(),
    }
}

/// A FIT file while it is read: the parts before, and what they left.
#[derive(Default)]
struct File {
    columns: Columns,
    recording: Recording,
    warnings: Vec<Warning>,
    unknown: BTreeMap<u16, u32>,
    n_messages: u64,
    n_developer_undescribed: u64,
    file_type: Option<i64>,
}

impl File {
    /// Reads every part.
    fn read(bytes: &[u8]) -> Result<Self, DecodeError> {
        if bytes.len() < HEADER_BYTES {
            return Err(DecodeError::TooShort { bytes: bytes.len() });
        }
        if !is_fit(bytes) {
            return Err(broken(0, "the header does not say FIT"));
        }
        let mut file = Self::default();
        // Each entry that fills a gap in a developer column is 8 bytes that stand in no file.
        file.columns.developer_padding_limit = bytes.len() * 2 + 4096;
        let mut start = 0;
        while let Some(rest) = bytes.get(start..) {
            if !is_fit(rest) {
                if start > 0 && !rest.is_empty() {
                    file.warn(
                        "trailing_bytes",
                        format!(
                            "{} bytes after the end of the data were ignored",
                            rest.len()
                        ),
                        Some(start),
                    );
                }
                break;
            }
            start += file.read_part(rest, start);
        }
        Ok(file)
    }

    /// Reads one header, its data and its check sum. Returns the bytes they take.
    fn read_part(&mut self, bytes: &[u8], start: usize) -> usize {
        let header_size = bytes
            .first()
            .map_or(HEADER_BYTES, |&size| usize::from(size));
        let declared = bytes
            .get(4..8)
            .and_then(|size| size.first_chunk::<4>())
            .map_or(0, |size| u32::from_le_bytes(*size) as usize);
        let data_end = self.data_end(bytes, header_size, declared, start);
        let mut part = Part::new(self.columns.row());
        let data = bytes.get(..data_end).unwrap_or(bytes);
        part.read(data, header_size.min(data_end), start, self);
        part.finish(self);
        (data_end + CRC_BYTES).min(bytes.len()).max(1)
    }

    /// Where the messages end: as declared if the check sum says so, else as far as there are bytes.
    fn data_end(&mut self, bytes: &[u8], header: usize, declared: usize, start: usize) -> usize {
        let end = if declared == 0 {
            // The device never came back to write the size. The sum still may be there.
            bytes.len().saturating_sub(CRC_BYTES)
        } else {
            header + declared
        };
        let stored = bytes
            .get(end..)
            .and_then(|tail| tail.first_chunk::<CRC_BYTES>())
            .map(|sum| u16::from_le_bytes(*sum));
        match (bytes.get(..end), stored) {
            (Some(summed), Some(stored)) if crc16(summed) == stored => end,
            (Some(_), Some(_)) if declared == 0 => {
                self.warn(
                    "data_size_missing",
                    "the header does not say how long the data are: read to the end".to_owned(),
                    Some(start + 4),
                );
                bytes.len()
            }
            (Some(_), Some(stored)) => {
                self.warn(
                    "crc_mismatch",
                    format!(
                        "the check sum {stored:#06x} does not fit the data: some bytes may be wrong"
                    ),
                    Some(start + end),
                );
                end
            }
            (Some(_), None) => {
                self.warn(
                    "truncated",
                    "the file ends before its check sum".to_owned(),
                    Some(start + bytes.len()),
                );
                end
            }
            (None, _) => {
                self.warn(
                    "truncated",
                    format!("the file ends {} bytes early", end - bytes.len()),
                    Some(start + bytes.len()),
                );
                bytes.len()
            }
        }
    }

    fn warn(&mut self, code: &'static str, message: String, byte: Option<usize>) {
        // A hostile file may be a chain of a million broken parts.
        const MOST: usize = 1000;
        if self.warnings.len() < MOST {
            self.warnings.push(Warning {
                code,
                message,
                byte: byte.map(|byte| byte as u64),
            });
        }
    }

    fn finish(mut self, n_bytes: usize) -> Result<(Recording, Vec<Warning>), DecodeError> {
        let n_samples = self.columns.row();
        if n_samples == 0 && self.recording.sessions.is_empty() {
            return Err(self.nothing(n_bytes));
        }
        if let Some(file_type) = self.file_type.filter(|&number| number != 4) {
            let what = name::file_type(file_type);
            self.warn(
                "not_an_activity_file",
                format!("the file calls itself {what}: its samples may be planned, not run"),
                None,
            );
        }
        if self
            .columns
            .time_ms
            .iter()
            .any(|&ms| ms != NO_TIME && ms < FIRST_CALENDAR_MS)
        {
            self.warn(
                "clock_not_set",
                "the device's clock counted from its power-on: the dates are wrong".to_owned(),
                None,
            );
        }
        if self.n_developer_undescribed > 0 {
            self.warn(
                "developer_field_undescribed",
                "a developer field has no description in the file: its values were left out"
                    .to_owned(),
                None,
            );
        }
        let refused = foot::keep_possible_step_rates(&mut self.columns, &self.recording.sessions);
        if refused > 0 {
            self.warn("step_rate_impossible", foot::refusal(refused), None);
        }
        let (samples, n_dropped) = std::mem::take(&mut self.columns).finish();
        if n_dropped > 0 {
            self.warn(
                "developer_field_dropped",
                format!("{n_dropped} developer values or columns were too scattered to keep"),
                None,
            );
        }
        self.recording.samples = samples;
        self.recording.format = Format::Fit;
        self.recording.unknown_messages = std::mem::take(&mut self.unknown)
            .into_iter()
            .map(|(number, count)| UnknownMessage { number, count })
            .collect();
        Ok((self.recording, self.warnings))
    }

    /// Why there is nothing: broken at the first message, or whole and something else.
    fn nothing(&self, n_bytes: usize) -> DecodeError {
        let stop = self
            .warnings
            .iter()
            .find(|warning| matches!(warning.code, "undefined_message" | "truncated"));
        if let Some(stop) = stop {
            return broken(stop.byte.unwrap_or(0) as usize, &stop.message);
        }
        if self.n_messages == 0 {
            return DecodeError::TooShort { bytes: n_bytes };
        }
        DecodeError::NotAnActivity {
            what: match self.file_type {
                Some(number) => format!("a FIT file of type {}", name::file_type(number)),
                None => "a FIT file that does not say its type".to_owned(),
            },
        }
    }

    fn push_session(&mut self, session: Session) {
        self.recording.sessions.push(session);
    }

    fn set_device(&mut self, device: Device) {
        if self.recording.device.is_none() && device != Device::default() {
            self.recording.device = Some(device);
        }
    }
}
