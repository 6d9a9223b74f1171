//! One file of a chain: its definitions, and the loop over its messages.

use super::File;
use super::base_type::{BaseType, Load};
use super::definition::{Definition, DeveloperColumnPlan, Op, Target, plan, read_definition};
use super::field::{self, message};
use super::name;
use super::session::{StatedSession, divide};
use crate::columns::{Columns, Narrow, Wide};
use crate::model::{
    AltitudeSource, DeveloperColumn, Device, DeviceTotals, Lap, Session, TimerEvent, WorkoutStep,
};
use jiff::Timestamp;
use std::collections::BTreeMap;
use trochlea_quantity::{Duration, Length};

/// FIT counts seconds from the last day of 1989, 00:00 UTC.
const EPOCH_S: i64 = 631_065_600;

const COMPRESSED: u8 = 0x80;
const DEFINITION: u8 = 0x40;
const DEVELOPER: u8 = 0x20;

/// A file of the chain while it is read.
pub(crate) struct Part {
    first_row: usize,
    first_lap: usize,
    definitions: [Option<Definition>; 16],
    /// Last full time stamp; compressed ones count on from it.
    clock: Option<u32>,
    packed_distance: PackedDistance,
    developer: BTreeMap<(u8, u8), DeveloperColumnPlan>,
    sessions: Vec<StatedSession>,
    sport: Option<String>,
    sub_sport: Option<String>,
    barometer: bool,
}

impl Part {
    pub(crate) fn new(first_row: usize) -> Self {
        Self {
            first_row,
            first_lap: 0,
            definitions: Default::default(),
            clock: None,
            packed_distance: PackedDistance::default(),
            developer: BTreeMap::new(),
            sessions: Vec::new(),
            sport: None,
            sub_sport: None,
            barometer: false,
        }
    }

    /// Reads every message of `data` from `at` on. `start` is where the part begins in the file.
    pub(crate) fn read(&mut self, data: &[u8], mut at: usize, start: usize, file: &mut File) {
        self.first_lap = file.recording.laps.len();
        while let Some(&header) = data.get(at) {
            let body = data.get(at + 1..).unwrap_or_default();
            if header & COMPRESSED == 0 && header & DEFINITION != 0 {
                let Some(used) = self.define(header, body, file) else {
                    return lost(
                        file,
                        "truncated",
                        "the file ends within a definition",
                        start + at,
                    );
                };
                at += 1 + used;
                continue;
            }
            let local = if header & COMPRESSED != 0 {
                (header >> 5) & 3
            } else {
                header & 0x0F
            };
            let Some(Some(definition)) = self.definitions.get_mut(usize::from(local)) else {
                // What two bytes at the end of a file without a size are, nobody can tell.
                return lost(
                    file,
                    "undefined_message",
                    "a message of an undefined shape: the rest was not read",
                    start + at,
                );
            };
            let Some(bytes) = body.get(..definition.size) else {
                return lost(
                    file,
                    "truncated",
                    "the file ends within a message",
                    start + at,
                );
            };
            definition.count = definition.count.saturating_add(1);
            file.n_messages += 1;
            let size = definition.size;
            let time = advance_clock(&mut self.clock, header, definition, bytes);
            if definition.global == message::RECORD {
                for op in &definition.plan {
                    run(op, bytes, &mut file.columns, &mut self.packed_distance);
                }
                file.columns.end_row(time.map(unix_ms));
            } else {
                self.other(usize::from(local), bytes, time, file);
            }
            at += 1 + size;
        }
    }

    fn define(&mut self, header: u8, body: &[u8], file: &mut File) -> Option<usize> {
        let (mut definition, used) = read_definition(body, header & DEVELOPER != 0)?;
        if definition.global == message::RECORD {
            let rows_left = body.len() / (definition.size + 1);
            file.columns.expected_rows = file.columns.row() + rows_left + 1;
            self.barometer |= definition
                .fields
                .iter()
                .any(|field| field.number == field::RECORD_ABSOLUTE_PRESSURE);
            plan(&mut definition, |index, number| {
                self.developer.get(&(index, number)).copied()
            });
        }
        if let Some(slot) = self.definitions.get_mut(usize::from(header & 0x0F))
            && let Some(before) = slot.replace(definition)
        {
            self.retire(&before, file);
        }
        Some(used)
    }

    /// Counts the messages of a shape that is no longer used.
    fn retire(&self, definition: &Definition, file: &mut File) {
        if definition.count == 0 {
            return;
        }
        if definition.global == message::RECORD {
            let undescribed = definition.developer_fields.iter().any(|field| {
                !self
                    .developer
                    .contains_key(&(field.developer_data_index, field.number))
            });
            if undescribed {
                file.n_developer_undescribed += u64::from(definition.count);
            }
        } else if !is_known(definition.global) {
            let count = file.unknown.entry(definition.global).or_default();
            *count = count.saturating_add(definition.count);
        }
    }

    /// Closes the part: its rows go to its sessions.
    pub(crate) fn finish(mut self, file: &mut File) {
        for definition in std::mem::take(&mut self.definitions).iter().flatten() {
            self.retire(definition, file);
        }
        let rows = self.first_row..file.columns.row();
        let laps = file
            .recording
            .laps
            .get(self.first_lap..)
            .unwrap_or_default();
        let sport = (self.sport.take(), self.sub_sport.take());
        let stated = std::mem::take(&mut self.sessions);
        let mut sessions = divide(&file.columns, rows, stated, laps, sport);
        for session in &mut sessions {
            if self.barometer {
                session.altitude_source = AltitudeSource::Barometric;
            }
        }
        for session in sessions {
            file.push_session(session);
        }
    }

    /// A message that is not a record.
    fn other(&mut self, local: usize, bytes: &[u8], time: Option<u32>, file: &mut File) {
        let Some(Some(shape)) = self.definitions.get(local) else {
            return;
        };
        match shape.global {
            message::FILE_ID => {
                file.file_type = shape.integer(bytes, 0).or(file.file_type);
                file.set_device(device(shape, bytes));
            }
            message::SPORT => {
                self.sport = shape.integer(bytes, 0).map(name::sport);
                self.sub_sport = shape.integer(bytes, 1).map(name::sub_sport);
            }
            message::SESSION => {
                let row = file.columns.row();
                self.sessions.extend(session(shape, bytes, time, row));
            }
            message::LAP => {
                if self.sport.is_none() {
                    self.sport = shape.integer(bytes, 25).map(name::sport);
                    self.sub_sport = shape.integer(bytes, 39).map(name::sub_sport);
                }
                file.recording.laps.extend(lap(shape, bytes));
            }
            message::EVENT => file
                .recording
                .timer_events
                .extend(timer_event(shape, bytes, time)),
            message::DEVICE_INFO => self.barometer |= is_barometer(shape, bytes),
            message::WORKOUT => {
                file.recording.workout_name = shape.text(bytes, 8);
                file.recording.workout_sport = shape.integer(bytes, 4).map(name::sport);
            }
            message::WORKOUT_STEP => file
                .recording
                .workout_steps
                .extend(workout_step(shape, bytes)),
            message::HRV => heart_beats(shape, bytes, &mut file.recording.hrv_s),
            message::FIELD_DESCRIPTION => {
                let Some((key, base, scale, offset, column)) = field_description(shape, bytes)
                else {
                    return;
                };
                self.describe(key, base, scale, offset, column, file);
            }
            _ => {}
        }
    }

    /// A developer field is known from here on; shapes defined before may use it.
    fn describe(
        &mut self,
        key: (u8, u8),
        base: BaseType,
        scale: f64,
        offset: f64,
        column: DeveloperColumn,
        file: &mut File,
    ) {
        let columns = &mut file.columns.developer;
        let same = columns.iter().position(|known| {
            (known.developer_data_index, known.field_number) == key
                && known.name == column.name
                && known.unit == column.unit
        });
        // More columns than any device has apps: only a hostile file comes here.
        const MOST: usize = 4096;
        if same.is_none() && columns.len() >= MOST {
            file.columns.n_developer_refused += 1;
            return;
        }
        let place = same.unwrap_or_else(|| {
            columns.push(column);
            columns.len() - 1
        });
        let known = DeveloperColumnPlan {
            column: place as u32,
            base,
            scale,
            offset,
        };
        self.developer.insert(key, known);
        let developer = &self.developer;
        for shape in self.definitions.iter_mut().flatten() {
            let uses = |one: &super::definition::DeveloperField| {
                (one.developer_data_index, one.number) == key
            };
            if shape.global == message::RECORD && shape.developer_fields.iter().any(uses) {
                plan(shape, |index, number| {
                    developer.get(&(index, number)).copied()
                });
            }
        }
    }
}

fn lost(file: &mut File, code: &'static str, what: &str, byte: usize) {
    // The end was announced already when the file is shorter than it says.
    if code != "truncated"
        || !file
            .warnings
            .iter()
            .any(|warning| warning.code == "truncated")
    {
        file.warn(code, what.to_owned(), Some(byte));
    }
}

/// Moves one value from a message into its column. The shapes that nearly every value has
/// come first, each with one branch for both its load and its target.
#[inline(always)]
fn run(op: &Op, bytes: &[u8], columns: &mut Columns, packed: &mut PackedDistance) {
    match (op.load, op.target) {
        (Load::U8, Target::Narrow(channel)) => narrow(op, Load::U8, channel, bytes, columns),
        (Load::U16, Target::Narrow(channel)) => narrow(op, Load::U16, channel, bytes, columns),
        (Load::U32, Target::Narrow(channel)) => narrow(op, Load::U32, channel, bytes, columns),
        (Load::I32, Target::Wide(channel)) => {
            if let Some(value) = valid(op, Load::I32, bytes) {
                columns.put_wide(channel, value * op.factor);
            }
        }
        _ => run_any(op, bytes, columns, packed),
    }
}

#[inline(always)]
fn narrow(op: &Op, load: Load, channel: Narrow, bytes: &[u8], columns: &mut Columns) {
    if let Some(value) = valid(op, load, bytes) {
        columns.put_narrow(channel, (value * op.factor - op.shift) as f32);
    }
}

#[inline(always)]
fn valid(op: &Op, load: Load, bytes: &[u8]) -> Option<f64> {
    let raw = load.integer(bytes, op.offset)?;
    let [invalid, low, high] = op.missing;
    let is_missing = (raw == invalid) | (raw == low) | (raw == high);
    (!is_missing).then_some(raw as f64)
}

fn run_any(op: &Op, bytes: &[u8], columns: &mut Columns, packed: &mut PackedDistance) {
    let value = if op.load.is_float() {
        op.load.float(bytes, op.offset)
    } else {
        valid(op, op.load, bytes)
    };
    let Some(value) = value else { return };
    let value = match op.divisor {
        None => value * op.factor - op.shift,
        Some(divisor) => value / divisor - op.shift,
    };
    match op.target {
        Target::Narrow(channel) => columns.put_narrow(channel, value as f32),
        Target::Wide(channel) => columns.put_wide(channel, value),
        Target::StepRateFraction => {
            if let Some(rate) = columns.current_mut(Narrow::StepRate) {
                *rate += value as f32;
            }
        }
        Target::Developer(column) => columns.put_developer(column as usize, value),
        Target::PackedSpeedDistance => packed.put(bytes.get(op.offset..), columns),
    }
}

/// Distance in sixteenths of a metre, of which a message carries the lowest 12 bits.
#[derive(Default)]
struct PackedDistance {
    last: Option<u32>,
    total: u64,
}

impl PackedDistance {
    fn put(&mut self, bytes: Option<&[u8]>, columns: &mut Columns) {
        let Some(&[low, middle, high, ..]) = bytes else {
            return;
        };
        if [low, middle, high] == [0xFF; 3] {
            return;
        }
        let speed = u32::from(low) | (u32::from(middle & 0x0F) << 8);
        let distance = u32::from(middle >> 4) | (u32::from(high) << 4);
        let before = self.last.replace(distance);
        self.total += u64::from(match before {
            Some(before) => distance.wrapping_sub(before) & 0x0FFF,
            None => distance,
        });
        columns.put_narrow(Narrow::Speed, (f64::from(speed) / 100.0) as f32);
        columns.put_wide(Wide::Distance, self.total as f64 / 16.0);
    }
}

/// The time of a message, in FIT seconds: its own, or the compressed one of its header.
#[inline(always)]
fn advance_clock(
    clock: &mut Option<u32>,
    header: u8,
    definition: &Definition,
    bytes: &[u8],
) -> Option<u32> {
    if header & COMPRESSED != 0 {
        let before = (*clock)?;
        let passed = u32::from(header).wrapping_sub(before) & 0x1F;
        *clock = Some(before.saturating_add(passed));
        return *clock;
    }
    let (offset, load) = definition.timestamp?;
    let time = u32::try_from(load.integer(bytes, offset)?)
        .ok()
        .filter(|&time| time != u32::MAX)?;
    *clock = Some(time);
    Some(time)
}

fn unix_ms(fit_s: u32) -> i64 {
    (i64::from(fit_s) + EPOCH_S) * 1000
}

fn timestamp(fit_s: i64) -> Option<Timestamp> {
    Timestamp::from_second(fit_s.checked_add(EPOCH_S)?).ok()
}

fn is_known(global: u16) -> bool {
    matches!(
        global,
        message::FILE_ID
            | message::SPORT
            | message::SESSION
            | message::LAP
            | message::RECORD
            | message::EVENT
            | message::DEVICE_INFO
            | message::WORKOUT
            | message::WORKOUT_STEP
            | message::ACTIVITY
            | message::FILE_CREATOR
            | message::HRV
            | message::FIELD_DESCRIPTION
            | message::DEVELOPER_DATA_ID
    )
}

fn device(shape: &Definition, bytes: &[u8]) -> Device {
    let number = shape.integer(bytes, 2).map(|number| number.to_string());
    Device {
        manufacturer: shape.integer(bytes, 1).map(name::manufacturer),
        product: shape.text(bytes, 8).or(number),
    }
}

/// A sensor of the device itself (source 5) that measures pressure (kind 4).
fn is_barometer(shape: &Definition, bytes: &[u8]) -> bool {
    shape.integer(bytes, 25) == Some(5) && shape.integer(bytes, 1) == Some(4)
}

fn totals(shape: &Definition, bytes: &[u8], ascent: u8, descent: u8) -> DeviceTotals {
    DeviceTotals {
        distance: shape.scaled(bytes, 9, 100.0).map(Length::from_m),
        ascent: shape.scaled(bytes, ascent, 1.0).map(Length::from_m),
        descent: shape.scaled(bytes, descent, 1.0).map(Length::from_m),
        n_strides: shape.integer(bytes, 10).and_then(|n| u32::try_from(n).ok()),
    }
}

/// A session message; one that says neither when nor how long is no session.
fn session(
    shape: &Definition,
    bytes: &[u8],
    time: Option<u32>,
    row: usize,
) -> Option<StatedSession> {
    let start = shape.integer(bytes, 2);
    let timer = shape.scaled(bytes, 8, 1000.0).map(Duration::from_s);
    let elapsed = shape.scaled(bytes, 7, 1000.0).map(Duration::from_s);
    if start.is_none() && timer.is_none() && time.is_none() {
        return None;
    }
    let start_ms = start.map(|fit_s| (fit_s + EPOCH_S) * 1000);
    let by_length = start_ms
        .zip(elapsed)
        .map(|(start, elapsed)| start.saturating_add(elapsed.as_ms() as i64));
    let end_ms = time.map(unix_ms).max(by_length);
    let sport = shape.integer(bytes, 5).map(name::sport);
    let mut totals = totals(shape, bytes, 22, 23);
    if sport
        .as_deref()
        .is_some_and(|_| !crate::foot::has_steps(sport.as_deref(), None))
    {
        totals.n_strides = None;
    }
    Some(StatedSession {
        session: Session {
            sub_sport: shape.integer(bytes, 6).map(name::sub_sport),
            sport,
            start: start.and_then(timestamp),
            timer,
            elapsed,
            device_totals: totals,
            ..Session::default()
        },
        start_ms,
        end_ms,
        row,
    })
}

/// A lap message; one that says neither when nor how long is no lap.
fn lap(shape: &Definition, bytes: &[u8]) -> Option<Lap> {
    let lap = Lap {
        start: shape.integer(bytes, 2).and_then(timestamp),
        timer: shape.scaled(bytes, 8, 1000.0).map(Duration::from_s),
        elapsed: shape.scaled(bytes, 7, 1000.0).map(Duration::from_s),
        totals: totals(shape, bytes, 21, 22),
    };
    (lap.start.is_some() || lap.timer.is_some() || lap.totals.distance.is_some()).then_some(lap)
}

/// Event 0 is the timer: type 0 starts it; 1, 4, 8 and 9 stop it.
fn timer_event(shape: &Definition, bytes: &[u8], time: Option<u32>) -> Option<TimerEvent> {
    (shape.integer(bytes, 0)? == 0).then_some(())?;
    let running = match shape.integer(bytes, 1)? {
        0 => true,
        1 | 4 | 8 | 9 => false,
        _ => return None,
    };
    let at = timestamp(i64::from(time?))?;
    Some(TimerEvent { at, running })
}

fn workout_step(shape: &Definition, bytes: &[u8]) -> Option<WorkoutStep> {
    let small = |number| {
        shape
            .integer(bytes, number)
            .and_then(|value| u8::try_from(value).ok())
    };
    let large = |number| {
        shape
            .integer(bytes, number)
            .and_then(|value| u32::try_from(value).ok())
    };
    let step = WorkoutStep {
        name: shape.text(bytes, 0),
        duration_type: small(1),
        duration_value: large(2),
        target_type: small(3),
        target_value: large(4),
        intensity: small(7),
    };
    (step != WorkoutStep::default()).then_some(step)
}

/// Times between beats, in milliseconds: one message holds some five.
fn heart_beats(shape: &Definition, bytes: &[u8], hrv_s: &mut Vec<f64>) {
    let Some((field, base, load)) = shape.array(0) else {
        return;
    };
    let end = field.offset + usize::from(field.size);
    for offset in (field.offset..end).step_by(usize::from(base.size)) {
        if let Some(ms) = load.integer(bytes, offset).filter(|&ms| ms != base.invalid) {
            hrv_s.push(ms as f64 / 1000.0);
        }
    }
}

type Description = ((u8, u8), BaseType, f64, f64, DeveloperColumn);

fn field_description(shape: &Definition, bytes: &[u8]) -> Option<Description> {
    let small = |number| {
        shape
            .integer(bytes, number)
            .and_then(|value| u8::try_from(value).ok())
    };
    let key = (small(0)?, small(1)?);
    let base = BaseType::from_number(small(2)?)?;
    Load::new(base, false)?;
    let scale = shape
        .integer(bytes, 6)
        .filter(|&scale| scale != 0)
        .map_or(1.0, |scale| scale as f64);
    let offset = shape.integer(bytes, 7).map_or(0.0, |offset| offset as f64);
    let column = DeveloperColumn {
        developer_data_index: key.0,
        field_number: key.1,
        name: shape.text(bytes, 3).unwrap_or_default(),
        unit: shape.text(bytes, 8),
        values: Vec::new(),
    };
    Some((key, base, scale, offset, column))
}
