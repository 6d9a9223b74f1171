use jiff::Timestamp;
use std::ops::Range;
use trochlea_quantity::{Duration, Length, Power, Speed, StepRate, Temperature};

/// What a file said: samples as columns, and the messages around them.
///
/// Nothing is smoothed and nothing is filled in: a value that was not recorded is `None`.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// The kind of file the samples came from.
    pub format: Format,
    /// The device that made it, as far as the file says.
    pub device: Option<Device>,
    /// One row per record message or track point, in file order.
    pub samples: Samples,
    /// At least one when there are samples; their ranges are disjoint and cover every sample.
    pub sessions: Vec<Session>,
    /// In file order.
    pub laps: Vec<Lap>,
    /// Starts and stops of the timer, in file order.
    pub timer_events: Vec<TimerEvent>,
    /// Time between heart beats, in seconds, in file order.
    pub hrv_s: Vec<f64>,
    /// The name of the workout the device was told to follow.
    pub workout_name: Option<String>,
    /// FIT's name of that workout's sport.
    pub workout_sport: Option<String>,
    /// The workout the device was told to follow.
    pub workout_steps: Vec<WorkoutStep>,
    /// Messages that were read past, by their global number.
    pub unknown_messages: Vec<UnknownMessage>,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Garmin's binary format, written by most watches.
    #[default]
    Fit,
    /// Training Center XML.
    Tcx,
    /// GPS Exchange Format.
    Gpx,
}

impl Format {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Tcx => "tcx",
            Self::Gpx => "gpx",
        }
    }
}

/// What made the recording. Serial numbers are not kept: they name a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// The maker, by name where the number is known, else the number.
    pub manufacturer: Option<String>,
    /// The product, by name where the file says it, else the number.
    pub product: Option<String>,
}

/// Where the altitude of a session came from, as far as the file lets us tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AltitudeSource {
    /// A pressure sensor: smooth over seconds, drifts over hours.
    Barometric,
    /// Satellites: several metres of noise that is correlated over tens of seconds.
    Gps,
    /// There is altitude and the file does not say from where.
    #[default]
    Unknown,
}

/// One stretch of one sport.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// FIT's name of the sport, such as `running`; for TCX and GPX what the file says, lower case.
    pub sport: Option<String>,
    /// FIT's name of the sub sport, such as `treadmill`.
    pub sub_sport: Option<String>,
    /// When it began.
    pub start: Option<Timestamp>,
    /// Time with the timer running, as the device counted it.
    pub timer: Option<Duration>,
    /// Time from start to end, pauses included, as the device counted it.
    pub elapsed: Option<Duration>,
    /// The device's own totals.
    pub device_totals: DeviceTotals,
    /// Where the altitude came from.
    pub altitude_source: AltitudeSource,
    /// Which rows of [`Samples`] belong to it.
    pub samples: Range<usize>,
    /// How many laps it has.
    pub n_laps: usize,
    /// False when no session message stood in the file and this one was formed from the samples.
    pub stated: bool,
}

/// Totals as the device computed them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DeviceTotals {
    /// Distance.
    pub distance: Option<Length>,
    /// Ascent.
    pub ascent: Option<Length>,
    /// Descent.
    pub descent: Option<Length>,
    /// Strides (FIT's running cycles), one leg.
    pub n_strides: Option<u32>,
}

/// A lap as the device stored it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lap {
    /// When it began.
    pub start: Option<Timestamp>,
    /// Time with the timer running.
    pub timer: Option<Duration>,
    /// Time from start to end.
    pub elapsed: Option<Duration>,
    /// The device's own totals.
    pub totals: DeviceTotals,
}

/// The timer went on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimerEvent {
    /// When.
    pub at: Timestamp,
    /// Whether the timer runs from here on.
    pub running: bool,
}

/// A step of a structured workout.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkoutStep {
    /// Its name in the file.
    pub name: Option<String>,
    /// FIT's number of the kind of duration (0 time, 1 distance, ...).
    pub duration_type: Option<u8>,
    /// The raw duration value in FIT's unit for that kind.
    pub duration_value: Option<u32>,
    /// FIT's number of the kind of target (0 speed, 1 heart rate, ...).
    pub target_type: Option<u8>,
    /// The raw target value: how often, for a step that repeats the steps before it.
    pub target_value: Option<u32>,
    /// FIT's number of the intensity (0 active, 1 rest, ...).
    pub intensity: Option<u8>,
}

/// A workout that a device can be told to follow. It holds steps and no date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workout {
    /// Its name in the file.
    pub name: Option<String>,
    /// FIT's name of the sport, such as `running`.
    pub sport: Option<String>,
    /// In file order, repeats not unrolled.
    pub steps: Vec<WorkoutStep>,
}

/// Messages of a kind that this decoder does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownMessage {
    /// FIT's global message number.
    pub number: u16,
    /// How many there were.
    pub count: u32,
}

/// A named column that the device's own app wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct DeveloperColumn {
    /// Index of the app within the file.
    pub developer_data_index: u8,
    /// Number of the field within the app. With the index it is the key: names repeat.
    pub field_number: u8,
    /// The name the app gave it.
    pub name: String,
    /// The unit the app gave it, if any.
    pub unit: Option<String>,
    /// One value per sample, "not a number" where absent; text and array fields are not kept.
    pub values: Vec<f64>,
}

/// The samples as columns. A column is empty when no sample had the value; else it has one
/// entry per sample, with "not a number" for a missing one, and the accessors say `None`.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    pub(crate) time_ms: Vec<i64>,
    pub(crate) latitude_deg: Vec<f64>,
    pub(crate) longitude_deg: Vec<f64>,
    pub(crate) altitude_m: Vec<f32>,
    pub(crate) distance_m: Vec<f64>,
    pub(crate) speed_m_per_s: Vec<f32>,
    pub(crate) heart_rate_bpm: Vec<f32>,
    pub(crate) step_rate_spm: Vec<f32>,
    pub(crate) contact_time_ms: Vec<f32>,
    pub(crate) vertical_oscillation_mm: Vec<f32>,
    pub(crate) step_length_mm: Vec<f32>,
    pub(crate) vertical_ratio_percent: Vec<f32>,
    pub(crate) contact_balance_percent: Vec<f32>,
    pub(crate) power_w: Vec<f32>,
    pub(crate) temperature_c: Vec<f32>,
    pub(crate) developer: Vec<DeveloperColumn>,
}

/// Stands in `time_ms` where a sample has no time.
pub(crate) const NO_TIME: i64 = i64::MIN;

fn at(column: &[f32], idx: usize) -> Option<f64> {
    column
        .get(idx)
        .filter(|value| value.is_finite())
        .map(|&value| f64::from(value))
}

fn at_f64(column: &[f64], idx: usize) -> Option<f64> {
    column.get(idx).copied().filter(|value| value.is_finite())
}

impl Samples {
    /// How many samples there are.
    pub fn len(&self) -> usize {
        self.time_ms.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.time_ms.is_empty()
    }

    /// When, in milliseconds since 1970-01-01 UTC.
    pub fn unix_time_ms(&self, idx: usize) -> Option<i64> {
        self.time_ms.get(idx).copied().filter(|&ms| ms != NO_TIME)
    }

    /// When.
    pub fn time(&self, idx: usize) -> Option<Timestamp> {
        Timestamp::from_millisecond(self.unix_time_ms(idx)?).ok()
    }

    /// Latitude and longitude in degrees, north and east positive (WGS 84).
    pub fn position_deg(&self, idx: usize) -> Option<(f64, f64)> {
        Some((
            at_f64(&self.latitude_deg, idx)?,
            at_f64(&self.longitude_deg, idx)?,
        ))
    }

    /// Height above the device's own zero.
    pub fn altitude(&self, idx: usize) -> Option<Length> {
        at(&self.altitude_m, idx).map(Length::from_m)
    }

    /// Distance since the start, as the device counted it.
    pub fn distance(&self, idx: usize) -> Option<Length> {
        at_f64(&self.distance_m, idx).map(Length::from_m)
    }

    /// Speed as the device stored it.
    pub fn speed(&self, idx: usize) -> Option<Speed> {
        at(&self.speed_m_per_s, idx).map(Speed::from_m_per_s)
    }

    /// Heart rate in beats per minute.
    pub fn heart_rate_bpm(&self, idx: usize) -> Option<f64> {
        at(&self.heart_rate_bpm, idx)
    }

    /// Step rate, both feet.
    pub fn step_rate(&self, idx: usize) -> Option<StepRate> {
        at(&self.step_rate_spm, idx).map(StepRate::from_spm)
    }

    /// Time one foot is on the ground.
    pub fn contact_time(&self, idx: usize) -> Option<Duration> {
        at(&self.contact_time_ms, idx).map(Duration::from_ms)
    }

    /// How far the trunk rises and falls within a step.
    pub fn vertical_oscillation(&self, idx: usize) -> Option<Length> {
        at(&self.vertical_oscillation_mm, idx).map(Length::from_mm)
    }

    /// Length of one step, as the device stored it.
    pub fn step_length(&self, idx: usize) -> Option<Length> {
        at(&self.step_length_mm, idx).map(Length::from_mm)
    }

    /// Vertical oscillation over step length, in percent.
    pub fn vertical_ratio_percent(&self, idx: usize) -> Option<f64> {
        at(&self.vertical_ratio_percent, idx)
    }

    /// Share of ground contact on the left foot, in percent.
    pub fn contact_balance_percent(&self, idx: usize) -> Option<f64> {
        at(&self.contact_balance_percent, idx)
    }

    /// Power as the device estimated it.
    pub fn power(&self, idx: usize) -> Option<Power> {
        at(&self.power_w, idx).map(Power::from_w)
    }

    /// Temperature at the device.
    pub fn temperature(&self, idx: usize) -> Option<Temperature> {
        at(&self.temperature_c, idx).map(Temperature::from_c)
    }

    /// The named columns of the device's own apps.
    pub fn developer(&self) -> &[DeveloperColumn] {
        &self.developer
    }
}

/// Something in a file that was not as it should be, and what was lost by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// A stable word for scripts, such as `crc_mismatch`.
    pub code: &'static str,
    /// What happened, for a person.
    pub message: String,
    /// Where in the innermost file, counted from 0, if it has a place.
    pub byte: Option<u64>,
}

/// Why nothing could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The bytes are none of the formats this room reads.
    #[error("not a FIT, TCX or GPX file: {found}")]
    UnknownFormat {
        /// What the first bytes look like.
        found: String,
    },
    /// The file ended before its first message.
    #[error("the file is empty or ends within its header ({bytes} bytes)")]
    TooShort {
        /// How long it is.
        bytes: usize,
    },
    /// The format was recognised and broken before the first sample.
    #[error("{format} file broken at byte {byte}: {reason}")]
    Broken {
        /// The format it claims to be.
        format: &'static str,
        /// Where reading stopped.
        byte: u64,
        /// What was wrong.
        reason: String,
    },
    /// Unpacking would exceed the limit.
    #[error("unpacks to more than {limit_bytes} bytes: refused")]
    TooLarge {
        /// The limit.
        limit_bytes: u64,
    },
    /// Whole, and holds no step of a workout: a recording, settings, a course.
    #[error("no workout: {what}")]
    NoWorkout {
        /// What it is instead.
        what: String,
    },
    /// Whole, and holds no samples: settings, a workout, a course.
    #[error("no activity: {what}")]
    NotAnActivity {
        /// What it is instead.
        what: String,
    },
}
