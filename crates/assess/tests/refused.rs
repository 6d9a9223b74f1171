//! A case that cannot be true is refused with the place in the document, never filled in.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test a failed unwrap is the message, also in the functions that tests share"
)]

use serde_json::{Value, json};
use trochlea_assess::read_case;
use trochlea_knowledge::Knowledge;

fn sound() -> Value {
    json!({
        "schema": "trochlea.case/1",
        "now": "2026-06-04T07:30:00",
        "runner": { "age_years": 34, "pregnant": "no" },
        "diary": [{ "id": "a", "at": "2026-06-03T20:00:00", "side": "right", "pain_during": 2 }],
        "runs": [{
            "id": "r", "start": "2026-06-03T16:00:00Z", "day": "2026-06-03",
            "distance_m": 4000, "timer_s": 1500
        }]
    })
}

/// Sets one place of a sound case and expects the refusal to begin with a path and hold a word.
#[track_caller]
fn check(pointer: &str, value: Value, path: &str, word: &str) {
    let knowledge = Knowledge::shipped().unwrap();
    let mut case = sound();
    match case.pointer_mut(pointer) {
        Some(place) => *place = value,
        None => {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            case.pointer_mut(parent).unwrap()[key] = value;
        }
    }
    let refusal = read_case(&case.to_string(), &knowledge)
        .expect_err("a case that cannot be true")
        .to_string();
    assert!(
        refusal.starts_with(path) && refusal.contains(word),
        "{refusal}"
    );
}

#[test]
fn a_sound_case_is_read() {
    let knowledge = Knowledge::shipped().unwrap();
    read_case(&sound().to_string(), &knowledge).unwrap();
}

#[test]
fn impossible_values_name_their_place() {
    check(
        "/diary/0/pain_during",
        json!(11),
        "diary[0].pain_during",
        "0 to 10",
    );
    check(
        "/diary/0/pain_during",
        json!(2.5),
        "diary[0].pain_during",
        "floating point",
    );
    check(
        "/diary/0/onset_m",
        json!(-1),
        "diary[0].onset_m",
        "at least 0",
    );
    check(
        "/diary/0/activities",
        json!([{ "activity": "stairs_down", "amount": -2 }]),
        "diary[0].activities[0].amount",
        "at least 0",
    );
    check(
        "/diary/0/activities",
        json!([{ "activity": "squat", "amount": 2 }]),
        "diary[0].activities",
        "squat",
    );
    check("/diary/0/id", json!(" "), "diary[0].id", "empty");
    check("/runner/age_years", json!(-3), "runner.age_years", "-3");
    check("/runner/age_years", json!(200), "runner.age_years", "120");
    check(
        "/runner/mass_kg",
        json!(-70),
        "runner.mass_kg",
        "more than 0",
    );
    check("/runs/0/distance_m", json!(-1), "runs[0]", "distance_m");
    check("/runs/0/day", json!("2026-06-09"), "runs[0]", "time zone");
    check("/now", json!("yesterday"), "now", "");
    check(
        "/stated",
        json!({ "usual_week_m": -5 }),
        "stated.usual_week_m",
        "at least 0",
    );
    check("/started_on", json!("2026-13-01"), "started_on", "");
}

fn measure(id: &str, value: f64, by: &str) -> Value {
    json!([{ "measure": id, "side": "right", "value": value, "at": "2026-06-03T20:00:00", "by": by }])
}

#[test]
fn what_was_measured_can_be_and_comes_from_who_may_say_it() {
    let refused = |id, value, by, place: &str, word| {
        check(
            "/measures",
            measure(id, value, by),
            &format!("measures[0].{place}"),
            word,
        );
    };
    refused(
        "calf_raises_reps",
        14.5,
        "runner",
        "value",
        "whole number from 0 to 200",
    );
    refused(
        "single_leg_squat_depth_deg",
        181.0,
        "runner",
        "value",
        "from 0 to 180",
    );
    refused(
        "single_leg_squat_valgus_reps",
        6.0,
        "runner",
        "value",
        "from 0 to 5",
    );
    refused(
        "hip_abduction_strength_share",
        0.8,
        "runner",
        "by",
        "only a clinician",
    );
    refused(
        "palpation_patellar_tendon_nprs",
        3.0,
        "runner",
        "by",
        "only a clinician",
    );
    let mut case = sound();
    case["measures"] = measure("hip_abduction_strength_share", 0.8, "clinician");
    read_case(&case.to_string(), &Knowledge::shipped().unwrap()).unwrap();
}

/// A runner cannot examine: what only hands find is refused and never read as found.
///
/// Requirements: S1-010.
#[test]
fn an_examination_that_the_runner_claims_is_refused() {
    let at = "2026-06-03T20:00:00";
    for item in [
        "mcmurray",
        "patellar_tilt",
        "thessaly",
        "moving_apprehension",
    ] {
        for answer in ["yes", "no"] {
            let said = |by: &str| json!([{ "item": item, "answer": answer, "at": at, "by": by }]);
            check("/answers", said("runner"), "answers[0].by", "examination");
            let mut case = sound();
            case["answers"] = said("clinician");
            read_case(&case.to_string(), &Knowledge::shipped().unwrap()).unwrap();
        }
    }
}

#[test]
fn an_id_that_no_table_knows_is_not_silence() {
    let at = "2026-06-03T20:00:00";
    let answer = json!([{ "item": "hot_knee", "answer": "yes", "at": at, "by": "runner" }]);
    check("/answers", answer, "answers[0].item", "hot_knee");
    check(
        "/spots",
        json!([{ "spot": "elbow", "side": "left" }]),
        "spots[0].spot",
        "elbow",
    );
    let clearance = json!([{ "flag": "none_such", "by": "clinician", "who": "A", "at": at }]);
    check("/clearances", clearance, "clearances[0].flag", "none_such");
    let measure =
        json!([{ "measure": "none_such", "side": "left", "value": 1, "at": at, "by": "runner" }]);
    check("/measures", measure, "measures[0].measure", "none_such");
    check(
        "/diary/0/flags",
        json!({ "none_such": "no" }),
        "diary[0].flags",
        "none_such",
    );
    check(
        "/mastered",
        json!(["none_such"]),
        "mastered[0]",
        "none_such",
    );
}

#[test]
fn another_format_and_a_misspelt_field_are_refused() {
    check(
        "/schema",
        json!("trochlea.case/2"),
        "schema",
        "trochlea.case/1",
    );
    check("/runner/agee", json!(3), "runner", "agee");
    check("/diary/0/side", json!("middle"), "diary[0].side", "middle");
}

#[test]
fn what_is_no_json_says_where_it_breaks() {
    let knowledge = Knowledge::shipped().unwrap();
    let text = sound().to_string();
    for cut in [0, 1, text.len() / 2, text.len() - 1] {
        read_case(text.get(..cut).unwrap(), &knowledge).expect_err("cut off");
    }
    read_case(&format!("{text} {{}}"), &knowledge).expect_err("something follows");
}
