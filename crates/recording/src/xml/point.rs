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
        Some(match name {
            "Time" | "time" => Self::Time,
            "LatitudeDegrees" => Self::Latitude,
            "LongitudeDegrees" => Self::Longitude,
            "AltitudeMeters" | "ele" => Self::Altitude,
            "DistanceMeters" | "distance" => Self::Distance,
            "Speed" | "speed" => Self::Speed,
            "hr" | "heartrate" => Self::HeartRate,
            "Cadence" | "RunCadence" | "cad" | "cadence" => Self::Cadence,
            "Watts" | "power" | "PowerInWatts" => Self::Power,
            "atemp" | "temp" | "Temperature" | "temperature" => Self::Temperature,
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
