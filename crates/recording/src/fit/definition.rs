//! Definition messages, and what a record message of that shape will put where.

use super::base_type::{BaseType, Kind, Load};
use super::field;
use crate::columns::{Narrow, Wide};

/// A field as its definition describes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) number: u8,
    pub(crate) offset: usize,
    pub(crate) size: u8,
    pub(crate) base: Option<BaseType>,
}

/// A developer field as its definition describes it; its type stands in a field description.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DeveloperField {
    pub(crate) number: u8,
    pub(crate) offset: usize,
    pub(crate) size: u8,
    pub(crate) developer_data_index: u8,
}

/// The shape of the messages of one local type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Definition {
    pub(crate) global: u16,
    pub(crate) big_endian: bool,
    /// Bytes of a message, its header not counted.
    pub(crate) size: usize,
    pub(crate) fields: Vec<Field>,
    pub(crate) developer_fields: Vec<DeveloperField>,
    /// For record messages: one entry per field that goes into a column.
    pub(crate) plan: Vec<Op>,
    /// Where the time stamp stands.
    pub(crate) timestamp: Option<(usize, Load)>,
    pub(crate) count: u32,
}

/// Loads one field and puts it into one column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Op {
    pub(crate) offset: usize,
    pub(crate) load: Load,
    pub(crate) target: Target,
    /// The integers that mean "no value".
    pub(crate) missing: [i64; 3],
    pub(crate) factor: f64,
    /// For 64-bit columns, whose last digit a factor of 0.01 would get wrong. A division takes
    /// longer than all the rest of an entry, so only where it shows.
    pub(crate) divisor: Option<f64>,
    pub(crate) shift: f64,
}

/// Where a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Narrow(Narrow),
    Wide(Wide),
    /// Adds to the step rate that stands in the row already.
    StepRateFraction,
    /// Speed and distance in 12 bits each.
    PackedSpeedDistance,
    /// A developer column, by its place in the list.
    Developer(u32),
}

/// Reads the body of a definition message. Returns it with the bytes it took, or nothing
/// if the file ends within it.
pub(crate) fn read_definition(
    body: &[u8],
    has_developer_fields: bool,
) -> Option<(Definition, usize)> {
    let &[_, endianness, low, high, n_fields, ref rest @ ..] = body else {
        return None;
    };
    let big_endian = endianness & 1 == 1;
    let mut definition = Definition {
        global: if big_endian {
            u16::from_be_bytes([low, high])
        } else {
            u16::from_le_bytes([low, high])
        },
        big_endian,
        ..Definition::default()
    };
    let mut used = 5 + usize::from(n_fields) * 3;
    let (fields, _) = rest.get(..usize::from(n_fields) * 3)?.as_chunks::<3>();
    for &[number, size, base] in fields {
        definition.fields.push(Field {
            number,
            offset: definition.size,
            size,
            base: BaseType::from_number(base),
        });
        definition.size += usize::from(size);
    }
    if has_developer_fields {
        let n_fields = usize::from(*body.get(used)?);
        used += 1;
        let (fields, _) = body.get(used..used + n_fields * 3)?.as_chunks::<3>();
        used += n_fields * 3;
        for &[number, size, developer_data_index] in fields {
            definition.developer_fields.push(DeveloperField {
                number,
                offset: definition.size,
                size,
                developer_data_index,
            });
            definition.size += usize::from(size);
        }
    }
    definition.timestamp = definition.loader(field::TIMESTAMP);
    Some((definition, used))
}

impl Definition {
    /// The field, if its size holds exactly one value of its type.
    fn single(&self, number: u8) -> Option<(Field, Load)> {
        let field = *self.fields.iter().find(|field| field.number == number)?;
        let base = field.base?;
        (field.size == base.size).then_some(())?;
        Some((field, Load::new(base, self.big_endian)?))
    }

    fn loader(&self, number: u8) -> Option<(usize, Load)> {
        self.single(number)
            .map(|(field, load)| (field.offset, load))
    }

    /// An integer field of a message, if present and valid.
    pub(crate) fn integer(&self, message: &[u8], number: u8) -> Option<i64> {
        let (field, load) = self.single(number)?;
        let value = load.integer(message, field.offset)?;
        (value != field.base?.invalid).then_some(value)
    }

    /// A field with a scale; a float has its unit already.
    pub(crate) fn scaled(&self, message: &[u8], number: u8, divisor: f64) -> Option<f64> {
        let (field, load) = self.single(number)?;
        if load.is_float() {
            return load.float(message, field.offset);
        }
        self.integer(message, number)
            .map(|raw| raw as f64 / divisor)
    }

    /// A text field, up to its first zero byte; what is not UTF-8 becomes a replacement sign.
    pub(crate) fn text(&self, message: &[u8], number: u8) -> Option<String> {
        let field = self.fields.iter().find(|field| field.number == number)?;
        (field.base?.kind == Kind::Text).then_some(())?;
        let bytes = message.get(field.offset..field.offset + usize::from(field.size))?;
        let text = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
        let text = String::from_utf8_lossy(text).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// A field that may hold several values.
    pub(crate) fn array(&self, number: u8) -> Option<(Field, BaseType, Load)> {
        let field = *self.fields.iter().find(|field| field.number == number)?;
        let base = field.base?;
        let load = Load::new(base, self.big_endian)?;
        field
            .size
            .is_multiple_of(base.size)
            .then_some((field, base, load))
    }
}

/// Where a developer field goes and how it is written, from its description.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DeveloperColumnPlan {
    pub(crate) column: u32,
    pub(crate) base: BaseType,
    pub(crate) scale: f64,
    pub(crate) offset: f64,
}

/// Fills the plan of a record definition. `describe` knows the field descriptions read so far.
pub(crate) fn plan(
    definition: &mut Definition,
    describe: impl Fn(u8, u8) -> Option<DeveloperColumnPlan>,
) {
    let mut ops = Vec::new();
    // The table's order is the order of writing: a wide field comes after its narrow twin
    // and overwrites it when it is valid, whatever their order in the file.
    for channel in field::CHANNELS {
        if channel.target == Target::PackedSpeedDistance {
            let packed = definition
                .fields
                .iter()
                .find(|field| field.number == channel.number);
            if let Some(packed) = packed.filter(|field| field.size == 3) {
                ops.push(Op {
                    offset: packed.offset,
                    load: Load::U8,
                    target: channel.target,
                    missing: [i64::MIN; 3],
                    factor: 1.0,
                    divisor: None,
                    shift: 0.0,
                });
            }
            continue;
        }
        let Some((field, load)) = definition.single(channel.number) else {
            continue;
        };
        let Some(base) = field.base else { continue };
        let (factor, divisor, shift) = match (load.is_float(), channel.target) {
            (true, _) => (channel.float_factor, None, 0.0),
            (false, Target::Wide(Wide::Distance)) => (1.0, Some(channel.divisor), 0.0),
            (false, _) => (channel.factor / channel.divisor, None, channel.shift),
        };
        ops.push(Op {
            offset: field.offset,
            load,
            target: channel.target,
            missing: [base.invalid, channel.refused[0], channel.refused[1]],
            factor,
            divisor,
            shift,
        });
    }
    for developer in &definition.developer_fields {
        let Some(known) = describe(developer.developer_data_index, developer.number) else {
            continue;
        };
        let Some(load) = Load::new(known.base, definition.big_endian) else {
            continue;
        };
        if developer.size != known.base.size {
            continue;
        }
        ops.push(Op {
            offset: developer.offset,
            load,
            target: Target::Developer(known.column),
            missing: [known.base.invalid, i64::MIN, i64::MIN],
            factor: 1.0,
            // A scale of one is the rule.
            divisor: Some(known.scale).filter(|&scale| scale > 1.0),
            shift: known.offset,
        });
    }
    definition.plan = ops;
}
