//! What is written as Parquet reads back as it was, by a reader written from the format's
//! documents; the reader itself is held to a file that another program wrote.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use trochlea_report::{Column, ParquetError, Table};

/// A value of the compact protocol.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Int(i64),
    Bytes(Vec<u8>),
    List(Vec<Value>),
    Struct(BTreeMap<i64, Value>),
}

impl Value {
    fn field(&self, id: i64) -> &Self {
        match self {
            Self::Struct(fields) => &fields[&id],
            other => panic!("{other:?} has no fields"),
        }
    }

    fn int(&self, id: i64) -> i64 {
        match self.field(id) {
            Self::Int(value) => *value,
            other => panic!("{other:?}"),
        }
    }

    fn list(&self, id: i64) -> &[Self] {
        match self.field(id) {
            Self::List(items) => items,
            other => panic!("{other:?}"),
        }
    }

    fn text(&self, id: i64) -> String {
        match self.field(id) {
            Self::Bytes(bytes) => String::from_utf8(bytes.clone()).unwrap(),
            other => panic!("{other:?}"),
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> u8 {
        self.at += 1;
        self.bytes[self.at - 1]
    }

    fn varint(&mut self) -> u64 {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            value |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return value;
            }
        }
    }

    fn zigzag(&mut self) -> i64 {
        let value = self.varint();
        (value >> 1) as i64 ^ -((value & 1) as i64)
    }

    fn value(&mut self, kind: u8) -> Value {
        match kind {
            1 => Value::Int(1),
            2 => Value::Int(0),
            3 => Value::Int(i64::from(self.byte())),
            4..=6 => Value::Int(self.zigzag()),
            8 => {
                let n = self.varint() as usize;
                self.at += n;
                Value::Bytes(self.bytes[self.at - n..self.at].to_vec())
            }
            9 => {
                let head = self.byte();
                let n = match head >> 4 {
                    15 => self.varint(),
                    n => u64::from(n),
                };
                Value::List((0..n).map(|_| self.value(head & 15)).collect())
            }
            12 => self.structure(),
            other => panic!("kind {other}"),
        }
    }

    fn structure(&mut self) -> Value {
        let (mut fields, mut id) = (BTreeMap::new(), 0);
        loop {
            let head = self.byte();
            if head == 0 {
                return Value::Struct(fields);
            }
            id = match head >> 4 {
                0 => self.zigzag(),
                delta => id + i64::from(delta),
            };
            let value = self.value(head & 15);
            fields.insert(id, value);
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Read {
    Numbers(Vec<Option<f64>>),
    Words(Vec<Option<String>>),
}

type Named<T> = Vec<(String, T)>;

/// Every column by its name, and the facts.
fn read(file: &[u8]) -> (Named<Read>, Named<String>) {
    let n = file.len();
    assert_eq!((&file[..4], &file[n - 4..]), (&b"PAR1"[..], &b"PAR1"[..]));
    let length = u32::from_le_bytes(file[n - 8..n - 4].try_into().unwrap()) as usize;
    let footer = &file[n - 8 - length..n - 8];
    let mut reader = Reader {
        bytes: footer,
        at: 0,
    };
    let meta = reader.structure();
    assert_eq!(reader.at, footer.len());
    let n_rows = meta.int(3) as usize;
    let schema = meta.list(2);
    assert_eq!(schema[0].int(5) as usize, schema.len() - 1);
    let [group] = meta.list(4) else {
        panic!("one row group")
    };
    let chunks = group.list(1).iter().zip(&schema[1..]);
    let columns = chunks
        .map(|(chunk, element)| (element.text(4), column(file, chunk.field(3), n_rows)))
        .collect();
    let facts = match &meta {
        Value::Struct(fields) if fields.contains_key(&5) => meta.list(5),
        _ => &[],
    };
    let facts = facts.iter().map(|it| (it.text(1), it.text(2))).collect();
    (columns, facts)
}

fn column(file: &[u8], chunk: &Value, n_rows: usize) -> Read {
    let start = chunk.int(9) as usize;
    let mut reader = Reader {
        bytes: file,
        at: start,
    };
    let header = reader.structure();
    let (plain_len, packed_len) = (header.int(2) as usize, header.int(3) as usize);
    let header_len = reader.at - start;
    assert_eq!(header_len + packed_len, chunk.int(7) as usize);
    assert_eq!(header_len + plain_len, chunk.int(6) as usize);
    assert_eq!(header.field(5).int(1) as usize, n_rows);
    let packed = &file[reader.at..reader.at + packed_len];
    let plain = zstd::bulk::decompress(packed, plain_len).unwrap();
    assert_eq!(plain.len(), plain_len);
    let n_levels = u32::from_le_bytes(plain[..4].try_into().unwrap()) as usize;
    let there = levels(&plain[4..4 + n_levels], n_rows);
    let mut rest = &plain[4 + n_levels..];
    let mut take = |n: usize| {
        let (head, tail) = rest.split_at(n);
        rest = tail;
        head.to_vec()
    };
    let read = match chunk.int(1) {
        5 => Read::Numbers(
            there
                .iter()
                .map(|there| there.then(|| f64::from_le_bytes(take(8).try_into().unwrap())))
                .collect(),
        ),
        6 => Read::Words(
            there
                .iter()
                .map(|there| {
                    there.then(|| {
                        let n = u32::from_le_bytes(take(4).try_into().unwrap()) as usize;
                        String::from_utf8(take(n)).unwrap()
                    })
                })
                .collect(),
        ),
        other => panic!("type {other}"),
    };
    assert!(rest.is_empty());
    read
}

/// The hybrid of runs and packed bits, one bit wide.
fn levels(bytes: &[u8], n: usize) -> Vec<bool> {
    let mut reader = Reader { bytes, at: 0 };
    let mut out = Vec::new();
    while out.len() < n {
        let head = reader.varint();
        if head & 1 == 0 {
            let bit = reader.byte() == 1;
            out.extend(std::iter::repeat_n(bit, (head >> 1) as usize));
        } else {
            for _ in 0..head >> 1 {
                let byte = reader.byte();
                out.extend((0..8).map(|bit| byte >> bit & 1 == 1));
            }
        }
    }
    out.truncate(n);
    out
}

fn numbers(values: &[f64]) -> Vec<Option<f64>> {
    let finite = values.iter().map(|it| it.is_finite().then_some(*it));
    finite.collect()
}

/// Written by pyarrow 26 with plain pages of the first version and Zstandard.
#[test]
fn the_reader_reads_what_another_program_wrote() {
    let (columns, _) = read(include_bytes!("fixtures/by_pyarrow.parquet"));
    let words = ["measured", "", "assumed", "", "estimated", "", "é", "", "x"];
    let word = |idx: usize| (![1, 5, 7].contains(&idx)).then(|| words[idx].to_owned());
    let expected = [1.5, f64::NAN, -2.25, 0.0, f64::NAN, 1e300, 7.0, 8.0, 9.0];
    assert_eq!(
        columns[0],
        ("number".to_owned(), Read::Numbers(numbers(&expected)))
    );
    assert_eq!(
        columns[1],
        ("word".to_owned(), Read::Words((0..9).map(word).collect()))
    );
}

#[test]
fn an_empty_table_and_its_facts_are_written() {
    let table = Table {
        columns: vec![("a", Column::Numbers(Vec::new()))],
        facts: vec![("unit.a".to_owned(), "metres".to_owned())],
    };
    let (columns, facts) = read(&table.to_bytes().unwrap());
    assert_eq!(columns, [("a".to_owned(), Read::Numbers(Vec::new()))]);
    assert_eq!(facts, table.facts);
}

#[test]
fn columns_of_different_lengths_are_refused() {
    let table = Table {
        columns: vec![
            ("a", Column::Numbers(vec![1.0])),
            ("b", Column::Words(Vec::new())),
        ],
        facts: Vec::new(),
    };
    assert_eq!(table.to_bytes(), Err(ParquetError::Ragged { column: "b" }));
}

proptest! {
    /// Any numbers and words, in more columns than fit the short form of a list.
    #[test]
    fn a_table_reads_back_as_it_was(
        rows in proptest::collection::vec((any::<f64>(), 0_u8..4), 0..300),
    ) {
        let values: Vec<f64> = rows.iter().map(|row| row.0).collect();
        let words = ["measured", "estimated", ""].map(Some);
        let words: Vec<Option<&'static str>> = rows
            .iter()
            .map(|row| words.get(usize::from(row.1)).copied().flatten())
            .collect();
        let mut columns = vec![("w", Column::Words(words.clone()))];
        columns.extend((0..16).map(|_| ("n", Column::Numbers(values.clone()))));
        let table = Table { columns, facts: Vec::new() };
        let (read, _) = read(&table.to_bytes().unwrap());
        prop_assert_eq!(read.len(), 17);
        let said = words.iter().map(|it| it.map(str::to_owned)).collect();
        prop_assert_eq!(&read[0].1, &Read::Words(said));
        prop_assert_eq!(&read[16].1, &Read::Numbers(numbers(&values)));
    }
}
