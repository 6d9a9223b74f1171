//! Writes a table as Parquet: the little of the format that one table of columns needs, with one
//! row group, one page for each column, plain values and Zstandard.
//!
//! The usual crate for it brings a second calendar, which this house keeps out, and half a minute
//! of building.
//!
//! # References
//! Apache Parquet, `parquet.thrift` and "Data Pages"; Apache Thrift, "Thrift Compact protocol
//! encoding".

use std::fmt;

/// A table of named columns of one length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Names and values, in order.
    pub columns: Vec<(&'static str, Column)>,
    /// What is said of the whole, as pairs of key and text.
    pub facts: Vec<(String, String)>,
}

/// The values of a column, one for each row.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Numbers; what is not finite is missing.
    Numbers(Vec<f64>),
    /// Words; `None` is missing.
    Words(Vec<Option<&'static str>>),
}

/// A table that cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParquetError {
    /// Two columns differ in length.
    Ragged {
        /// The one that differs from the first.
        column: &'static str,
    },
    /// More than a page can hold.
    TooLong,
    /// The values could not be compressed.
    Compression(String),
}

impl fmt::Display for ParquetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ragged { column } => write!(f, "column {column} has another length"),
            Self::TooLong => f.write_str("too many rows for one page"),
            Self::Compression(reason) => write!(f, "cannot be compressed: {reason}"),
        }
    }
}

impl std::error::Error for ParquetError {}

const MAGIC: &[u8; 4] = b"PAR1";
const COMPRESSION_LEVEL: i32 = 3;
/// Numbers of the format's enumerations.
mod number {
    pub const DOUBLE: i64 = 5;
    pub const BYTE_ARRAY: i64 = 6;
    pub const OPTIONAL: i64 = 1;
    pub const UTF8: i64 = 0;
    pub const PLAIN: i64 = 0;
    pub const RLE: i64 = 3;
    pub const ZSTD: i64 = 6;
    pub const DATA_PAGE: i64 = 0;
}

impl Table {
    /// How many rows it has.
    pub fn n_rows(&self) -> usize {
        self.columns.first().map_or(0, |(_, column)| column.len())
    }

    /// The whole file.
    ///
    /// # Errors
    /// When the columns differ in length, or are beyond what the format holds in a page.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ParquetError> {
        let n_rows = self.n_rows();
        let mut file = MAGIC.to_vec();
        let mut chunks = Vec::with_capacity(self.columns.len());
        for &(name, ref column) in &self.columns {
            if column.len() != n_rows {
                return Err(ParquetError::Ragged { column: name });
            }
            let start = file.len();
            let header_and_page = page(column)?;
            file.extend_from_slice(&header_and_page.bytes);
            chunks.push(Chunk {
                name,
                column,
                start,
                n_bytes: header_and_page.bytes.len(),
                n_unpacked: header_and_page.n_unpacked,
            });
        }
        let footer = self.footer(&chunks);
        file.extend_from_slice(&footer);
        let length = u32::try_from(footer.len()).map_err(|_| ParquetError::TooLong)?;
        file.extend_from_slice(&length.to_le_bytes());
        file.extend_from_slice(MAGIC);
        Ok(file)
    }

    fn footer(&self, chunks: &[Chunk<'_>]) -> Vec<u8> {
        let n_rows = self.n_rows() as i64;
        let mut out = Compact::default();
        out.int(1, Width::I32, 1);
        out.list(2, Kind::Struct, chunks.len() + 1);
        out.begin();
        out.text(4, "schema");
        out.int(5, Width::I32, chunks.len() as i64);
        out.end();
        for chunk in chunks {
            out.begin();
            out.int(1, Width::I32, chunk.column.physical_type());
            out.int(3, Width::I32, number::OPTIONAL);
            out.text(4, chunk.name);
            if matches!(chunk.column, Column::Words(_)) {
                out.int(6, Width::I32, number::UTF8);
            }
            out.end();
        }
        out.int(3, Width::I64, n_rows);
        out.list(4, Kind::Struct, 1);
        out.begin();
        out.list(1, Kind::Struct, chunks.len());
        for chunk in chunks {
            chunk.describe(&mut out, n_rows);
        }
        let unpacked: usize = chunks.iter().map(|chunk| chunk.n_unpacked).sum();
        out.int(2, Width::I64, unpacked as i64);
        out.int(3, Width::I64, n_rows);
        out.end();
        out.list(5, Kind::Struct, self.facts.len());
        for (key, value) in &self.facts {
            out.begin();
            out.text(1, key);
            out.text(2, value);
            out.end();
        }
        out.text(6, concat!("trochlea version ", env!("CARGO_PKG_VERSION")));
        out.finish()
    }
}

/// A column as it lies in the file.
struct Chunk<'a> {
    name: &'static str,
    column: &'a Column,
    start: usize,
    n_bytes: usize,
    n_unpacked: usize,
}

impl Chunk<'_> {
    fn describe(&self, out: &mut Compact, n_rows: i64) {
        out.begin();
        out.int(2, Width::I64, self.start as i64);
        out.nested(3);
        out.int(1, Width::I32, self.column.physical_type());
        out.list(2, Kind::I32, 2);
        out.bare_int(number::PLAIN);
        out.bare_int(number::RLE);
        out.list(3, Kind::Binary, 1);
        out.bare_text(self.name);
        out.int(4, Width::I32, number::ZSTD);
        out.int(5, Width::I64, n_rows);
        out.int(6, Width::I64, self.n_unpacked as i64);
        out.int(7, Width::I64, self.n_bytes as i64);
        out.int(9, Width::I64, self.start as i64);
        out.end();
        out.end();
    }
}

impl Column {
    fn len(&self) -> usize {
        match self {
            Self::Numbers(values) => values.len(),
            Self::Words(values) => values.len(),
        }
    }

    const fn physical_type(&self) -> i64 {
        match self {
            Self::Numbers(_) => number::DOUBLE,
            Self::Words(_) => number::BYTE_ARRAY,
        }
    }

    /// Which rows have a value, and the values that are there.
    fn plain(&self) -> Result<(Vec<bool>, Vec<u8>), ParquetError> {
        let mut bytes = Vec::new();
        let there = match self {
            Self::Numbers(values) => values
                .iter()
                .map(|value| {
                    if value.is_finite() {
                        bytes.extend_from_slice(&value.to_le_bytes());
                    }
                    value.is_finite()
                })
                .collect(),
            Self::Words(values) => {
                let mut there = Vec::with_capacity(values.len());
                for value in values {
                    if let Some(word) = value {
                        let n = u32::try_from(word.len()).map_err(|_| ParquetError::TooLong)?;
                        bytes.extend_from_slice(&n.to_le_bytes());
                        bytes.extend_from_slice(word.as_bytes());
                    }
                    there.push(value.is_some());
                }
                there
            }
        };
        Ok((there, bytes))
    }
}

struct Page {
    /// Header and compressed values.
    bytes: Vec<u8>,
    /// Header and values before they were compressed.
    n_unpacked: usize,
}

fn page(column: &Column) -> Result<Page, ParquetError> {
    let (there, values) = column.plain()?;
    let levels = levels(&there);
    let n = u32::try_from(levels.len()).map_err(|_| ParquetError::TooLong)?;
    let mut plain = n.to_le_bytes().to_vec();
    plain.extend_from_slice(&levels);
    plain.extend_from_slice(&values);
    let packed = zstd::bulk::compress(&plain, COMPRESSION_LEVEL)
        .map_err(|error| ParquetError::Compression(error.to_string()))?;
    let fits = |n: usize| i32::try_from(n).map_err(|_| ParquetError::TooLong);
    let (n_plain, n_packed, n_rows) = (fits(plain.len())?, fits(packed.len())?, fits(there.len())?);
    let mut header = Compact::default();
    header.int(1, Width::I32, number::DATA_PAGE);
    header.int(2, Width::I32, i64::from(n_plain));
    header.int(3, Width::I32, i64::from(n_packed));
    header.nested(5);
    header.int(1, Width::I32, i64::from(n_rows));
    header.int(2, Width::I32, number::PLAIN);
    header.int(3, Width::I32, number::RLE);
    header.int(4, Width::I32, number::RLE);
    header.end();
    let mut bytes = header.finish();
    let n_unpacked = bytes.len() + plain.len();
    bytes.extend_from_slice(&packed);
    Ok(Page { bytes, n_unpacked })
}

/// One bit for each row, whether it has a value: a single bit-packed run of the format's hybrid.
fn levels(there: &[bool]) -> Vec<u8> {
    let groups = there.len().div_ceil(8);
    let mut out = Vec::with_capacity(groups + 5);
    varint(&mut out, (groups as u64) << 1 | 1);
    for group in there.chunks(8) {
        let bits = group.iter().enumerate();
        out.push(bits.fold(0, |byte, (bit, &there)| byte | u8::from(there) << bit));
    }
    out
}

/// Types of the compact protocol.
#[derive(Clone, Copy)]
enum Kind {
    I32 = 5,
    Binary = 8,
    List = 9,
    Struct = 12,
}

#[derive(Clone, Copy)]
enum Width {
    I32 = 5,
    I64 = 6,
}

/// Writes structures in the compact protocol: a field is its distance from the last one beside its
/// type, a number is a zigzag of seven bits at a time.
#[derive(Default)]
struct Compact {
    out: Vec<u8>,
    last: u8,
    outer: Vec<u8>,
}

impl Compact {
    fn field(&mut self, id: u8, kind: u8) {
        self.out.push((id - self.last) << 4 | kind);
        self.last = id;
    }

    fn int(&mut self, id: u8, width: Width, value: i64) {
        self.field(id, width as u8);
        self.bare_int(value);
    }

    fn bare_int(&mut self, value: i64) {
        varint(&mut self.out, ((value << 1) ^ (value >> 63)) as u64);
    }

    fn text(&mut self, id: u8, text: &str) {
        self.field(id, Kind::Binary as u8);
        self.bare_text(text);
    }

    fn bare_text(&mut self, text: &str) {
        varint(&mut self.out, text.len() as u64);
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Its items follow.
    fn list(&mut self, id: u8, kind: Kind, n: usize) {
        self.field(id, Kind::List as u8);
        match u8::try_from(n) {
            Ok(n) if n < 15 => self.out.push(n << 4 | kind as u8),
            _ => {
                self.out.push(0xf0 | kind as u8);
                varint(&mut self.out, n as u64);
            }
        }
    }

    /// A structure as a field.
    fn nested(&mut self, id: u8) {
        self.field(id, Kind::Struct as u8);
        self.begin();
    }

    /// A structure as an item of a list.
    fn begin(&mut self) {
        self.outer.push(self.last);
        self.last = 0;
    }

    fn end(&mut self) {
        self.out.push(0);
        self.last = self.outer.pop().unwrap_or(0);
    }

    fn finish(mut self) -> Vec<u8> {
        self.out.push(0);
        self.out
    }
}

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7f {
        out.push(value as u8 & 0x7f | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
