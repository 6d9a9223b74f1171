//! Which cards are offered, and that none is where it does not belong.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test states what it expects; there a failed unwrap is the message"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;

use jiff::ToSpan;
use trochlea_assess::{Assessment, Case, Disposition, assess, read_case};
use trochlea_knowledge::{CardPlace, ExerciseKind, Knowledge};
use trochlea_symptom::StrengthDone;

fn knowledge() -> Knowledge {
    Knowledge::shipped().unwrap()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

fn case(name: &str) -> Case {
    let text = std::fs::read_to_string(folder().join(name).join("input.json")).unwrap();
    read_case(&text, &knowledge()).unwrap()
}

/// Every whole case, assessed.
fn all() -> &'static [(String, Assessment)] {
    static ALL: OnceLock<Vec<(String, Assessment)>> = OnceLock::new();
    ALL.get_or_init(assess_all)
}

fn assess_all() -> Vec<(String, Assessment)> {
    let knowledge = knowledge();
    let names = std::fs::read_dir(folder()).unwrap();
    let all: Vec<(String, Assessment)> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| folder().join(name).join("input.json").is_file())
        .map(|name| {
            let assessment = assess(&case(&name), &knowledge).unwrap();
            (name, assessment)
        })
        .collect();
    assert!(all.len() >= 60);
    all
}

fn offered(assessment: &Assessment) -> BTreeSet<&str> {
    assessment
        .learn
        .iter()
        .map(|one| one.card.as_str())
        .collect()
}

#[track_caller]
fn check(case: &Case, card: &str, is_offered: bool) {
    let assessment = assess(case, &knowledge()).unwrap();
    let offered = offered(&assessment);
    assert_eq!(offered.contains(card), is_offered, "{card}: {offered:?}");
}

/// Requirements: S2-001, S3-043.
#[test]
fn every_assessment_carries_the_disclaimer() {
    for (name, assessment) in all() {
        assert!(offered(assessment).contains("disclaimer"), "{name}");
    }
}

#[test]
fn while_something_is_urgent_nothing_else_is_offered() {
    let mut n_urgent = 0;
    for (name, assessment) in all() {
        if matches!(
            assessment.disposition,
            Disposition::Urgent | Disposition::Emergency
        ) {
            n_urgent += 1;
            assert_eq!(
                offered(assessment),
                BTreeSet::from(["disclaimer"]),
                "{name}"
            );
        }
    }
    assert!(n_urgent > 5);
}

#[test]
fn no_page_has_more_than_three_links() {
    for (name, assessment) in all() {
        for place in [CardPlace::Today, CardPlace::Result, CardPlace::Plan] {
            let shown = assessment
                .learn
                .iter()
                .filter(|one| one.places.contains(&place));
            assert!(shown.count() <= 3, "{name}: {place:?}");
        }
    }
}

/// Requirements: S1-039, S1-044, S2-081, S3-012.
#[test]
fn no_case_is_offered_a_drug_a_needle_an_operation_a_scan_or_insoles() {
    let never = [
        "medication",
        "imaging",
        "steroid_injection",
        "prp_injection",
        "hyaluronic_injection",
        "dry_needling",
        "acupuncture",
        "surgery",
        "orthotics",
    ];
    for (name, assessment) in all() {
        for card in never {
            assert!(!offered(assessment).contains(card), "{name}: {card}");
        }
    }
}

/// Requirements: S0-002, S0-003, S2-141.
#[test]
fn pain_downhill_brings_the_cards_about_descents() {
    let mut sore = case("downhill_then_sore");
    check(&sore, "downhill", true);
    check(&sore, "downhill_gradually", true);
    for answer in &mut sore.answers {
        if answer.item == "downhill_pain" {
            answer.answer = trochlea_symptom::Answer::No;
        }
    }
    check(&sore, "downhill", false);
}

/// Requirements: S2-073, S2-074.
#[test]
fn the_card_about_ice_goes_away_after_the_first_few_days() {
    let mut sore = case("kneecap_sore_on_stairs_squats_and_sitting");
    let today = sore.now.date();
    for (days_back, is_offered) in [(0, true), (3, true), (4, false), (40, false)] {
        sore.started_on = Some(today.checked_sub(days_back.days()).unwrap());
        check(&sore, "ice", is_offered);
    }
    let outer = case("outer_knee_after_the_same_distance");
    check(&outer, "ice", false);
}

/// Requirements: S2-079, S2-082.
#[test]
fn weeks_of_work_without_change_bring_gait_analysis_and_physiotherapy() {
    let failed = case("six_weeks_of_work_no_change");
    check(&failed, "gait_analysis", true);
    check(&failed, "physiotherapy", true);
    let better = case("six_weeks_of_work_much_better");
    check(&better, "gait_analysis", false);
}

/// Requirements: S2-093.
#[test]
fn running_on_without_strength_work_is_warned_of() {
    let mut case = case("flat_and_painless_for_27_days");
    for entry in &mut case.diary {
        entry.strength.clear();
    }
    check(&case, "running_on", true);
    let last = case.diary.last_mut().unwrap();
    last.strength.push(StrengthDone {
        exercise: "clamshell".to_owned(),
        sets: 3,
        reps: 15,
        pain: None,
    });
    check(&case, "running_on", false);
}

/// Requirements: S2-071.
#[test]
fn tape_is_spoken_of_on_the_way_back_only() {
    let mut n_trained = 0;
    for (name, assessment) in all() {
        let mut situations = assessment.learn.iter().flat_map(|one| &one.because);
        if situations.any(|one| *one == trochlea_knowledge::CardSituation::MayTrainFully) {
            n_trained += 1;
            assert!(!offered(assessment).contains("taping"), "{name}");
        }
    }
    assert!(n_trained > 0);
}

/// One thing alone helps for a time only: strength work for hip and knee, and a measured amount
/// of running, always come together.
///
/// Requirements: S3-008.
#[test]
fn no_plan_for_the_kneecap_has_one_component_only() {
    let mut n_plans = 0;
    for (name, assessment) in all() {
        let (Some(_), Some(programme)) = (&assessment.plan, &assessment.programme) else {
            continue;
        };
        n_plans += 1;
        let kinds: BTreeSet<ExerciseKind> =
            programme.exercises.iter().map(|one| one.kind).collect();
        assert!(kinds.contains(&ExerciseKind::Hip), "{name}");
        assert!(kinds.len() >= 2, "{name}: {kinds:?}");
    }
    assert!(n_plans > 10);
}
