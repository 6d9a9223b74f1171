use std::collections::BTreeSet;

use trochlea_knowledge::{Arg, Message};

use super::*;

const WORDS: &str = include_str!("../../../../knowledge/words/en/plan.ftl");

fn known() -> BTreeSet<&'static str> {
    WORDS
        .lines()
        .filter_map(|line| line.split_once(" = ").map(|(id, _)| id))
        .collect()
}

fn ids(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) if text.starts_with("plan-") => {
            found.insert(text.clone());
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| ids(item, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|item| ids(item, found)),
        _ => {}
    }
}

#[test]
fn every_criterion_has_its_words() {
    let table = Knowledge::shipped().unwrap().protocols;
    for criterion in &table.criteria {
        let id = format!("plan-criterion-{}", criterion.id.replace(['.', '_'], "-"));
        assert!(known().contains(id.as_str()), "{id} has no words");
    }
}

#[test]
fn every_text_named_in_the_code_has_its_words() {
    let sources = [
        include_str!("../cap.rs"),
        include_str!("../course.rs"),
        include_str!("../cut/level.rs"),
        include_str!("../cut/mod.rs"),
        include_str!("../cut/walk.rs"),
        include_str!("../decide.rs"),
        include_str!("../gate.rs"),
        include_str!("../lever.rs"),
        include_str!("../repetitions.rs"),
        include_str!("../week.rs"),
    ];
    let mut n_found = 0;
    for source in sources {
        let quoted = source.split('"').skip(1).step_by(2);
        for id in quoted.filter(|text| text.starts_with("plan-") && !text.contains('{')) {
            n_found += 1;
            assert!(known().contains(id), "{id} has no words");
        }
    }
    assert!(n_found > 30, "only {n_found} ids found");
}

#[test]
fn every_text_of_a_plan_has_its_words() {
    let mut case = Case::new(Protocol::Itbs, 3).usual(8.0).answered(0, 5, 2);
    case.conditions.push((Side::Left, Protocol::Pfps));
    let plan = serde_json::to_value(case.plan()).unwrap();
    let mut found = BTreeSet::new();
    ids(&plan, &mut found);
    assert!(!found.is_empty());
    for id in found {
        assert!(known().contains(id.as_str()), "{id} has no words");
    }
}

#[test]
fn a_reason_carries_its_number_in_kilometres() {
    let plan = Case::new(Protocol::Pfps, 0).usual(8.0).plan();
    let Message { args, .. } = &plan.today.reason;
    assert_eq!(args.get("week_km"), Some(&Arg::Number(12.0)));
}
