//! Changes of scores against what people call important and what is more than error.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test states what it expects; there a failed unwrap is the message"
)]

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use trochlea_knowledge::{Knowledge, OutcomeDomain};
use trochlea_outcome::{
    Change, Input, OutcomeReport, OutcomeScore, ScoreCourse, check_score, outcomes,
};
use trochlea_quantity::Side;
use trochlea_symptom::{Diary, Reporter};

/// Read once: the laws ask hundreds of times.
fn knowledge() -> &'static Knowledge {
    static SHIPPED: OnceLock<Knowledge> = OnceLock::new();
    SHIPPED.get_or_init(|| Knowledge::shipped().unwrap())
}

fn score(instrument: &str, on: Date, value: f64) -> OutcomeScore {
    OutcomeScore {
        instrument: instrument.to_owned(),
        value,
        on,
        side: Some(Side::Right),
        version: "original".to_owned(),
        language: "en".to_owned(),
        by: Reporter::Runner,
    }
}

fn report(scores: &[OutcomeScore]) -> OutcomeReport {
    let knowledge = knowledge();
    let input = Input {
        today: date(2026, 6, 30),
        started_on: None,
        sides: &[],
        runs: &[],
        runs_from: date(2026, 1, 1),
        provoking: &BTreeSet::new(),
        setbacks: &[],
        diary: &Diary::default(),
        measures: &[],
        answers: &[],
        scores,
        pain_at_most: None,
        may_train_fully: None,
        adherence_share: None,
    };
    outcomes(&input, &knowledge.outcomes, &knowledge.protocols)
}

fn course(instrument: &str, values: &[f64]) -> ScoreCourse {
    let scores: Vec<OutcomeScore> = (1..)
        .zip(values)
        .map(|(day, value)| score(instrument, date(2026, 6, day), *value))
        .collect();
    report(&scores).scores.into_iter().next().unwrap()
}

#[track_caller]
fn check(instrument: &str, values: &[f64], expected: Change) {
    let course = course(instrument, values);
    assert_eq!(course.judged.change, expected, "{:?}", course.judged);
}

/// Requirements: S1-002.
#[test]
fn a_rise_of_ten_on_the_kneecap_scale_is_inside_its_error() {
    // Important 11, error 13 (Norwegian version): 10 and 12 are inside, 13 reaches both.
    check("akps", &[60.0, 70.0], Change::WithinError);
    check("akps", &[60.0, 72.0], Change::WithinError);
    check("akps", &[60.0, 73.0], Change::Improved);
    check("akps", &[73.0, 60.0], Change::Worse);
}

#[test]
fn pain_has_to_fall_by_two() {
    // Important 1.16, error 2.
    check("nprs", &[6.0, 5.0], Change::WithinError);
    check("nprs", &[6.0, 4.0], Change::Improved);
    check("nprs", &[4.0, 6.0], Change::Worse);
}

#[test]
fn more_than_error_and_less_than_important_is_no_improvement() {
    // UWRI: error 4.1, important 8 (the larger of 5 and 8).
    check("uwri", &[20.0, 24.0], Change::WithinError);
    check("uwri", &[20.0, 27.0], Change::WithinError);
    check("uwri", &[20.0, 28.0], Change::Improved);
    // KOOS-PF: error 16, important 16.4.
    check("koos_pf", &[50.0, 66.2], Change::WithinError);
    check("koos_pf", &[50.0, 66.4], Change::Improved);
}

#[test]
fn where_a_number_is_not_known_nothing_is_claimed() {
    // No error was read for VISA-P, no important change for LEFS.
    check("visa_p", &[40.0, 90.0], Change::CannotJudge);
    check("lefs", &[40.0, 60.0], Change::CannotJudge);
    check("lefs", &[40.0, 48.0], Change::WithinError);
    check("wellbeing", &[2.0, 9.0], Change::CannotJudge);
    check("akps", &[60.0], Change::CannotJudge);
}

#[test]
fn an_answer_about_change_is_its_own_verdict() {
    check("groc", &[2.0], Change::Improved);
    check("groc", &[1.0], Change::WithinError);
    check("groc", &[-1.0], Change::WithinError);
    check("groc", &[-2.0], Change::Worse);
    check("groc", &[-3.0, 3.0], Change::Improved);
}

#[test]
fn two_versions_or_two_knees_are_not_one_scale() {
    let first = score("akps", date(2026, 6, 1), 40.0);
    let other = OutcomeScore {
        language: "de".to_owned(),
        on: date(2026, 6, 20),
        value: 90.0,
        ..first.clone()
    };
    let left = OutcomeScore {
        side: Some(Side::Left),
        ..first.clone()
    };
    let report = report(&[first, other, left]);
    assert_eq!(report.scores.len(), 3);
    for course in report.scores {
        assert_eq!(course.judged.change, Change::CannotJudge);
    }
}

#[test]
fn a_score_of_tomorrow_is_left_out() {
    let scores = [
        score("nprs", date(2026, 6, 1), 6.0),
        score("nprs", date(2026, 7, 1), 0.0),
    ];
    assert_eq!(report(&scores).scores.first().unwrap().scores.len(), 1);
}

/// Requirements: S1-002.
#[test]
fn performance_and_well_being_are_both_asked_for() {
    let both = [OutcomeDomain::Performance, OutcomeDomain::WellBeing];
    assert_eq!(report(&[]).unscored, both);
    let total = score("uwri", date(2026, 6, 1), 20.0);
    assert_eq!(
        report(std::slice::from_ref(&total)).unscored,
        [OutcomeDomain::WellBeing]
    );
    let well = score("wellbeing", date(2026, 6, 1), 7.0);
    assert!(report(&[total, well]).unscored.is_empty());
}

#[track_caller]
fn check_refused(score: &OutcomeScore, part: &str) {
    let fault = check_score(score, &knowledge().outcomes)
        .unwrap_err()
        .to_string();
    assert!(fault.contains(part), "{fault}");
}

#[test]
fn an_impossible_score_is_refused_with_its_range() {
    let day = date(2026, 6, 1);
    check_refused(&score("akps", day, 101.0), "from 0 to 100");
    check_refused(&score("akps", day, -1.0), "from 0 to 100");
    check_refused(&score("akps", day, 60.5), "whole points");
    check_refused(&score("akps", day, f64::NAN), "from 0 to 100");
    check_refused(&score("uwri", day, 37.0), "from 0 to 36");
    check_refused(&score("lefs", day, 81.0), "from 0 to 80");
    check_refused(&score("nprs", day, 11.0), "from 0 to 10");
    check_refused(&score("groc", day, 4.0), "from -3 to 3");
    check_refused(&score("happiness", day, 4.0), "nprs");
}

#[test]
fn a_total_needs_its_version_language_and_knee() {
    let day = date(2026, 6, 1);
    let total = score("akps", day, 60.0);
    let versionless = OutcomeScore {
        version: String::new(),
        ..total.clone()
    };
    check_refused(&versionless, "version");
    let no_language = OutcomeScore {
        language: " ".to_owned(),
        ..total.clone()
    };
    check_refused(&no_language, "language");
    let no_side = OutcomeScore {
        side: None,
        ..total
    };
    check_refused(&no_side, "left or right");
    let own = OutcomeScore {
        version: String::new(),
        language: String::new(),
        ..score("nprs", day, 3.0)
    };
    assert_eq!(check_score(&own, &knowledge().outcomes), Ok(()));
}

proptest! {
    /// A better newest score is never judged worse than a less good one.
    #[test]
    fn a_better_score_is_never_judged_worse(first in 0u8..=100, a in 0u8..=100, b in 0u8..=100) {
        let (less, more) = (a.min(b), a.max(b));
        let rank = |newest: u8| match course("akps", &[f64::from(first), f64::from(newest)]).judged.change {
            Change::Worse => 0,
            Change::WithinError | Change::CannotJudge => 1,
            Change::Improved => 2,
        };
        prop_assert!(rank(less) <= rank(more));
    }

    /// Every score inside the range is taken, every one outside refused.
    #[test]
    fn the_range_alone_decides_about_a_whole_score(value in -50i16..=150) {
        let value = f64::from(value);
        let table = &knowledge().outcomes;
        for row in &table.instruments {
            let [low, high] = row.range;
            let taken = check_score(&score(&row.id, date(2026, 6, 1), value), table).is_ok();
            prop_assert_eq!(taken, value >= low && value <= high);
        }
    }
}
