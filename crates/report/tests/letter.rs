//! The letter: what a professional needs, with what is not known, and no step too early.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test states what it expects; there a failed unwrap is the message"
)]

use std::path::PathBuf;

use jiff::ToSpan;
use trochlea_assess::{Case, assess, ladder, read_case};
use trochlea_knowledge::Knowledge;
use trochlea_quantity::Side;
use trochlea_report::{LetterDocument, Words};
use trochlea_symptom::{Answer, Measure, Reporter};

fn case(name: &str) -> Case {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let text = std::fs::read_to_string(folder.join(name).join("input.json")).unwrap();
    read_case(&text, &Knowledge::shipped().unwrap()).unwrap()
}

fn letter(case: &Case) -> LetterDocument {
    let knowledge = Knowledge::shipped().unwrap();
    let assessment = assess(case, &knowledge).unwrap();
    LetterDocument::of(case, &assessment, &knowledge, &Words::english().unwrap())
}

fn open_steps(case: &Case) -> Vec<String> {
    let knowledge = Knowledge::shipped().unwrap();
    let assessment = assess(case, &knowledge).unwrap();
    let steps = ladder(case, &assessment, &knowledge).into_iter();
    steps.filter(|step| step.open).map(|step| step.id).collect()
}

/// Gait analysis first, insoles only after strength work and gait correction.
///
/// Requirements: S2-079, S2-081, S2-082.
#[test]
fn no_step_of_the_ladder_is_open_too_early() {
    let mut failed = case("six_weeks_of_work_no_change");
    assert_eq!(open_steps(&failed), ["gait_analysis", "physiotherapy"]);
    let weeks_ago = |weeks: i64| failed.now.date().checked_sub((weeks * 7).days()).unwrap();
    let (five, six) = (weeks_ago(5), weeks_ago(6));
    failed.retraining_since = Some(five);
    assert_eq!(open_steps(&failed), ["gait_analysis", "physiotherapy"]);
    failed.retraining_since = Some(six);
    assert_eq!(
        open_steps(&failed),
        ["gait_analysis", "physiotherapy", "orthotics"]
    );
    let mut better = case("six_weeks_of_work_much_better");
    better.retraining_since = Some(six);
    assert!(open_steps(&better).is_empty());
}

/// Requirements: S3-029, S1-015.
#[test]
fn a_letter_is_there_for_everybody_and_says_what_is_not_known() {
    let nothing = letter(&case("nothing_asked_yet"));
    assert!(nothing.red_flags.len() > 20);
    assert!(nothing.red_flags.iter().all(|item| item.answer.is_none()));
    assert!(
        nothing
            .open
            .unwrap()
            .contains(&nothing.red_flags.len().to_string())
    );
    assert!(
        nothing.not_found_out.len() >= 3,
        "{:?}",
        nothing.not_found_out
    );
    assert!(nothing.made_by.contains("not a diagnosis"));
    assert!(!nothing.rule_set.version.is_empty() && nothing.question.contains("assess"));
}

/// Whoever never had cancer is not asked whether it was treated, and the letter does not say so.
#[test]
fn a_question_that_a_no_made_needless_is_not_in_the_letter() {
    let denied = letter(&case("fifteen_with_sore_kneecap"));
    assert!(denied.open.is_none(), "{:?}", denied.open);
    assert!(denied.red_flags.len() > 20);
    assert!(denied.red_flags.iter().all(|item| item.answer.is_some()));
}

/// Requirements: S3-029.
#[test]
fn what_was_answered_with_yes_stands_first_and_names_the_reason() {
    let urgent = letter(&case("swollen_after_a_twist_cannot_straighten"));
    assert_eq!(urgent.red_flags.first().unwrap().answer, Some(Answer::Yes));
    assert!(!urgent.reasons.is_empty());
    assert!(
        urgent.question.contains("must not wait"),
        "{}",
        urgent.question
    );
}

/// Requirements: S3-029.
#[test]
fn findings_carry_who_when_and_their_error() {
    let mut failed = case("six_weeks_of_work_no_change");
    let measure = |id: &str, value| Measure {
        measure: id.to_owned(),
        side: Side::Right,
        value,
        pain: None,
        at: failed.now,
        by: Reporter::Clinician,
    };
    let added = [
        measure("stairs_down_pain_nprs", 4.0),
        measure("calf_raises_reps", 12.0),
    ];
    failed.measures = added.to_vec();
    let letter = letter(&failed);
    let [stairs, calf] = letter.findings.as_slice() else {
        panic!("{:?}", letter.findings);
    };
    assert_eq!((stairs.value, stairs.by), (4.0, Reporter::Clinician));
    assert_eq!(stairs.error, "differences under 2 can be chance");
    assert_eq!(calf.error, "error not known");
    assert!(
        letter.tried.iter().any(|line| line.contains("percent")),
        "{:?}",
        letter.tried
    );
    assert!(letter.question.contains("what comes next"));
}

#[test]
fn no_text_of_a_letter_is_missing() {
    for name in [
        "nothing_asked_yet",
        "six_weeks_of_work_no_change",
        "kneecap_and_outer_side_together",
    ] {
        let letter = letter(&case(name));
        let json = format!("{letter:?}");
        for part in ["\"[letter-", "\"[referral-", "\"[spot-", "\"[finding-"] {
            assert!(!json.contains(part), "{name}: {part}");
        }
    }
}
