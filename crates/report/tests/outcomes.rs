//! The words of outcome measures, milestones and loads: all there, none left over.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test states what it expects; there a failed unwrap is the message"
)]

use std::collections::BTreeSet;

use trochlea_knowledge::{InstrumentKind, Knowledge};
use trochlea_report::Words;

const TEXTS: &str = include_str!("../../../knowledge/words/en/outcome.ftl");

/// Sources of the rooms that name these texts.
const SOURCES: [&str; 4] = [
    include_str!("../../outcome/src/judge.rs"),
    include_str!("../../outcome/src/milestone.rs"),
    include_str!("../../outcome/src/load.rs"),
    include_str!("../../app/src/web/outcome/mod.rs"),
];

fn of_the_tables(knowledge: &Knowledge) -> BTreeSet<String> {
    let table = &knowledge.outcomes;
    let mut ids = BTreeSet::new();
    for row in &table.instruments {
        let all = [row.name(), row.question(), row.lowest(), row.highest()];
        ids.extend(all.map(|message| message.id.into_owned()));
        if row.success_at_least.is_some() {
            ids.extend((1..=7).map(|n| format!("outcome-{}-answer-{n}", row.id)));
        }
    }
    for row in &table.milestones {
        ids.insert(format!("outcome-milestone-{}", row.id.replace('_', "-")));
        ids.insert(format!("outcome-phase-{}", row.weeks[0]));
    }
    for row in &table.provocations {
        ids.insert(format!("outcome-avoid-{}", row.load));
    }
    for (activity, _) in knowledge.load.activities() {
        ids.insert(format!("outcome-load-{}", activity.replace('_', "-")));
    }
    for marker in ["sensitivity", "recovery-time", "stairs"] {
        ids.insert(format!("outcome-early-{marker}"));
    }
    ids
}

fn of_the_sources() -> BTreeSet<String> {
    let literals = SOURCES.iter().flat_map(|source| source.split('"'));
    literals
        .filter(|text| text.starts_with("outcome-") && !text.contains('{'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_text_that_is_named_is_there_and_none_for_nothing() {
    let knowledge = Knowledge::shipped().unwrap();
    let words = Words::english().unwrap();
    let mut named = of_the_tables(&knowledge);
    named.extend(of_the_sources());
    let missing: Vec<&String> = named.iter().filter(|id| !words.has(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let edges = ["outcome-load-distance", "outcome-load-descent"];
    let unused: Vec<&str> = TEXTS
        .lines()
        .filter_map(|line| line.split_once(" = ").map(|(id, _)| id))
        .filter(|id| id.starts_with("outcome-") && !named.contains(*id))
        .filter(|id| !edges.iter().any(|edge| id.starts_with(edge)))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// Permission to ship their questions is on file for none of them.
#[test]
fn of_a_questionnaire_the_total_alone_is_asked_for() {
    let knowledge = Knowledge::shipped().unwrap();
    let words = Words::english().unwrap();
    for row in &knowledge.outcomes.instruments {
        let question = words.say(&row.question());
        let is_total = row.kind == InstrumentKind::Total;
        assert_eq!(question.starts_with("The total of"), is_total, "{question}");
    }
}
