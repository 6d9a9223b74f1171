//! Causes stand in every assessment, before any plan, and move no flag and no plan.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "in a test a failed unwrap is the message, also in the functions that tests share"
)]

use std::path::Path;

use trochlea_assess::{Case, assess, read_case};
use trochlea_knowledge::{CauseFamily, Knowledge};
use trochlea_symptom::{Answer, ItemAnswer, Reporter};

fn whole_cases(knowledge: &Knowledge) -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut folders: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|folder| folder.unwrap().path())
        .collect();
    folders.sort();
    folders
        .iter()
        .map(|folder| {
            let text = std::fs::read_to_string(folder.join("input.json")).unwrap();
            read_case(&text, knowledge).unwrap()
        })
        .collect()
}

fn answered(case: &Case, answer: Answer, knowledge: &Knowledge) -> Case {
    let mut told = case.clone();
    told.answers
        .extend(knowledge.causes.items().map(|item| ItemAnswer {
            item,
            answer,
            at: case.now,
            by: Reporter::Runner,
            side: None,
        }));
    told
}

/// Also where a red flag stops everything, and where nothing was asked yet.
///
/// Requirements: S0-004, S0-005, S0-026.
#[test]
fn every_assessment_looks_at_all_three_families_before_anything_is_planned() {
    let knowledge = Knowledge::shipped().unwrap();
    let mut n_undetermined = 0;
    for case in whole_cases(&knowledge) {
        let assessment = assess(&case, &knowledge).unwrap();
        let mut families: Vec<CauseFamily> = assessment
            .causes
            .families
            .iter()
            .map(|one| one.family)
            .collect();
        families.sort();
        assert_eq!(families, CauseFamily::ALL);
        n_undetermined += usize::from(assessment.causes.leading.is_none());
        // The step stands before the plan in what is kept.
        let text = serde_json::to_string(&assessment).unwrap();
        let at = |field: &str| text.find(&format!("\"{field}\":")).unwrap();
        assert!(at("causes") < at("plan"));
    }
    assert!(n_undetermined > 0, "undetermined is a result");
}

/// Requirements: S0-026.
#[test]
fn no_answer_about_causes_moves_a_flag_the_ranking_or_the_plan() {
    let knowledge = Knowledge::shipped().unwrap();
    let mut n_planned = 0;
    for case in whole_cases(&knowledge) {
        let plain = assess(&case, &knowledge).unwrap();
        for answer in [Answer::Yes, Answer::No, Answer::Unknown] {
            let told = assess(&answered(&case, answer, &knowledge), &knowledge).unwrap();
            assert_eq!(told.screening, plain.screening);
            assert_eq!(told.ranking, plain.ranking);
            assert_eq!(told.disposition, plain.disposition);
            assert_eq!(told.plan, plain.plan);
            assert_eq!(told.programme, plain.programme);
        }
        n_planned += usize::from(plain.plan.is_some());
    }
    assert!(n_planned >= 20, "only {n_planned} cases have a plan");
}

/// Requirements: S0-014.
#[test]
fn causes_and_plan_are_the_same_for_every_sex() {
    let knowledge = Knowledge::shipped().unwrap();
    for case in whole_cases(&knowledge) {
        let of = |sex: Option<&str>| {
            let mut told = case.clone();
            told.runner.sex = sex.map(str::to_owned);
            let assessment = assess(&told, &knowledge).unwrap();
            (assessment.causes, assessment.plan)
        };
        assert_eq!(of(Some("female")), of(Some("male")));
        assert_eq!(of(Some("female")), of(None));
    }
}

#[test]
fn the_questions_of_the_causes_are_known_and_a_misspelt_one_is_refused() {
    let knowledge = Knowledge::shipped().unwrap();
    let case = &whole_cases(&knowledge)[0];
    let told = answered(case, Answer::Unknown, &knowledge);
    let text = serde_json::to_string(&told).unwrap();
    read_case(&text, &knowledge).unwrap();
    let wrong = text.replace("cause_overstride", "cause_overstridde");
    assert!(read_case(&wrong, &knowledge).is_err());
}
