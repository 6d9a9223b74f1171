//! Every id has its words, no word is left over, and none claims too much.

use std::collections::BTreeSet;

use trochlea_cause::{FamilyBand, Finding, Known, OnsetFrom};
use trochlea_knowledge::Status;

use crate::*;

const PATH: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../knowledge/words/en/cause.ftl"
);

const FIXED: &[&str] = &[
    "cause-status-second-hand",
    "cause-frame",
    "cause-undetermined",
    "cause-undetermined-several",
    "cause-see-gait-expert",
    "cause-gait-both",
    "cause-gait-style-missing",
    "cause-gait-body-missing",
    "cause-gait-none",
    "cause-shoe",
    "cause-shoe-at-most",
    "cause-shoe-worn",
    "cause-shoe-worn-at-most",
    "cause-next-log-onset",
    "cause-next-shoes",
    "cause-next-since-when",
    "cause-next-recordings",
    "cause-recheck-taken",
    "cause-data-not-known",
    "cause-data-not-looked-at",
    "cause-data-does-not-apply",
    "cause-data-said-yes",
    "cause-data-said-no",
    "cause-data-single-run",
    "cause-data-single-run-within",
    "cause-data-two-weeks",
    "cause-data-descent",
    "cause-data-little-descent",
    "cause-data-step-rate",
    "cause-data-drift",
    "cause-data-balance",
    "cause-data-speed",
    "cause-data-treadmill",
    "cause-data-usual-week",
    "cause-data-usual-week-stated",
    "cause-data-onset-share",
    "cause-data-shoes",
    "cause-data-strength-little-running",
    "cause-data-strength-days",
    "cause-data-strength-none-said",
    "cause-data-strength-said",
    "cause-data-measure",
    "cause-data-side-difference",
];

#[test]
fn every_message_has_words_and_no_words_are_left_over() {
    let text = std::fs::read_to_string(PATH).unwrap();
    let heads = text
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()));
    let written: Vec<String> = heads
        .map(|line| line.split_once(" = ").unwrap().0.to_owned())
        .collect();
    let unique: BTreeSet<String> = written.iter().cloned().collect();
    assert_eq!(unique.len(), written.len(), "an id stands twice");
    let used = used();
    assert_eq!(used.difference(&unique).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(unique.difference(&used).collect::<Vec<_>>(), [""; 0]);
}

fn used() -> BTreeSet<String> {
    let mut used: BTreeSet<String> = FIXED.iter().map(|id| (*id).to_owned()).collect();
    let table = &KNOWLEDGE.causes;
    let words = |word: &str| word.replace('_', "-");
    for family in CauseFamily::ALL {
        let id = family.as_str();
        used.extend([
            format!("cause-leads-{id}"),
            format!("cause-family-{id}"),
            format!("cause-family-{id}-about"),
        ]);
    }
    for row in &table.contributors {
        used.insert(row.name().id.into_owned());
        used.insert(row.why().id.into_owned());
        if row.ask {
            used.insert(row.question().id.into_owned());
        }
    }
    for row in &table.tried {
        used.insert(row.name().id.into_owned());
        used.insert(row.question().id.into_owned());
    }
    used.extend(table.rechecks.iter().map(|row| row.text().id.into_owned()));
    let bands = [
        FamilyBand::SpeaksFor,
        FamilyBand::MayContribute,
        FamilyBand::CannotTell,
        FamilyBand::SpeaksAgainst,
    ];
    used.extend(bands.map(|it| format!("cause-band-{}", words(it.as_str()))));
    let findings = [
        Finding::SpeaksFor,
        Finding::MayContribute,
        Finding::CannotTell,
        Finding::SpeaksAgainst,
        Finding::NotCounted,
    ];
    used.extend(findings.map(|it| format!("cause-finding-{}", words(it.as_str()))));
    let known = [
        Known::Computed,
        Known::Measured,
        Known::Asked,
        Known::NotKnown,
    ];
    used.extend(known.map(|it| format!("cause-known-{}", words(it.as_str()))));
    let onsets = [OnsetFrom::Stated, OnsetFrom::Diary, OnsetFrom::NotKnown];
    used.extend(onsets.map(|it| format!("cause-onset-{}", words(it.as_str()))));
    let status = [Status::Sourced, Status::House, Status::Contested];
    used.extend(status.map(|it| format!("cause-status-{}", format!("{it:?}").to_lowercase())));
    used
}

#[test]
fn the_words_claim_nothing_and_prescribe_nothing() {
    let text = std::fs::read_to_string(PATH).unwrap().to_lowercase();
    for never in [
        "diagnos",
        "inject",
        "surgery",
        "x-ray",
        "mri",
        "tablet",
        "!",
        "caused by",
        "is the cause",
    ] {
        assert!(!text.contains(never), "{never}");
    }
}
