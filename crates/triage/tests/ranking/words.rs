//! Every id has its words, and no word is left over.

use std::collections::BTreeSet;

use trochlea_knowledge::Message;

use crate::*;

const PATH: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../knowledge/words/en/triage.ftl"
);

#[test]
fn every_message_has_words_and_no_words_are_left_over() {
    let text = std::fs::read_to_string(PATH).unwrap();
    let heads = text
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()));
    let written: Vec<&str> = heads
        .map(|line| line.split_once(" = ").unwrap().0)
        .collect();
    let mut used: BTreeSet<String> = [
        "triage-pattern",
        "triage-pattern-level",
        "triage-mixed",
        "triage-another_cause",
        "triage-not_enough_information",
        "triage-see-another_cause",
        "triage-see-no_programme",
        "triage-see-also_possible",
        "triage-tell-spot",
        "triage-contradiction-both",
        "triage-contradiction-examined",
        "triage-contradiction-measured",
    ]
    .map(str::to_owned)
    .into();
    let mut add = |message: Message| used.insert(message.id.into_owned());
    for spot in &TABLE.spots {
        add(spot.name());
        add(spot.anatomy());
    }
    for condition in &TABLE.conditions {
        add(condition.id.name());
        add(condition.id.about());
        add(condition.id.say());
    }
    for row in &TABLE.outside {
        add(row.name());
    }
    for cluster in &TABLE.clusters {
        add(cluster.text());
    }
    for feature in &TABLE.features {
        add(feature.question());
        add(feature.why());
        add(feature.yes());
        add(feature.no());
    }
    let unique: BTreeSet<String> = written.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(unique.len(), written.len(), "an id stands twice");
    assert_eq!(used.difference(&unique).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(unique.difference(&used).collect::<Vec<_>>(), [""; 0]);
}

/// Requirements: S1-051.
#[test]
fn the_words_claim_nothing_and_prescribe_nothing() {
    let text = std::fs::read_to_string(PATH).unwrap().to_lowercase();
    for never in [
        "diagnos", "inject", "surgery", "x-ray", "mri", "percent", "tablet", "!",
    ] {
        assert!(!text.contains(never), "{never}");
    }
}

/// Every spot of the knee map stands in the table, one for all over, and no other.
#[test]
fn the_spots_are_those_of_the_knee_map() {
    let map = "quad patella medpat fat ptend tub mjl pes itb ljl bic fib gerdy mcl ham plateau pop hami bicb gasi gaso diffuse";
    let map: BTreeSet<&str> = map.split(' ').collect();
    let table: BTreeSet<&str> = TABLE.spots.iter().map(|spot| spot.id.as_str()).collect();
    assert_eq!(map, table);
}
