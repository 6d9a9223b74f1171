use trochlea_knowledge::RoutineTime;
use trochlea_symptom::{ActivityDone, PainScore};

use super::*;
use crate::cross_training::offered;

fn routine(asked: &Asked, id: &str) -> Routine {
    let all = asked.ask(crate::routine::all);
    all.into_iter().find(|it| it.id == id).unwrap()
}

fn names(routine: &Routine) -> Vec<&str> {
    routine
        .exercises
        .iter()
        .map(|it| it.exercise.as_str())
        .collect()
}

fn did(asked: Asked, days_ago: i64, activity: &str, pain: Option<u8>) -> Asked {
    asked.told(days_ago, |entry| {
        entry.activities.push(ActivityDone {
            activity: activity.to_owned(),
            amount: 10.0,
            pain: pain.and_then(PainScore::new),
        });
    })
}

/// Requirements: S2-142.
#[test]
fn a_moving_warm_up_wakes_the_hips_before_each_run() {
    for protocol in [Protocol::Pfps, Protocol::Itbs] {
        let warm_up = routine(&Asked::with(&[protocol]), "warm_up");
        assert_eq!(warm_up.when, RoutineTime::BeforeRun);
        let hips = warm_up.exercises.iter();
        let hips = hips.filter(|it| it.muscles.contains(&trochlea_knowledge::Muscle::Hip));
        assert!(hips.count() >= 3);
        // It wakes and does not tire.
        assert!(warm_up.exercises.iter().all(|it| it.dose.sets == Some(1)));
    }
    let early = routine(&Asked::with(&[Protocol::Pfps]), "warm_up");
    assert!(!names(&early).contains(&"band_side_step"));
}

/// Requirements: S2-068, S2-143.
#[test]
fn the_cool_down_stretches_hip_and_thigh_and_at_the_kneecap_the_calf() {
    let of = |protocol| routine(&Asked::with(&[protocol]), "cool_down");
    let kneecap = of(Protocol::Pfps);
    assert_eq!(kneecap.when, RoutineTime::AfterRun);
    assert_eq!(
        names(&kneecap),
        ["stretch_hip_flexor", "stretch_quadriceps", "stretch_calf"]
    );
    assert_eq!(
        names(&of(Protocol::Itbs)),
        ["stretch_hip_flexor", "stretch_quadriceps"]
    );
}

/// Requirements: S2-067, S2-121, S2-122.
#[test]
fn rolling_after_a_run_leaves_the_band_alone_at_the_outer_knee() {
    let of = |protocol| routine(&Asked::with(&[protocol]), "rolling");
    let kneecap = of(Protocol::Pfps);
    assert_eq!(names(&kneecap), ["roll_quadriceps", "roll_lateral_thigh"]);
    assert_eq!(kneecap.minutes, [5, 10]);
    assert_eq!(names(&of(Protocol::Itbs)), ["roll_glutes", "roll_tfl"]);
}

/// Requirements: S2-144.
#[test]
fn how_steady_a_routine_is_comes_from_the_diary() {
    let runs = [1, 3, 5, 7, 40];
    let mut asked = Asked::with(&[Protocol::Pfps]);
    for days_ago in runs {
        asked = asked.ran(days_ago, None);
    }
    for days_ago in [1, 3, 7, 40] {
        asked = did(asked, days_ago, "warm_up", None);
    }
    let steady = routine(&asked, "warm_up").steadiness.unwrap();
    // The run of 40 days ago lies outside the four weeks; that of five days ago breaks the row.
    assert_eq!(
        (steady.n_run_days, steady.n_done, steady.streak_days),
        (4, 3, 2)
    );
    assert_eq!(steady.share_fraction, Some(0.75));
    let cool_down = routine(&asked, "cool_down").steadiness.unwrap();
    assert_eq!((cool_down.n_done, cool_down.streak_days), (0, 0));
    let no_runs = routine(&Asked::with(&[Protocol::Pfps]), "warm_up")
        .steadiness
        .unwrap();
    assert_eq!(no_runs.share_fraction, None);
}

/// Requirements: S1-033, S1-035, S1-036, S1-037, S2-120, S2-012.
#[test]
fn other_sports_are_offered_while_running_is_cut() {
    for protocol in [Protocol::Pfps, Protocol::Itbs] {
        let asked = Asked::with(&[protocol]);
        let sports = asked.ask(|input, knowledge| offered(true, input, knowledge));
        assert!(sports.running_is_cut);
        let all: Vec<&str> = sports
            .sports
            .iter()
            .map(|it| it.activity.as_str())
            .collect();
        assert_eq!(all, ["swimming", "pool_running", "cycling", "rowing"]);
        for sport in &sports.sports {
            assert_eq!(sport.status, SportStatus::ToTry);
            assert_eq!(sport.text.id, "programme-sport-to-try");
            // Both pass through the bend of which S2 says that they stay out of it (C14).
            let bends = ["cycling", "rowing"].contains(&sport.activity.as_str());
            let is_warned = sport.caution.is_some();
            assert_eq!(is_warned, bends && protocol == Protocol::Itbs);
        }
    }
}

/// Requirements: S1-034.
#[test]
fn a_sport_that_hurt_is_left_out_for_two_weeks_and_says_why() {
    #[track_caller]
    fn check(days_ago: i64, pain: Option<u8>, status: SportStatus) {
        let asked = did(Asked::with(&[Protocol::Pfps]), days_ago, "cycling", pain);
        let sports = asked.ask(|input, knowledge| offered(true, input, knowledge));
        let of = |id: &str| sports.sports.iter().find(|it| it.activity == id).unwrap();
        assert_eq!(of("cycling").status, status);
        assert_eq!(of("swimming").status, SportStatus::ToTry);
    }
    check(3, Some(0), SportStatus::Borne);
    check(3, None, SportStatus::ToTry);
    check(3, Some(1), SportStatus::Dropped);
    check(13, Some(4), SportStatus::Dropped);
    check(14, Some(4), SportStatus::ToTry);
}

#[test]
fn a_later_painless_hour_brings_a_sport_back() {
    let asked = did(Asked::with(&[Protocol::Pfps]), 9, "rowing", Some(3));
    let asked = did(asked, 1, "rowing", Some(0));
    let sports = asked.ask(|input, knowledge| offered(true, input, knowledge));
    let rowing = sports
        .sports
        .iter()
        .find(|it| it.activity == "rowing")
        .unwrap();
    assert_eq!(rowing.status, SportStatus::Borne);
}
