//! FIT messages taken apart, changed, and put together again.

use super::{Edit, Point};
use anyhow::{Result, bail};

const EPOCH_S: i64 = 631_065_600;
const TIMESTAMP: u8 = 253;

/// A data message. Values stand in little-endian order whatever the file's was, and a
/// compressed time stamp has become a field.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) global: u16,
    pub(crate) fields: Vec<Field>,
    developer: Vec<Field>,
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    number: u8,
    /// The base type, or for a developer field the index of its app.
    kind: u8,
    bytes: Vec<u8>,
}

/// A file, and where in it the values stand that a variant changes.
pub(crate) struct Written {
    pub(crate) bytes: Vec<u8>,
    /// Places of time stamps, four bytes each.
    pub(crate) times: Vec<usize>,
    /// Places and sizes of distances and speeds.
    pub(crate) lengths: Vec<(usize, usize)>,
}

/// What may stay: message, and its fields. Positions of sessions and laps are not among them.
const KEPT: &[(u16, &[u8])] = &[
    (0, &[0, 1, 2, 4]),
    (12, &[0, 1]),
    (18, &[254, 253, 0, 1, 2, 5, 6, 7, 8, 9, 10, 22, 23, 25, 26]),
    (19, &[254, 253, 0, 1, 2, 7, 8, 9, 10, 21, 22, 25, 39]),
    (
        20,
        &[
            253, 0, 1, 2, 3, 4, 5, 6, 7, 8, 13, 39, 40, 41, 53, 73, 78, 83, 84, 85,
        ],
    ),
    (21, &[253, 0, 1]),
    // Kind and source of the device's own sensors; no numbers, no versions.
    (23, &[253, 1, 25]),
    (27, &[254, 1, 2, 3, 4, 7]),
    (34, &[253, 0, 1, 2, 3, 4]),
    (78, &[0]),
    (206, &[0, 1, 2, 3, 6, 7, 8]),
    (207, &[1, 3]),
];

/// Fields that hold a time, beside the time stamp.
const TIMES: &[(u16, u8)] = &[(0, 4), (18, 2), (19, 2)];
const DISTANCES: &[(u16, u8)] = &[(20, 5), (18, 9), (19, 9), (20, 6), (20, 73)];

impl Message {
    /// The field's first value, if it is an integer of one, two or four bytes and not "no value".
    fn integer(&self, number: u8) -> Option<i64> {
        let field = self.fields.iter().find(|field| field.number == number)?;
        match (field.kind & 0x1F, field.bytes.as_slice()) {
            (0 | 2 | 13, &[byte]) => Some(i64::from(byte)).filter(|&value| value != 0xFF),
            (1, &[byte]) => Some(i64::from(byte as i8)).filter(|&value| value != 0x7F),
            (4, &[low, high]) => {
                Some(i64::from(u16::from_le_bytes([low, high]))).filter(|&value| value != 0xFFFF)
            }
            (5, &[a, b, c, d]) => Some(i64::from(i32::from_le_bytes([a, b, c, d])))
                .filter(|&value| value != 0x7FFF_FFFF),
            (6, &[a, b, c, d]) => Some(i64::from(u32::from_le_bytes([a, b, c, d])))
                .filter(|&value| value != 0xFFFF_FFFF),
            _ => None,
        }
    }

    fn set(&mut self, number: u8, value: i64) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.number == number) {
            for (slot, byte) in field.bytes.iter_mut().zip(value.to_le_bytes()) {
                *slot = byte;
            }
        }
    }

    fn forget(&mut self, number: u8) {
        self.fields.retain(|field| field.number != number);
    }

    fn unix_s(&self, number: u8) -> Option<i64> {
        self.integer(number).map(|fit_s| fit_s + EPOCH_S)
    }
}

/// Takes the first file of a chain apart; a missing end is no error.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Message>> {
    let Some(&[header, _, _, _, a, b, c, d]) = bytes.first_chunk::<8>() else {
        bail!("too short for a FIT header");
    };
    let end = usize::from(header) + u32::from_le_bytes([a, b, c, d]) as usize;
    let mut rest = bytes
        .get(usize::from(header)..end.min(bytes.len()))
        .unwrap_or_default();
    let mut shapes: Vec<Option<Shape>> = vec![None; 16];
    let mut clock: Option<u32> = None;
    let mut messages = Vec::new();
    while let Some((&header, body)) = rest.split_first() {
        if header & 0xC0 == 0x40 {
            let Some((shape, used)) = Shape::read(body, header & 0x20 != 0) else {
                break;
            };
            if let Some(slot) = shapes.get_mut(usize::from(header & 15)) {
                *slot = Some(shape);
            }
            rest = body.get(used..).unwrap_or_default();
            continue;
        }
        let local = if header & 0x80 != 0 {
            header >> 5 & 3
        } else {
            header & 15
        };
        let Some(Some(shape)) = shapes.get(usize::from(local)) else {
            break;
        };
        let Some((values, after)) = body.split_at_checked(shape.size()) else {
            break;
        };
        rest = after;
        let mut message = shape.message(values);
        if header & 0x80 != 0 {
            if let Some(before) = clock {
                let now = before + (u32::from(header).wrapping_sub(before) & 31);
                clock = Some(now);
                message.fields.insert(
                    0,
                    Field {
                        number: TIMESTAMP,
                        kind: 0x86,
                        bytes: now.to_le_bytes().to_vec(),
                    },
                );
            }
        } else if let Some(now) = message.integer(TIMESTAMP) {
            clock = u32::try_from(now).ok();
        }
        messages.push(message);
    }
    Ok(messages)
}

#[derive(Clone, Debug)]
struct Shape {
    global: u16,
    big_endian: bool,
    fields: Vec<[u8; 3]>,
    developer: Vec<[u8; 3]>,
}

impl Shape {
    fn read(body: &[u8], has_developer: bool) -> Option<(Self, usize)> {
        let &[_, order, a, b, n] = body.first_chunk::<5>()?;
        let big_endian = order & 1 == 1;
        let global = if big_endian {
            u16::from_be_bytes([a, b])
        } else {
            u16::from_le_bytes([a, b])
        };
        let mut used = 5 + 3 * usize::from(n);
        let fields = body.get(5..used)?.as_chunks::<3>().0.to_vec();
        let mut developer = Vec::new();
        if has_developer {
            let n = usize::from(*body.get(used)?);
            developer = body
                .get(used + 1..used + 1 + 3 * n)?
                .as_chunks::<3>()
                .0
                .to_vec();
            used += 1 + 3 * n;
        }
        Some((
            Self {
                global,
                big_endian,
                fields,
                developer,
            },
            used,
        ))
    }

    fn size(&self) -> usize {
        self.fields
            .iter()
            .chain(&self.developer)
            .map(|&[_, size, _]| usize::from(size))
            .sum()
    }

    fn message(&self, mut values: &[u8]) -> Message {
        let mut take = |shapes: &[[u8; 3]], developer: bool| {
            let mut fields = Vec::new();
            for &[number, size, kind] in shapes {
                let Some((own, after)) = values.split_at_checked(usize::from(size)) else {
                    break;
                };
                values = after;
                let mut bytes = own.to_vec();
                if self.big_endian && !developer {
                    bytes.chunks_mut(width(kind)).for_each(<[u8]>::reverse);
                }
                fields.push(Field {
                    number,
                    kind,
                    bytes,
                });
            }
            fields
        };
        Message {
            global: self.global,
            fields: take(&self.fields, false),
            developer: take(&self.developer, true),
        }
    }
}

fn width(base: u8) -> usize {
    match base & 0x1F {
        3 | 4 | 11 => 2,
        5 | 6 | 8 | 12 => 4,
        9 | 14 | 15 | 16 => 8,
        _ => 1,
    }
}

fn degrees(semicircles: i64) -> f64 {
    semicircles as f64 * 45.0 / 536_870_912.0
}

/// The samples of a file.
pub(crate) fn points(messages: &[Message]) -> Vec<Point> {
    let records = messages.iter().filter(|message| message.global == 20);
    records
        .map(|record| Point {
            unix_s: record.unix_s(TIMESTAMP),
            position_deg: record
                .integer(0)
                .map(degrees)
                .zip(record.integer(1).map(degrees)),
            distance_m: record.integer(5).map(|cm| cm as f64 / 100.0),
        })
        .collect()
}

/// Drops, moves and counts anew.
pub(crate) fn change(messages: &mut Vec<Message>, edit: &Edit) {
    let mut row = 0;
    messages.retain_mut(|message| {
        let Some((_, fields)) = KEPT.iter().find(|(global, _)| *global == message.global) else {
            return false;
        };
        message
            .fields
            .retain(|field| fields.contains(&field.number));
        match message.global {
            20 => {
                row += 1;
                edit.keep.contains(&(row - 1)) && change_record(message, edit)
            }
            // Heart beats have no time of their own: they belong where they stand.
            78 => edit.keep.contains(&row),
            18 | 19 => change_summary(message, edit),
            21 if message.integer(0) != Some(0) => false,
            23 if message.integer(25) != Some(5) => false,
            _ => change_times(message, edit),
        }
    });
}

fn change_record(record: &mut Message, edit: &Edit) -> bool {
    let position = record
        .integer(0)
        .map(degrees)
        .zip(record.integer(1).map(degrees));
    match position {
        Some(position) => {
            let (latitude, longitude) = edit.place(position);
            let semicircles = |degrees: f64| (degrees * 536_870_912.0 / 45.0).round() as i64;
            record.set(0, semicircles(latitude));
            record.set(1, semicircles(longitude));
        }
        None => {
            record.set(0, 0x7FFF_FFFF);
            record.set(1, 0x7FFF_FFFF);
        }
    }
    if let Some(cm) = record.integer(5) {
        record.set(5, cm - (edit.from_m * 100.0).round() as i64);
    }
    change_times(record, edit)
}

/// A session or lap: its times within what stays, and its totals from there. One that lies
/// wholly in what was cut goes.
fn change_summary(summary: &mut Message, edit: &Edit) -> bool {
    if edit.is_cut
        && let (Some(start), Some(end), Some((first, last))) =
            (summary.unix_s(2), summary.unix_s(TIMESTAMP), edit.time_s)
    {
        let (from, to) = (start.clamp(first, last), end.clamp(first, last));
        if from >= to {
            return false;
        }
        if (from, to) != (start, end) {
            let lost_ms = ((end - start) - (to - from)) * 1000;
            for number in [7, 8] {
                if let Some(ms) = summary.integer(number) {
                    summary.set(number, (ms - lost_ms).max(0));
                }
            }
            match edit.distance_m(from, to) {
                Some(m) => summary.set(9, (m * 100.0).round() as i64),
                None => summary.forget(9),
            }
            // Strides, ascent and descent of the part that stays stand nowhere.
            let unknown: &[u8] = if summary.global == 18 {
                &[10, 22, 23]
            } else {
                &[10, 21, 22]
            };
            unknown.iter().for_each(|&number| summary.forget(number));
        }
    }
    change_times(summary, edit)
}

fn change_times(message: &mut Message, edit: &Edit) -> bool {
    let global = message.global;
    let own = TIMES
        .iter()
        .filter(|(of, _)| *of == global)
        .map(|(_, number)| *number);
    for number in own.chain([TIMESTAMP]) {
        if let Some(unix_s) = message.unix_s(number) {
            message.set(number, edit.time(unix_s) - EPOCH_S);
        }
    }
    true
}

/// Puts messages together: one local type per shape, the oldest given up for a new one.
pub(crate) fn write(messages: &[Message]) -> Written {
    let mut data = Vec::new();
    let mut written = Written {
        bytes: Vec::new(),
        times: Vec::new(),
        lengths: Vec::new(),
    };
    let mut shapes: Vec<Vec<u8>> = Vec::new();
    let mut next = 0;
    for message in messages {
        let shape = shape_of(message);
        let local = shapes
            .iter()
            .position(|known| *known == shape)
            .unwrap_or_else(|| {
                let local = next % 16;
                next += 1;
                let developer = if message.developer.is_empty() {
                    0
                } else {
                    0x20
                };
                data.push(0x40 | developer | local as u8);
                data.extend(&shape);
                if let Some(slot) = shapes.get_mut(local) {
                    *slot = shape;
                } else {
                    shapes.push(shape);
                }
                local
            });
        data.push(local as u8);
        for field in &message.fields {
            // The header that will stand before the data has 14 bytes.
            let at = data.len() + 14;
            let key = (message.global, field.number);
            if field.number == TIMESTAMP || TIMES.contains(&key) {
                written.times.push(at);
            } else if DISTANCES.contains(&key) {
                written.lengths.push((at, field.bytes.len()));
            }
            data.extend(&field.bytes);
        }
        message
            .developer
            .iter()
            .for_each(|field| data.extend(&field.bytes));
    }
    let mut bytes = vec![14, 0x20, 0x54, 0x08];
    bytes.extend((data.len() as u32).to_le_bytes());
    bytes.extend(b".FIT");
    bytes.extend(crc16(&bytes).to_le_bytes());
    bytes.extend(data);
    bytes.extend([0, 0]);
    seal(&mut bytes);
    written.bytes = bytes;
    written
}

fn shape_of(message: &Message) -> Vec<u8> {
    let mut shape = vec![0, 0];
    shape.extend(message.global.to_le_bytes());
    for (fields, always) in [(&message.fields, true), (&message.developer, false)] {
        if always || !fields.is_empty() {
            shape.push(fields.len() as u8);
            for field in fields {
                shape.extend([field.number, field.bytes.len() as u8, field.kind]);
            }
        }
    }
    shape
}

/// Writes the check sum of everything before it into the last two bytes.
pub(crate) fn seal(bytes: &mut [u8]) {
    if let Some((summed, sum)) = bytes.split_last_chunk_mut::<2>() {
        *sum = crc16(summed).to_le_bytes();
    }
}

/// CRC-16 with the reflected polynomial 0xA001, half a byte at a time.
fn crc16(bytes: &[u8]) -> u16 {
    const TABLE: [u16; 16] = [
        0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401, 0xA001, 0x6C00, 0x7800,
        0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
    ];
    let entry = |nibble: u16| TABLE.get(usize::from(nibble & 15)).copied().unwrap_or(0);
    bytes.iter().fold(0, |crc, &byte| {
        let crc = (crc >> 4) ^ entry(crc ^ u16::from(byte));
        (crc >> 4) ^ entry(crc ^ (u16::from(byte) >> 4))
    })
}
