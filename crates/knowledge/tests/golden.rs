//! Every number of the guide S2 stands in a row of the tables, beside the requirement it comes from.
//!
//! The numbers are those of the list of all numbers in the documents, read from the documents and
//! not from the tables. Percent may stand as a share.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in a test a failed unwrap is the message"
)]

use trochlea_knowledge::{Row, shipped_rows};

/// A requirement and the numbers that one row of it has to hold, all of them.
const S2: &[(&str, &[f64])] = &[
    // Share of injuries claimed, and the step rate as an absolute band.
    ("S2-013", &[11.0, 17.0]),
    // Its two ends stand in a row each.
    ("S2-145", &[170.0]),
    ("S2-145", &[180.0]),
    // The phase, and the basic exercises.
    ("S2-036", &[1.0, 6.0]),
    ("S2-039", &[45.0]),
    ("S2-040", &[3.0, 15.0, 1.0]),
    ("S2-043", &[3.0, 15.0]),
    ("S2-045", &[3.0, 15.0, 2.0, 3.0]),
    ("S2-048", &[45.0]),
    ("S2-049", &[3.0, 15.0]),
    ("S2-117", &[3.0, 15.0, 1.0]),
    // What unlocks the functional ones, and their doses.
    ("S2-053", &[2.0, 3.0]),
    ("S2-054", &[45.0, 60.0]),
    ("S2-056", &[2.0, 3.0, 15.0]),
    // Running with kneecap pain.
    ("S2-060", &[4.0]),
    ("S2-063", &[2.0]),
    // Rolling, stretching, ice.
    ("S2-065", &[2.0, 3.0]),
    ("S2-066", &[20.0, 30.0]),
    ("S2-067", &[5.0, 10.0]),
    ("S2-068", &[30.0, 60.0]),
    ("S2-073", &[10.0, 10.0, 1.0, 2.0]),
    // When somebody else looks.
    ("S2-075", &[6.0, 8.0]),
    // Back to running after kneecap pain.
    ("S2-084", &[45.0]),
    ("S2-086", &[15.0]),
    ("S2-089", &[2.0, 3.0]),
    ("S2-090", &[10.0]),
    ("S2-090", &[2.0]),
    ("S2-091", &[4.0, 6.0]),
    ("S2-092", &[4.0, 12.0]),
    // The outer band.
    ("S2-096", &[20.0, 30.0]),
    ("S2-098", &[15.0, 20.0]),
    ("S2-125", &[5.0, 10.0]),
    ("S2-130", &[30.0, 50.0]),
    ("S2-131", &[10.0, 15.0]),
    ("S2-132", &[3.0, 4.0]),
    ("S2-133", &[4.0, 8.0]),
    // Prevention.
    ("S2-135", &[2.0]),
    ("S2-140", &[10.0]),
    ("S2-141", &[2.0, 3.0]),
];

#[test]
fn every_number_of_the_guide_stands_in_a_table() {
    let rows: Vec<(Row, Vec<f64>)> = shipped_rows()
        .into_iter()
        .map(|row| (row, numbers(&toml::from_str(row.text).unwrap())))
        .collect();
    let mut missing = Vec::new();
    for (requirement, wanted) in S2 {
        let of_it = rows
            .iter()
            .filter(|(row, _)| row.text.contains(&format!("\"{requirement}\"")));
        let mut holding = of_it.filter(|(_, found)| holds(found, wanted));
        if holding.next().is_none() {
            missing.push(format!("{requirement} {wanted:?}"));
        }
    }
    assert!(missing.is_empty(), "in no row: {missing:#?}");
}

/// A number that no table has for a requirement is missed: the test can fail.
#[test]
fn a_number_that_is_not_there_is_missed() {
    let row: toml::Value = toml::from_str("value = 0.1\nrange = [0.1, 0.15]").unwrap();
    let found = numbers(&row);
    assert!(holds(&found, &[10.0, 15.0]) && !holds(&found, &[10.0, 20.0]));
    assert!(!holds(
        &numbers(&toml::from_str("value = 3").unwrap()),
        &[3.0, 3.0]
    ));
}

/// Whether all wanted numbers are there, each once; percent may stand as a share.
fn holds(found: &[f64], wanted: &[f64]) -> bool {
    let mut left = found.to_vec();
    wanted.iter().all(|number| {
        let same = |it: &f64| (it - number).abs() < 1e-9 || (it * 100.0 - number).abs() < 1e-9;
        match left.iter().position(same) {
            Some(idx) => {
                left.remove(idx);
                true
            }
            None => false,
        }
    })
}

fn numbers(value: &toml::Value) -> Vec<f64> {
    match value {
        toml::Value::Integer(it) => vec![*it as f64],
        toml::Value::Float(it) => vec![*it],
        toml::Value::Array(list) => list.iter().flat_map(numbers).collect(),
        toml::Value::Table(table) => table.values().flat_map(numbers).collect(),
        _ => Vec::new(),
    }
}
