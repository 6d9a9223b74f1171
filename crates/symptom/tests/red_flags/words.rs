//! Every id has its words, and no word is left over.

use std::collections::BTreeSet;

use trochlea_knowledge::Professional;

use crate::*;

fn written() -> BTreeSet<String> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../knowledge/words/en/symptom.ftl"
    );
    let text = std::fs::read_to_string(path).unwrap();
    // A message begins in the first column; its further lines are indented.
    let heads = text
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()));
    let ids: Vec<String> = heads
        .map(|line| line.split_once(" = ").unwrap().0.to_owned())
        .collect();
    let set: BTreeSet<String> = ids.iter().cloned().collect();
    assert_eq!(set.len(), ids.len(), "an id stands twice");
    set
}

fn used() -> BTreeSet<String> {
    let mut used: BTreeSet<String> = [
        "flag-do-emergency",
        "flag-do-urgent",
        "flag-do-routine",
        "flag-by-now",
        "flag-by-hours",
        "flag-by-routine",
        "flag-until-go_now",
        "flag-until-no_weight",
        "flag-until-rest",
        "flag-until-no_running",
        "flag-until-no_more",
        "item-who-can-answer",
    ]
    .map(str::to_owned)
    .into();
    for who in [
        Professional::EmergencyDepartment,
        Professional::GeneralPractitioner,
        Professional::Physiotherapist,
        Professional::Midwife,
        Professional::TreatingTeam,
        Professional::Family,
    ] {
        used.insert(who.name().id.into_owned());
    }
    for item in &TABLE.items {
        let mut messages = vec![item.question(), item.why(), item.self_check()];
        // An age is never "yes", so it is never told.
        messages.extend((item.kind != ItemKind::Age).then(|| item.told()));
        used.extend(messages.into_iter().map(|message| message.id.into_owned()));
    }
    for flag in &TABLE.flags {
        used.insert(flag.reason().id.into_owned());
        used.insert(flag.say_at_desk().id.into_owned());
    }
    used
}

#[test]
fn every_message_has_words_and_no_words_are_left_over() {
    let (written, used) = (written(), used());
    assert_eq!(used.difference(&written).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(written.difference(&used).collect::<Vec<_>>(), [""; 0]);
}

/// The words about a rule never say that nothing needs to be done.
#[test]
fn no_words_say_that_an_x_ray_is_not_needed() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../knowledge/words/en/symptom.ftl"
    );
    let text = std::fs::read_to_string(path).unwrap().to_lowercase();
    for never in [
        "x-ray",
        "scan",
        "mri",
        "no need",
        "not needed",
        "diagnosis",
        "!",
    ] {
        assert!(!text.contains(never), "{never}");
    }
}
