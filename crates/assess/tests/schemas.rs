//! The published formats: the files in `schemas/` are what the types say, and every whole case
//! and its assessment keep to them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test a failed unwrap is the message, also in the functions that tests share"
)]

use std::path::{Path, PathBuf};

use schemars::{JsonSchema, schema_for};
use serde_json::Value;
use trochlea_assess::{Assessment, Case, assess, read_case};
use trochlea_knowledge::Knowledge;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// With `TROCHLEA_BLESS=1` the file is written instead of compared.
#[track_caller]
fn check<T: JsonSchema>(name: &str) {
    let path = root().join("schemas").join(name);
    let is = format!(
        "{}\n",
        serde_json::to_string_pretty(&schema_for!(T)).unwrap()
    );
    if std::env::var_os("TROCHLEA_BLESS").is_some() {
        std::fs::write(&path, &is).unwrap();
    }
    let was = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        was == is,
        "schemas/{name} is stale: run the test with TROCHLEA_BLESS=1"
    );
}

#[test]
fn the_case_schema_is_what_the_types_say() {
    check::<Case>("trochlea.case-1.json");
}

#[test]
fn the_assessment_schema_is_what_the_types_say() {
    check::<Assessment>("trochlea.assessment-1.json");
}

#[test]
fn every_whole_case_and_its_assessment_keep_to_the_schemas() {
    let knowledge = Knowledge::shipped().unwrap();
    let schema = |name: &str| -> Value {
        let text = std::fs::read_to_string(root().join("schemas").join(name)).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let cases = jsonschema::validator_for(&schema("trochlea.case-1.json")).unwrap();
    let assessments = jsonschema::validator_for(&schema("trochlea.assessment-1.json")).unwrap();
    let mut n = 0;
    for folder in std::fs::read_dir(root().join("cases")).unwrap() {
        let path = folder.unwrap().path().join("input.json");
        let text = std::fs::read_to_string(&path).unwrap();
        let input: Value = serde_json::from_str(&text).unwrap();
        let case = read_case(&text, &knowledge).unwrap();
        let assessment = assess(&case, &knowledge).unwrap();
        every_rule_has_a_source(&assessment);
        let output = serde_json::to_value(assessment).unwrap();
        for (validator, document) in [(&cases, &input), (&assessments, &output)] {
            if let Some(error) = validator.iter_errors(document).next() {
                panic!("{}: {error} at {}", path.display(), error.instance_path());
            }
        }
        n += 1;
    }
    assert!(n > 0, "no whole case was found");
}

/// A rule that decided and whose row cannot be found would be a reason without a source.
#[track_caller]
fn every_rule_has_a_source(assessment: &Assessment) {
    let sourced: Vec<&str> = assessment
        .rules_fired
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    let of_plan = assessment.plan.iter().flat_map(|plan| &plan.rules_fired);
    let of_programme = assessment.programme.iter().flat_map(|it| &it.rules_fired);
    for id in of_plan.chain(of_programme) {
        assert!(
            sourced.contains(&id.as_str()),
            "{id} has no row in the tables"
        );
    }
}

#[test]
fn the_examples_of_the_documentation_are_read() {
    let knowledge = Knowledge::shipped().unwrap();
    let text = std::fs::read_to_string(root().join("docs/case-format.md")).unwrap();
    let examples: Vec<&str> = text
        .split("```json\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert_eq!(examples.len(), 2, "the page has two examples");
    for example in examples {
        read_case(example, &knowledge).unwrap();
    }
}
