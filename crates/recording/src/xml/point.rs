//! One track point while it is read.

use crate::columns::{Columns, Narrow, Wide};

/// Elements of a point whose text is a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    Time,
    Latitude,
    Longitude,
    Distance,
    Altitude,
    Speed,
    HeartRate,
    Cadence,
    Power,
    Temperature,
}

impl Leaf {
    /// By the element's name without prefix: the names of both formats and of the extensions
    /// of Garmin, Cluetrust and those without a namespace.
    #[inline]
    pub(super) fn from_name(name: &str) -> Option<Self> {
        // Patterns of bytes become a tree of comparisons; patterns of text, a row of calls.
        Some(match name.as_bytes() {
            b"Time" | b"time" => Self::Time,
            b"LatitudeDegrees" => Self::Latitude,
            b"LongitudeDegrees" => Self::Longitude,
            b"AltitudeMeters" | b"ele" => Self::Altitude,
            b"DistanceMeters" | b"distance" => Self::Distance,
            b"Speed" | b"speed" => Self::Speed,
            b"hr" | b"heartrate" => Self::HeartRate,
            b"Cadence" | b"RunCadence" | b"cad" | b"cadence" => Self::Cadence,
            b"Watts" | b"power" | b"PowerInWatts" => Self::Power,
            b"atemp" | b"temp" | b"Temperature" | b"temperature" => Self::Temperature,
            _ => return None,
        })
    }
}

/// Writes a value into the row that is being read, unless no sensor means it.
#[inline]
pub(super) fn put(columns: &mut Columns, leaf: Leaf, value: f64) {
    match leaf {
        Leaf::Time => {}
        Leaf::Latitude if value.abs() <= 90.0 => columns.put_wide(Wide::Latitude, value),
        Leaf::Longitude if value.abs() <= 180.0 => columns.put_wide(Wide::Longitude, value),
        Leaf::Latitude | Leaf::Longitude => {}
        Leaf::Distance => columns.put_wide(Wide::Distance, value),
        // FIT's zero of altitude, carried over by converters: nobody runs there.
        Leaf::Altitude if value <= -500.0 => {}
        Leaf::Altitude => columns.put_narrow(Narrow::Altitude, value as f32),
        // FIT's "no value", carried over by converters.
        Leaf::Speed if value >= 65.535 => {}
        Leaf::Power if value >= 65_535.0 => {}
        Leaf::Speed => columns.put_narrow(Narrow::Speed, value as f32),
        // A heart that does not beat is a strap without contact.
        Leaf::HeartRate if value <= 0.0 => {}
        Leaf::HeartRate => columns.put_narrow(Narrow::HeartRate, value as f32),
        Leaf::Cadence => columns.put_narrow(Narrow::StepRate, value as f32),
        Leaf::Power => columns.put_narrow(Narrow::Power, value as f32),
        Leaf::Temperature => columns.put_narrow(Narrow::Temperature, value as f32),
    }
}
