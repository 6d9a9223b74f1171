//! What has to hold of every whole case, whatever it is about.

use std::collections::BTreeSet;

use serde_json::Value;
use trochlea_knowledge::Knowledge;

use crate::compare::{list, text};
use crate::{answer, cases};

/// Whoever asks "why?" of a line gets a rule, and of the rule a source: clinical evidence,
/// section 9, the sixth thing that is tried.
#[test]
fn every_cap_gate_exercise_and_flag_names_a_rule_with_its_source() {
    let knowledge = Knowledge::shipped().unwrap();
    let mut n_lines = 0;
    for case in cases() {
        let name = &case.name;
        let answer = answer(&case, &knowledge).unwrap();
        let fired = sourced(&answer["rules_fired"], "id", name);
        for (line, rules) in lines(&answer) {
            n_lines += 1;
            assert!(!rules.is_empty(), "{name}: {line} names no rule");
            for rule in rules {
                assert!(fired.contains(&rule), "{name}: {line} rests on {rule}");
            }
        }
        for knee in list(&answer["ranking"]) {
            let rows: BTreeSet<String> = list(&knee["rows"])
                .inspect(|row| assert_ne!(text(&row["source"]), "", "{name}"))
                .map(|row| text(&row["row"]))
                .collect();
            for candidate in list(&knee["candidates"]) {
                let id = text(&candidate["condition"]);
                assert!(rows.contains(&id), "{name}: {id} has no row");
            }
        }
        for family in list(&answer["causes"]["families"]) {
            for one in list(&family["contributors"]) {
                let source = text(&one["provenance"]["source"]);
                assert_ne!(source, "", "{name}: {}", text(&one["id"]));
            }
        }
    }
    assert!(n_lines >= 1000, "only {n_lines} lines were read");
}

/// No share without its range: clinical evidence, section 9, the ninth thing that is tried.
#[test]
fn no_condition_has_a_share_without_a_range() {
    let knowledge = Knowledge::shipped().unwrap();
    let mut n_shares = 0;
    for case in cases() {
        let name = &case.name;
        let answer = answer(&case, &knowledge).unwrap();
        for knee in list(&answer["ranking"]) {
            for candidate in list(&knee["candidates"]) {
                n_shares += 1;
                let id = text(&candidate["condition"]);
                let of = |field: &str| candidate["share"][field].as_f64().unwrap();
                let [low, mid, high] = ["low", "mid", "high"].map(of);
                let in_order = low <= mid && mid <= high;
                assert!(in_order, "{name}: {id} {low} {mid} {high}");
                // What alone can hurt at its spots is all that there is.
                assert!(low < high || low >= 1.0, "{name}: {id} {low} to {high}");
            }
        }
    }
    assert!(n_shares >= 500, "only {n_shares} shares were read");
}

/// Each line that a runner could ask about, with the rules it rests on.
fn lines(answer: &Value) -> Vec<(String, Vec<String>)> {
    let plan = &answer["plan"];
    let own = |one: &Value, field: &str| (text(&one[field]), vec![text(&one[field])]);
    let caps = list(&plan["caps"]).map(|cap| {
        let rules = list(&cap["rules"]).map(text).collect();
        (text(&cap["id"]), rules)
    });
    let criteria = list(&plan["gates"]).flat_map(|gate| list(&gate["criteria"]));
    caps.chain(criteria.map(|one| own(one, "id")))
        .chain(list(&answer["programme"]["exercises"]).map(|one| own(one, "exercise")))
        .chain(list(&answer["screening"]["flags"]).map(|one| own(one, "id")))
        .collect()
}

/// The ids of rows, each with a source that was written down.
fn sourced(rows: &Value, id: &str, name: &str) -> BTreeSet<String> {
    list(rows)
        .inspect(|row| assert_ne!(text(&row["provenance"]["source"]), "", "{name}"))
        .map(|row| text(&row[id]))
        .collect()
}
