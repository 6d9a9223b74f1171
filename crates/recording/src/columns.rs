//! Filling columns of samples: nothing is allocated for a channel that never speaks.

use crate::model::{DeveloperColumn, NO_TIME, Samples};

/// Channels that fit a 32-bit float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Narrow {
    Altitude,
    Speed,
    HeartRate,
    StepRate,
    ContactTime,
    VerticalOscillation,
    StepLength,
    VerticalRatio,
    ContactBalance,
    Power,
    Temperature,
}

const N_NARROW: usize = 11;

/// Channels that need all the digits of a 64-bit float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Wide {
    Latitude,
    Longitude,
    Distance,
}

const N_WIDE: usize = 3;

/// Samples while they are read.
#[derive(Default)]
pub(crate) struct Columns {
    pub(crate) time_ms: Vec<i64>,
    wide: [Vec<f64>; N_WIDE],
    narrow: [Vec<f32>; N_NARROW],
    pub(crate) developer: Vec<DeveloperColumn>,
    /// Entries that developer columns were filled up with. Each is 8 bytes that stand in no
    /// file, and a hostile file could ask for columns times samples of them.
    developer_padding: usize,
    pub(crate) developer_padding_limit: usize,
    pub(crate) n_developer_refused: usize,
    /// How many rows there may be in all: a column takes room for them with its first value.
    pub(crate) expected_rows: usize,
}

/// Writes the value of one row; the row may be the column's first, its next, or its last again.
#[inline(always)]
fn put<T: Copy>(column: &mut Vec<T>, row: usize, value: T, missing: T, expected_rows: usize) {
    if column.len() == row && row < column.capacity() {
        column.push(value);
    } else {
        put_out_of_turn(column, row, value, missing, expected_rows);
    }
}

#[inline(never)]
fn put_out_of_turn<T: Copy>(
    column: &mut Vec<T>,
    row: usize,
    value: T,
    missing: T,
    expected_rows: usize,
) {
    if column.capacity() == 0 {
        column.reserve(expected_rows);
    }
    if let Some(slot) = column.get_mut(row) {
        *slot = value;
    } else {
        column.resize(row, missing);
        column.push(value);
    }
}

impl Columns {
    /// The row that is being written.
    #[inline(always)]
    pub(crate) fn row(&self) -> usize {
        self.time_ms.len()
    }

    #[inline(always)]
    pub(crate) fn put_narrow(&mut self, channel: Narrow, value: f32) {
        let row = self.time_ms.len();
        if let Some(column) = self.narrow.get_mut(channel as usize) {
            put(column, row, value, f32::NAN, self.expected_rows);
        }
    }

    #[inline(always)]
    pub(crate) fn put_wide(&mut self, channel: Wide, value: f64) {
        let row = self.time_ms.len();
        if let Some(column) = self.wide.get_mut(channel as usize) {
            put(column, row, value, f64::NAN, self.expected_rows);
        }
    }

    /// The value of the row being written, if it has one already.
    #[inline(always)]
    pub(crate) fn current_mut(&mut self, channel: Narrow) -> Option<&mut f32> {
        let row = self.time_ms.len();
        self.narrow.get_mut(channel as usize)?.get_mut(row)
    }

    /// The whole column, as far as it has been written.
    pub(crate) fn narrow_mut(&mut self, channel: Narrow) -> &mut [f32] {
        self.narrow
            .get_mut(channel as usize)
            .map_or(&mut [], Vec::as_mut_slice)
    }

    pub(crate) fn put_developer(&mut self, column: usize, value: f64) {
        let row = self.time_ms.len();
        let Some(column) = self.developer.get_mut(column) else {
            return;
        };
        let padding = row.saturating_sub(column.values.len());
        if self.developer_padding + padding > self.developer_padding_limit {
            self.n_developer_refused += 1;
            return;
        }
        self.developer_padding += padding;
        // Hostile files can ask for thousands of these: they grow as they are filled.
        put(&mut column.values, row, value, f64::NAN, 0);
    }

    /// Closes the row.
    #[inline(always)]
    pub(crate) fn end_row(&mut self, time_ms: Option<i64>) {
        let row = self.time_ms.len();
        put(
            &mut self.time_ms,
            row,
            time_ms.unwrap_or(NO_TIME),
            NO_TIME,
            self.expected_rows,
        );
    }

    /// Forgets what was written of a row that never ended.
    pub(crate) fn abandon_row(&mut self) {
        let n = self.time_ms.len();
        self.narrow.iter_mut().for_each(|column| column.truncate(n));
        self.wide.iter_mut().for_each(|column| column.truncate(n));
    }

    /// Fills every column that has a value up to the last row. Columns of developer fields
    /// for which there is no room left are dropped and counted.
    pub(crate) fn finish(mut self) -> (Samples, usize) {
        let n = self.time_ms.len();
        for column in &mut self.narrow {
            if column.iter().all(|value| value.is_nan()) {
                column.clear();
                column.shrink_to_fit();
            } else {
                column.resize(n, f32::NAN);
            }
        }
        for column in self.wide.iter_mut().filter(|column| !column.is_empty()) {
            column.resize(n, f64::NAN);
        }
        let mut developer = Vec::new();
        for mut column in self.developer {
            if column.values.is_empty() {
                continue;
            }
            let padding = n - column.values.len().min(n);
            if self.developer_padding + padding > self.developer_padding_limit {
                self.n_developer_refused += 1;
                continue;
            }
            self.developer_padding += padding;
            column.values.resize(n, f64::NAN);
            developer.push(column);
        }
        let [latitude_deg, longitude_deg, distance_m] = self.wide;
        let [
            altitude_m,
            speed_m_per_s,
            heart_rate_bpm,
            step_rate_spm,
            contact_time_ms,
            vertical_oscillation_mm,
            step_length_mm,
            vertical_ratio_percent,
            contact_balance_percent,
            power_w,
            temperature_c,
        ] = self.narrow;
        let samples = Samples {
            time_ms: self.time_ms,
            latitude_deg,
            longitude_deg,
            altitude_m,
            distance_m,
            speed_m_per_s,
            heart_rate_bpm,
            step_rate_spm,
            contact_time_ms,
            vertical_oscillation_mm,
            step_length_mm,
            vertical_ratio_percent,
            contact_balance_percent,
            power_w,
            temperature_c,
            developer,
        };
        (samples, self.n_developer_refused)
    }
}
