//! Scores and milestones look back: they move no plan.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test states what it expects; there a failed unwrap is the message"
)]

use std::path::PathBuf;

use jiff::ToSpan;
use trochlea_assess::{Assessment, Case, assess, check_case, read_case};
use trochlea_knowledge::Knowledge;
use trochlea_outcome::{Change, OutcomeScore};
use trochlea_quantity::Side;
use trochlea_symptom::Reporter;

fn case(name: &str, knowledge: &Knowledge) -> Case {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let text = std::fs::read_to_string(folder.join(name).join("input.json")).unwrap();
    read_case(&text, knowledge).unwrap()
}

fn scored(case: &Case, instrument: &str, values: [f64; 2]) -> Case {
    let mut scored = case.clone();
    let today = case.now.date();
    for (days_back, value) in [(40, values[0]), (1, values[1])] {
        scored.outcomes.push(OutcomeScore {
            instrument: instrument.to_owned(),
            value,
            on: today.checked_sub(days_back.days()).unwrap(),
            side: Some(Side::Right),
            version: "original".to_owned(),
            language: "en".to_owned(),
            by: Reporter::Runner,
        });
    }
    scored
}

/// Everything but what looks back.
fn decided(assessment: Assessment) -> Assessment {
    let empty = assess(
        &case("nothing_asked_yet", &Knowledge::shipped().unwrap()),
        &Knowledge::shipped().unwrap(),
    );
    Assessment {
        outcomes: empty.unwrap().outcomes,
        ..assessment
    }
}

#[test]
fn a_score_moves_neither_plan_nor_gate_nor_disposition() {
    let knowledge = Knowledge::shipped().unwrap();
    for name in [
        "flat_and_painless_for_27_days",
        "six_weeks_of_work_no_change",
        "rising_over_three_weeks",
    ] {
        let plain = case(name, &knowledge);
        let without = assess(&plain, &knowledge).unwrap();
        for values in [[20.0, 95.0], [95.0, 20.0]] {
            let with = assess(&scored(&plain, "akps", values), &knowledge).unwrap();
            assert_ne!(with.outcomes, without.outcomes);
            assert_eq!(decided(with), decided(without.clone()), "{name}");
        }
    }
}

/// Requirements: S1-002, S3-007.
#[test]
fn a_case_with_scores_has_them_judged() {
    let knowledge = Knowledge::shipped().unwrap();
    let plain = case("back_for_three_weeks", &knowledge);
    let assessment = assess(&scored(&plain, "akps", [60.0, 70.0]), &knowledge).unwrap();
    let course = assessment.outcomes.scores.first().unwrap();
    assert_eq!(course.judged.change, Change::WithinError);
    assert_eq!(assessment.outcomes.week, Some(4));
}

#[test]
fn an_impossible_score_is_refused_where_it_stands() {
    let knowledge = Knowledge::shipped().unwrap();
    let plain = case("back_for_three_weeks", &knowledge);
    let fault = check_case(&scored(&plain, "akps", [60.0, 170.0]), &knowledge).unwrap_err();
    let said = fault.to_string();
    assert!(said.starts_with("outcomes[1].value"), "{said}");
    assert!(said.contains("from 0 to 100"), "{said}");
}
