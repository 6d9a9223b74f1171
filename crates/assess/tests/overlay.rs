//! A clinic's thresholds decide, name their author, and reach no further than they may.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "in a test a failed unwrap is the message"
)]

use std::path::Path;

use serde_json::Value;
use trochlea_assess::{assess, read_case};
use trochlea_knowledge::Knowledge;

const STRICTER: &str = r#"
clinic = "Clinic of the test"

[[change]]
rule = "pfps.calf_raises"
value = 25
author = "A. Tester, physiotherapist"
on = "2026-05-02"
reason = "Fifteen is low against the norms for this age"
"#;

fn assessed(knowledge: &Knowledge) -> Value {
    let case = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../cases/fifteen_calf_raises_and_all_else/input.json");
    let text = std::fs::read_to_string(case).unwrap();
    let case = read_case(&text, knowledge).unwrap();
    serde_json::to_value(assess(&case, knowledge).unwrap()).unwrap()
}

fn last_gate(answer: &Value) -> String {
    let gates = answer["plan"]["gates"].as_array().unwrap();
    let gate = gates.iter().find(|gate| gate["gate"] == "may_train_fully");
    gate.unwrap()["status"].to_string()
}

/// Fifteen raises pass the shipped gate and not that of a clinic that asks for 25.
#[test]
fn a_stricter_clinic_keeps_the_gate_shut_and_is_named() {
    let shipped = Knowledge::shipped().unwrap();
    assert_eq!(last_gate(&assessed(&shipped)), "\"passed\"");
    let clinic = shipped.with_overlay(STRICTER).unwrap();
    let answer = assessed(&clinic);
    assert_ne!(last_gate(&answer), "\"passed\"");
    let fired = answer["rules_fired"].to_string();
    assert!(
        fired.contains("Fifteen is low against the norms"),
        "{fired}"
    );
    assert_eq!(
        answer["rule_set"]["overlay"]["clinic"],
        "Clinic of the test"
    );
    assert_ne!(
        answer["rule_set"]["hash"].as_str().unwrap(),
        shipped.rule_set.hash
    );
}
