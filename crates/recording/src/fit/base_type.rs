//! FIT's base types: how wide a value is, and which bit pattern says "no value".

/// How a value stands in the file. The file's own base type decides, never the profile's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BaseType {
    pub(crate) kind: Kind,
    /// Bytes of one value.
    pub(crate) size: u8,
    /// The integer that stands for "no value"; meaningless for floats and text.
    pub(crate) invalid: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Unsigned,
    Signed,
    Float,
    Text,
}

impl BaseType {
    /// From the number in a field definition. The top bit only repeats that a type has an
    /// endianness and some writers leave it out, so the low five bits decide.
    pub(crate) const fn from_number(number: u8) -> Option<Self> {
        use Kind::{Float, Signed, Text, Unsigned};
        let (kind, size, invalid) = match number & 0x1F {
            0 | 2 | 13 => (Unsigned, 1, 0xFF),
            1 => (Signed, 1, 0x7F),
            3 => (Signed, 2, 0x7FFF),
            4 => (Unsigned, 2, 0xFFFF),
            5 => (Signed, 4, 0x7FFF_FFFF),
            6 => (Unsigned, 4, 0xFFFF_FFFF),
            7 => (Text, 1, 0),
            8 => (Float, 4, 0),
            9 => (Float, 8, 0),
            10 => (Unsigned, 1, 0),
            11 => (Unsigned, 2, 0),
            12 => (Unsigned, 4, 0),
            14 => (Signed, 8, i64::MAX),
            // All bits set, read as a signed number.
            15 => (Unsigned, 8, -1),
            16 => (Unsigned, 8, 0),
            _ => return None,
        };
        Some(Self {
            kind,
            size,
            invalid,
        })
    }
}

/// How to load one value; the common widths have an arm of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Load {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    U16Big,
    I16Big,
    U32Big,
    I32Big,
    I64,
    I64Big,
    F32,
    F32Big,
    F64,
    F64Big,
}

impl Load {
    pub(crate) const fn new(base: BaseType, big_endian: bool) -> Option<Self> {
        Some(match (base.kind, base.size, big_endian) {
            (Kind::Unsigned, 1, _) => Self::U8,
            (Kind::Signed, 1, _) => Self::I8,
            (Kind::Unsigned, 2, false) => Self::U16,
            (Kind::Unsigned, 2, true) => Self::U16Big,
            (Kind::Signed, 2, false) => Self::I16,
            (Kind::Signed, 2, true) => Self::I16Big,
            (Kind::Unsigned, 4, false) => Self::U32,
            (Kind::Unsigned, 4, true) => Self::U32Big,
            (Kind::Signed, 4, false) => Self::I32,
            (Kind::Signed, 4, true) => Self::I32Big,
            (Kind::Unsigned | Kind::Signed, _, false) => Self::I64,
            (Kind::Unsigned | Kind::Signed, _, true) => Self::I64Big,
            (Kind::Float, 4, false) => Self::F32,
            (Kind::Float, 4, true) => Self::F32Big,
            (Kind::Float, _, false) => Self::F64,
            (Kind::Float, _, true) => Self::F64Big,
            (Kind::Text, _, _) => return None,
        })
    }

    pub(crate) const fn is_float(self) -> bool {
        matches!(self, Self::F32 | Self::F32Big | Self::F64 | Self::F64Big)
    }

    /// The integer at `offset`, sign-extended from the width it has in the file.
    #[inline(always)]
    pub(crate) fn integer(self, message: &[u8], offset: usize) -> Option<i64> {
        Some(match self {
            Self::U8 => i64::from(*message.get(offset)?),
            Self::I8 => i64::from(i8::from_le_bytes(array(message, offset)?)),
            Self::U16 => i64::from(u16::from_le_bytes(array(message, offset)?)),
            Self::I16 => i64::from(i16::from_le_bytes(array(message, offset)?)),
            Self::U32 => i64::from(u32::from_le_bytes(array(message, offset)?)),
            Self::I32 => i64::from(i32::from_le_bytes(array(message, offset)?)),
            Self::U16Big => i64::from(u16::from_be_bytes(array(message, offset)?)),
            Self::I16Big => i64::from(i16::from_be_bytes(array(message, offset)?)),
            Self::U32Big => i64::from(u32::from_be_bytes(array(message, offset)?)),
            Self::I32Big => i64::from(i32::from_be_bytes(array(message, offset)?)),
            Self::I64 => i64::from_le_bytes(array(message, offset)?),
            Self::I64Big => i64::from_be_bytes(array(message, offset)?),
            Self::F32 | Self::F32Big | Self::F64 | Self::F64Big => return None,
        })
    }

    /// The float at `offset`; infinite and "not a number" are "no value".
    pub(crate) fn float(self, message: &[u8], offset: usize) -> Option<f64> {
        let value = match self {
            Self::F32 => f64::from(f32::from_le_bytes(array(message, offset)?)),
            Self::F32Big => f64::from(f32::from_be_bytes(array(message, offset)?)),
            Self::F64 => f64::from_le_bytes(array(message, offset)?),
            Self::F64Big => f64::from_be_bytes(array(message, offset)?),
            _ => return None,
        };
        value.is_finite().then_some(value)
    }
}

#[inline(always)]
fn array<const N: usize>(message: &[u8], offset: usize) -> Option<[u8; N]> {
    message.get(offset..)?.first_chunk::<N>().copied()
}
