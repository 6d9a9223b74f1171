//! What is done beside running, over every whole case.

#![allow(
    clippy::unwrap_used,
    reason = "in a test a failed unwrap is the message, also in the functions that tests share"
)]

use std::path::Path;

use trochlea_assess::{Assessment, Case, assess, read_case};
use trochlea_knowledge::{ExerciseKind, Knowledge};
use trochlea_plan::{Downhill, Stage};
use trochlea_programme::{RetrainingStatus, SportStatus};
use trochlea_quantity::StepRate;

/// Requirements: S2-035.
#[test]
fn sex_changes_no_programme() {
    let knowledge = Knowledge::shipped().unwrap();
    let mut n_programmes = 0;
    for (name, case) in whole_cases(&knowledge) {
        let said = |sex: Option<&str>| {
            let mut case = case.clone();
            case.runner.sex = sex.map(str::to_owned);
            assess(&case, &knowledge).unwrap()
        };
        let unsaid = said(None);
        n_programmes += usize::from(unsaid.programme.is_some());
        for sex in ["female", "male"] {
            assert_eq!(said(Some(sex)), unsaid, "{name}");
        }
    }
    assert!(n_programmes >= 40, "only {n_programmes} programmes");
}

/// Never total rest without a red flag: other sports wherever running is cut, strength work always.
///
/// Requirements: S1-033, S2-012.
#[test]
fn whoever_has_a_plan_has_something_to_do() {
    let knowledge = Knowledge::shipped().unwrap();
    let mut n_cut = 0;
    for (name, assessment) in assessments(&knowledge) {
        let (Some(plan), None) = (&assessment.plan, &assessment.strength_blocked) else {
            continue;
        };
        let cut = plan.stages.iter().any(|stage| stage.stage != Stage::Full);
        n_cut += usize::from(cut);
        let sports = assessment.cross_training.as_ref().unwrap();
        assert_eq!(sports.running_is_cut, cut, "{name}");
        let is_offered = |status| matches!(status, SportStatus::Borne | SportStatus::ToTry);
        let offered = sports.sports.iter().any(|sport| is_offered(sport.status));
        let strength = !assessment.programme.as_ref().unwrap().exercises.is_empty();
        assert!(offered && strength, "{name}");
    }
    assert!(n_cut >= 40, "only {n_cut} cases with running cut");
}

/// No plan, no programme, no beat.
#[test]
fn a_flag_that_stops_running_stops_the_steps() {
    let knowledge = Knowledge::shipped().unwrap();
    for (name, assessment) in assessments(&knowledge) {
        if assessment.running_blocked.is_some() {
            assert_eq!(assessment.retraining, None, "{name}");
            assert_eq!(assessment.cross_training, None, "{name}");
        }
        if assessment.strength_blocked.is_some() {
            assert!(assessment.routines.is_empty(), "{name}");
        }
    }
}

/// Volume, hills, pace and step rate are each turned by something in the assessment; strength for
/// the structure stands beside the steps.
///
/// Requirements: S3-033, S2-126.
#[test]
fn four_levers_are_turned() {
    let knowledge = Knowledge::shipped().unwrap();
    let mut n_cases = 0;
    for (name, mut case) in whole_cases(&knowledge) {
        let today = case.now.date();
        let lately = case.runs.iter_mut().filter(|run| run.day < today);
        lately.for_each(|run| run.step_rate_mean = Some(StepRate::from_spm(160.0)));
        let assessment = assess(&case, &knowledge).unwrap();
        let Some(plan) = &assessment.plan else {
            continue;
        };
        let (Some(run), Some(retraining)) = (&plan.today.run, &assessment.retraining) else {
            continue;
        };
        if plan.stages.iter().any(|stage| stage.stage == Stage::Full) || retraining.own.is_none() {
            continue;
        }
        n_cases += 1;
        assert!(run.distance <= plan.today.limit, "{name}");
        assert_ne!(run.downhill, Downhill::Allowed, "{name}");
        assert!(run.easy_only, "{name}");
        assert_eq!(retraining.status, RetrainingStatus::Offered, "{name}");
        // 160 * 1.05 and 160 * 1.10.
        let target = retraining.target.unwrap();
        assert!((target.low.as_spm() - 168.0).abs() < 1e-6, "{name}");
        assert!((target.high.as_spm() - 176.0).abs() < 1e-6, "{name}");
        let fixes: Vec<&str> = retraining.fixes.iter().map(|it| it.id.as_ref()).collect();
        assert!(fixes.contains(&"retraining-fix-structural"), "{name}");
        let programme = assessment.programme.as_ref().unwrap();
        assert_eq!(programme.exercises[0].kind, ExerciseKind::Hip, "{name}");
    }
    assert!(n_cases >= 3, "only {n_cases} cases run today");
}

fn whole_cases(knowledge: &Knowledge) -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let folders = std::fs::read_dir(folder).unwrap();
    let files = folders.map(|entry| entry.unwrap().path().join("input.json"));
    files
        .filter(|file| file.is_file())
        .map(|file| {
            let text = std::fs::read_to_string(&file).unwrap();
            let case = read_case(&text, knowledge).unwrap();
            (file.display().to_string(), case)
        })
        .collect()
}

fn assessments(knowledge: &Knowledge) -> Vec<(String, Assessment)> {
    let cases = whole_cases(knowledge).into_iter();
    cases
        .map(|(name, case)| (name, assess(&case, knowledge).unwrap()))
        .collect()
}
