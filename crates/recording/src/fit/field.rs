//! Numbers of the FIT messages and fields that are read, with their scales.

use super::definition::Target;
use crate::columns::{Narrow, Wide};

/// The time stamp has the same number in every message.
pub(crate) const TIMESTAMP: u8 = 253;

/// Global message numbers.
pub(crate) mod message {
    pub(crate) const FILE_ID: u16 = 0;
    pub(crate) const SPORT: u16 = 12;
    pub(crate) const SESSION: u16 = 18;
    pub(crate) const LAP: u16 = 19;
    pub(crate) const RECORD: u16 = 20;
    pub(crate) const EVENT: u16 = 21;
    pub(crate) const DEVICE_INFO: u16 = 23;
    pub(crate) const WORKOUT: u16 = 26;
    pub(crate) const WORKOUT_STEP: u16 = 27;
    pub(crate) const ACTIVITY: u16 = 34;
    pub(crate) const FILE_CREATOR: u16 = 49;
    pub(crate) const HRV: u16 = 78;
    pub(crate) const FIELD_DESCRIPTION: u16 = 206;
    pub(crate) const DEVELOPER_DATA_ID: u16 = 207;
}

/// A field of the record message and the column it belongs to.
pub(crate) struct Channel {
    pub(crate) number: u8,
    pub(crate) target: Target,
    pub(crate) factor: f64,
    pub(crate) divisor: f64,
    pub(crate) shift: f64,
    /// For a float, which carries its unit already: from that unit to the column's.
    pub(crate) float_factor: f64,
    /// Values that no sensor means: beside the base type's own "no value".
    pub(crate) refused: [i64; 2],
}

/// No integer of a file.
const NONE: i64 = i64::MIN;
/// A 16-bit "no value" that was copied into a wider field.
const WIDENED: i64 = 0xFFFF;

const fn channel(
    number: u8,
    target: Target,
    divisor: f64,
    shift: f64,
    refused: [i64; 2],
) -> Channel {
    Channel {
        number,
        target,
        factor: 1.0,
        divisor,
        shift,
        float_factor: 1.0,
        refused,
    }
}

const fn narrow(number: u8, to: Narrow, divisor: f64) -> Channel {
    channel(number, Target::Narrow(to), divisor, 0.0, [NONE; 2])
}

/// Half a turn is 2^31 semicircles: 180 / 2^31 = 45 / 2^29, and both steps are exact.
const fn semicircles(number: u8, to: Wide) -> Channel {
    Channel {
        number,
        target: Target::Wide(to),
        factor: 45.0,
        divisor: 536_870_912.0,
        shift: 0.0,
        float_factor: 1.0,
        refused: [NONE; 2],
    }
}

/// FIT stores running cadence as strides of one leg; a step rate counts both.
const fn strides(number: u8, target: Target, divisor: f64) -> Channel {
    Channel {
        number,
        target,
        factor: 2.0,
        divisor,
        shift: 0.0,
        float_factor: 2.0,
        refused: [NONE; 2],
    }
}

/// Narrow fields before the wide ones that win over them.
pub(crate) const CHANNELS: &[Channel] = &[
    semicircles(0, Wide::Latitude),
    semicircles(1, Wide::Longitude),
    channel(8, Target::PackedSpeedDistance, 1.0, 0.0, [NONE; 2]),
    channel(5, Target::Wide(Wide::Distance), 100.0, 0.0, [NONE; 2]),
    // 500 m below the sea is the field's zero, and nobody runs there.
    channel(
        2,
        Target::Narrow(Narrow::Altitude),
        5.0,
        500.0,
        [0, WIDENED],
    ),
    channel(
        78,
        Target::Narrow(Narrow::Altitude),
        5.0,
        500.0,
        [0, WIDENED],
    ),
    channel(
        6,
        Target::Narrow(Narrow::Speed),
        1000.0,
        0.0,
        [NONE, WIDENED],
    ),
    channel(
        73,
        Target::Narrow(Narrow::Speed),
        1000.0,
        0.0,
        [NONE, WIDENED],
    ),
    // A heart that does not beat is a strap without contact.
    channel(3, Target::Narrow(Narrow::HeartRate), 1.0, 0.0, [0, NONE]),
    strides(4, Target::Narrow(Narrow::StepRate), 1.0),
    strides(53, Target::StepRateFraction, 128.0),
    strides(52, Target::Narrow(Narrow::StepRate), 256.0),
    channel(7, Target::Narrow(Narrow::Power), 1.0, 0.0, [NONE, WIDENED]),
    narrow(13, Narrow::Temperature, 1.0),
    narrow(39, Narrow::VerticalOscillation, 10.0),
    narrow(41, Narrow::ContactTime, 10.0),
    narrow(83, Narrow::VerticalRatio, 100.0),
    narrow(84, Narrow::ContactBalance, 100.0),
    narrow(85, Narrow::StepLength, 10.0),
];

/// Pressure of the air around the device.
pub(crate) const RECORD_ABSOLUTE_PRESSURE: u8 = 91;
