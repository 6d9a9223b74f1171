//! Broken cases: whatever stands in the document, it is read or refused, and what is read is
//! assessed, without a panic.

#![allow(
    clippy::unwrap_used,
    reason = "in a test a failed unwrap is the message, also in the functions that tests share"
)]

use std::path::Path;

use serde_json::Value;
use trochlea_assess::{assess, read_case};
use trochlea_knowledge::Knowledge;

/// Of the inputs that all fuzz tests share, this one takes a tenth: each is a whole assessment.
const SHARE: usize = 10;

#[test]
fn a_broken_case_is_read_or_refused() {
    let knowledge = Knowledge::shipped().unwrap();
    let sound = whole_cases();
    let wanted = std::env::var("TROCHLEA_FUZZ_INPUTS").ok();
    let n: usize = wanted.map_or(2000, |n| n.parse().unwrap()) / SHARE;
    let mut chance = Chance(20_261_125);
    let (mut n_read, mut n_refused) = (0, 0);
    for idx in 0..n {
        let mut bytes = sound.get(idx % sound.len()).unwrap().clone();
        if chance.below(2) == 0 {
            let mut case: Value = serde_json::from_slice(&bytes).unwrap();
            for _ in 0..=chance.below(3) {
                change_a_value(&mut case, &mut chance);
            }
            bytes = case.to_string().into_bytes();
        } else {
            for _ in 0..=chance.below(4) {
                change_bytes(&mut bytes, &mut chance);
            }
        }
        match read_case(&String::from_utf8_lossy(&bytes), &knowledge) {
            Ok(case) => {
                assess(&case, &knowledge).unwrap();
                n_read += 1;
            }
            Err(refusal) => {
                assert!(!refusal.to_string().is_empty());
                n_refused += 1;
            }
        }
    }
    println!("{n} broken cases: {n_read} read, {n_refused} refused");
    assert!(
        n_read > 0 && n_refused > 0,
        "one of the two was never tried"
    );
}

fn whole_cases() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut folders: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let read = |path: &std::path::PathBuf| std::fs::read(path.join("input.json")).unwrap();
    folders.iter().map(read).collect()
}

/// Puts another value in a random place: other kinds, extremes, other people's words.
fn change_a_value(value: &mut Value, chance: &mut Chance) {
    match value {
        Value::Object(fields) if !fields.is_empty() && chance.below(6) > 0 => {
            let n = chance.below(fields.len());
            if let Some(inner) = fields.values_mut().nth(n) {
                change_a_value(inner, chance);
            }
        }
        Value::Array(items) if !items.is_empty() && chance.below(6) > 0 => {
            let n = chance.below(items.len());
            if chance.below(4) == 0 {
                items.remove(n);
            } else if let Some(inner) = items.get_mut(n) {
                change_a_value(inner, chance);
            }
        }
        place => {
            let others = alike(place, chance);
            let other = others.get(chance.below(others.len())).unwrap();
            *place = serde_json::from_str(other).unwrap();
        }
    }
}

/// Mostly values of the same kind, so that the assessment gets something to do.
fn alike(place: &Value, chance: &mut Chance) -> &'static [&'static str] {
    const ANY: &[&str] = &[
        "null", "true", "-1", "1e300", "0.5", "[]", "{}", "\"\"", "\"yes\"",
    ];
    const NUMBERS: &[&str] = &["0", "1", "3", "4", "7", "10", "11", "45", "255", "100000"];
    const DAYS: &[&str] = &["\"2026-06-04\"", "\"9999-12-31\"", "\"-009999-01-01\""];
    const MOMENTS: &[&str] = &[
        "\"2026-06-03T20:00:00\"",
        "\"9999-12-31T23:59:59\"",
        "\"-009999-01-01T00:00:00\"",
    ];
    const WORDS: &[&str] = &["\"yes\"", "\"no\"", "\"unknown\"", "\"left\"", "\"right\""];
    match place {
        _ if chance.below(5) == 0 => ANY,
        Value::Number(_) => NUMBERS,
        Value::String(text) if text.contains('T') && text.contains(':') => MOMENTS,
        Value::String(text) if text.matches('-').count() == 2 => DAYS,
        _ => WORDS,
    }
}

fn change_bytes(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let at = chance.below(bytes.len().max(1));
    match chance.below(4) {
        0 => bytes.truncate(at),
        1 => bytes.insert(at.min(bytes.len()), chance.below(256) as u8),
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = chance.below(256) as u8;
            }
        }
    }
}

/// A linear congruential generator (Knuth's MMIX): the same inputs on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}
