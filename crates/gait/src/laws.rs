//! Made-up runs whose truth is known, and what must hold for every run.

#![allow(
    clippy::float_cmp,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; exact values are meant"
)]

mod bad_input;
mod ground;
mod steps;

use std::f64::consts::TAU;

use trochlea_knowledge::GaitTable;
use trochlea_recording::AltitudeSource;

use crate::columns::Columns;
use crate::step_rate::StepRateLine;
use crate::steps::{Named, Steps, from_columns};
use crate::summary::{RunSummary, of_steps};

pub(super) fn table() -> GaitTable {
    toml::from_str(include_str!("../../../knowledge/gait.toml")).unwrap()
}

pub(super) const RUN: Named<'_> = Named {
    sport: Some("running"),
    sub_sport: Some("generic"),
};

pub(super) fn read(columns: &Columns) -> Steps {
    from_columns(columns.clone(), &RUN, None, &table())
}

pub(super) fn summary(columns: &Columns) -> RunSummary {
    of_steps(&read(columns), &table())
}

/// A run that never was.
#[derive(Clone, Copy)]
pub(super) struct MadeUp {
    pub seconds: usize,
    pub speed_m_per_s: f64,
    /// Altitude at a place.
    pub altitude_m: fn(f64) -> f64,
    /// Error of altitude that neighbours share, its length, and that of each sample.
    pub errors_m: (f64, f64, f64),
    pub source: AltitudeSource,
    pub seed: u64,
}

impl Default for MadeUp {
    fn default() -> Self {
        Self {
            seconds: 3600,
            speed_m_per_s: 3.0,
            altitude_m: rolling,
            errors_m: (0.0, 100.0, 0.0),
            source: AltitudeSource::Barometric,
            seed: 1,
        }
    }
}

/// The runner of these tests: 160 steps per minute at 3 m/s and 8 more per m/s.
pub(super) const LINE: StepRateLine = StepRateLine {
    reference_speed_m_per_s: 3.0,
    at_reference_spm: 160.0,
    slope_spm_per_m_per_s: 8.0,
};

/// Hills of 300, 900 and 2500 m with grades up to some 8 percent.
pub(super) fn rolling(distance_m: f64) -> f64 {
    let wave = |height_m: f64, length_m: f64| height_m * libm::sin(TAU * distance_m / length_m);
    200.0 + wave(1.0, 300.0) + wave(4.0, 900.0) + wave(12.0, 2500.0)
}

impl MadeUp {
    /// One sample a second; speed swings by a tenth over five minutes.
    pub fn columns(&self) -> Columns {
        let mut columns = Columns {
            altitude_source: self.source,
            ..Columns::default()
        };
        let mut chance = Chance(self.seed);
        let (shared_sd, length_m, own_sd) = self.errors_m;
        let mut shared = shared_sd * chance.normal();
        let mut distance_m = 0.0;
        for second in 0..=self.seconds {
            let speed = self.speed_m_per_s * (1.0 + 0.1 * libm::sin(TAU * second as f64 / 300.0));
            if second > 0 {
                distance_m += speed;
            }
            let left = libm::exp(-speed / length_m);
            shared = left * shared + shared_sd * (1.0 - left * left).sqrt() * chance.normal();
            columns.time_s.push(second as f64);
            columns.distance_m.push(distance_m);
            columns
                .altitude_m
                .push((self.altitude_m)(distance_m) + shared + own_sd * chance.normal());
            columns.step_rate_spm.push(LINE.at(speed));
            columns.latitude_deg.push(40.0 + distance_m / 111_195.08);
            columns.longitude_deg.push(-30.0);
        }
        columns.len = columns.time_s.len();
        columns
    }
}

/// Keeps the samples of these places.
pub(super) fn keep(columns: &Columns, keep: impl Fn(usize) -> bool) -> Columns {
    let kept = |column: &[f64]| {
        let places = column.iter().enumerate();
        places
            .filter(|&(idx, _)| keep(idx))
            .map(|(_, &value)| value)
            .collect()
    };
    let mut out = Columns {
        time_s: kept(&columns.time_s),
        latitude_deg: kept(&columns.latitude_deg),
        longitude_deg: kept(&columns.longitude_deg),
        altitude_m: kept(&columns.altitude_m),
        distance_m: kept(&columns.distance_m),
        speed_m_per_s: kept(&columns.speed_m_per_s),
        step_rate_spm: kept(&columns.step_rate_spm),
        ..columns.clone()
    };
    out.len = (0..columns.len).filter(|&idx| keep(idx)).count();
    out
}

/// The same numbers on every machine (splitmix64).
pub(super) struct Chance(pub u64);

impl Chance {
    pub fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(1.0 - self.uniform())).sqrt();
        radius * libm::cos(TAU * self.uniform())
    }
}
