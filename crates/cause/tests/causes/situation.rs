//! What each situation comes to, by hand from the requirement rows.

use trochlea_cause::{Finding, Known, NextStep, OnsetFrom};
use trochlea_knowledge::{Arg, CauseFamily, Status};
use trochlea_quantity::{Length, Side};
use trochlea_symptom::{Answer, DiaryEntry, PainScore, Reporter};

use crate::*;

#[track_caller]
fn check(told: &Told, id: &str, finding: Finding, known: Known) {
    let causes = told.causes();
    let one = found(&causes, id);
    assert_eq!((one.finding, one.known), (finding, known), "{id}: {one:?}");
}

/// Requirements: S0-004, S0-005, S1-003.
#[test]
fn with_nothing_known_all_three_families_stand_and_the_cause_is_undetermined() {
    let causes = Told::default().causes();
    let families: Vec<CauseFamily> = causes.families.iter().map(|one| one.family).collect();
    assert_eq!(families, CauseFamily::ALL);
    assert_eq!(causes.leading, None);
    assert_eq!(causes.headline.id, "cause-undetermined");
    assert_eq!(causes.onset.from, OnsetFrom::NotKnown);
}

/// 12 km after a longest run of 8 km is 50 % more; the limit is 10 % (Frandsen 2025).
///
/// Requirements: S2-027, S2-107, S3-021.
#[test]
fn a_run_half_as_long_again_before_the_pain_speaks_for_conditioning() {
    let told = Told {
        runs: steady(3, 10),
        ..Told::since_onset()
    }
    .ran(1, 12.0);
    let causes = told.causes();
    let spike = found(&causes, "single_run_spike");
    assert_eq!(spike.finding, Finding::SpeaksFor);
    assert_eq!(spike.status, Status::Sourced);
    assert_eq!(spike.data.args["more_percent"], Arg::Number(50.0));
    assert_eq!(spike.data.args["longest_km"], Arg::Number(8.0));
    assert_eq!(spike.data.args["day"], Arg::Text("2026-05-30".to_owned()));
    assert_eq!(causes.leading, Some(CauseFamily::Conditioning));
}

/// 8.8 km is a tenth more than 8 km and no more; 8.9 km is.
///
/// Requirements: S2-027, S2-107.
#[test]
fn a_tenth_longer_is_within_the_limit() {
    let steady = Told {
        runs: steady(3, 10),
        ..Told::since_onset()
    };
    let within = steady.clone().ran(1, 8.8);
    check(
        &within,
        "single_run_spike",
        Finding::SpeaksAgainst,
        Known::Computed,
    );
    let above = steady.ran(1, 8.9);
    check(
        &above,
        "single_run_spike",
        Finding::SpeaksFor,
        Known::Computed,
    );
}

#[test]
fn a_longest_run_of_thirty_one_days_before_is_no_base() {
    let runs = |n: i64| Told {
        runs: vec![run(1, 12.0), run(1 + n, 12.0), run(5, 8.0), run(9, 8.0)],
        ..Told::since_onset()
    };
    let (at_30, at_31) = (runs(30).causes(), runs(31).causes());
    assert_eq!(
        found(&at_30, "single_run_spike").finding,
        Finding::SpeaksAgainst
    );
    // Two runs are left in the window, and three are needed for a base.
    assert_eq!(
        found(&at_31, "single_run_spike").finding,
        Finding::CannotTell
    );
}

/// 40 km in two weeks after 30 km are 33 % more; 39 km are 30 %, which is the limit.
///
/// Requirements: S2-027, S2-107, S3-021.
#[test]
fn more_than_thirty_percent_in_two_weeks_may_contribute() {
    let base = |recent: f64| {
        Told::since_onset()
            .ran(40, 15.0)
            .ran(26, 15.0)
            .ran(18, 15.0)
            .ran(9, recent / 2.0)
            .ran(2, recent / 2.0)
    };
    check(
        &base(40.0),
        "volume_jump",
        Finding::MayContribute,
        Known::Computed,
    );
    check(
        &base(39.0),
        "volume_jump",
        Finding::SpeaksAgainst,
        Known::Computed,
    );
}

#[test]
fn recordings_that_begin_four_weeks_before_the_pain_show_no_jump() {
    let told = Told {
        runs: vec![run(2, 20.0), run(9, 20.0), run(18, 5.0)],
        ..Told::since_onset()
    };
    check(&told, "volume_jump", Finding::CannotTell, Known::NotKnown);
}

/// A single long run and more kilometres look at one thing: two steps, not three.
#[test]
fn a_long_run_and_the_jump_it_makes_count_once() {
    let told = Told {
        runs: steady(15, 10),
        ..Told::since_onset()
    }
    .ran(1, 30.0)
    .ran(5, 30.0)
    .ran(9, 8.0);
    let causes = told.causes();
    assert_eq!(
        found(&causes, "volume_jump").finding,
        Finding::MayContribute
    );
    assert_eq!(
        found(&causes, "single_run_spike").finding,
        Finding::SpeaksFor
    );
    assert_eq!(found(&causes, "volume_jump").house_steps, 0);
    assert_eq!(steps(&causes, CauseFamily::Conditioning), 2);
}

/// 200 m a week after 100 m a week: twice as much.
///
/// Requirements: S2-031, S2-108, S3-004.
#[test]
fn twice_the_usual_descent_before_the_pain_may_contribute() {
    let mut told = Told::since_onset();
    told.runs = (2..12)
        .map(|week| with_descent(run(7 * week, 8.0), 100.0))
        .collect();
    told.runs.push(with_descent(run(10, 8.0), 200.0));
    told.runs.push(with_descent(run(3, 8.0), 200.0));
    let causes = told.causes();
    let downhill = found(&causes, "more_downhill");
    assert_eq!(downhill.finding, Finding::MayContribute);
    assert_eq!(downhill.data.args["recent_m"], Arg::Number(200.0));
    assert_eq!(downhill.known, Known::Computed);
}

/// Requirements: S2-031, S2-108.
#[test]
fn without_altitude_the_runner_is_asked_about_descents() {
    let told = Told {
        runs: steady(1, 12),
        ..Told::since_onset()
    };
    let causes = told.causes();
    let downhill = found(&causes, "more_downhill");
    assert_eq!(downhill.known, Known::NotKnown);
    assert!(
        matches!(&downhill.next, Some(NextStep::Question { item, .. }) if item == "cause_more_downhill")
    );
    check(
        &told.answered("cause_more_downhill", Answer::Yes),
        "more_downhill",
        Finding::MayContribute,
        Known::Asked,
    );
}

/// Flat runs only, and it hurts downhill: what is rarely done is not got used to.
///
/// Requirements: S0-023.
#[test]
fn rarely_running_downhill_counts_only_when_downhill_hurts() {
    let mut flat = Told::since_onset();
    flat.runs = (0..12)
        .map(|week| with_descent(run(7 * week, 20.0), 10.0))
        .collect();
    let hurts = flat.clone().answered("downhill_pain", Answer::Yes);
    check(
        &hurts,
        "little_downhill",
        Finding::MayContribute,
        Known::Computed,
    );
    let free = flat.answered("downhill_pain", Answer::No);
    check(&free, "little_downhill", Finding::NotCounted, Known::Asked);
    // No single run stood out, which is one step against; the descents add nothing.
    assert_eq!(steps(&free.causes(), CauseFamily::Conditioning), -1);
}

/// Requirements: S0-006, S0-007.
#[test]
fn pain_on_descents_gives_strength_more_weight_and_the_track_of_the_kneecap_none() {
    let before = Told::default().of("pfps").causes();
    let after = Told::default()
        .of("pfps")
        .answered("downhill_pain", Answer::Yes)
        .causes();
    assert_eq!(
        steps(&after, CauseFamily::Strength) - steps(&before, CauseFamily::Strength),
        1
    );
    let track = found(&after, "maltracking");
    assert_eq!((track.finding, track.house_steps), (Finding::NotCounted, 0));
    assert_eq!(track.status, Status::Contested);
}

/// Requirements: S3-016, S3-019.
#[test]
fn steps_that_slow_down_in_the_last_third_are_read_from_the_recordings() {
    let mut told = Told::since_onset();
    told.runs = (0..6)
        .map(|n| with_steps(run(5 * n, 8.0), 166.0, -3.0))
        .collect();
    check(
        &told,
        "step_rate_drift",
        Finding::MayContribute,
        Known::Computed,
    );
    // One figure for everybody is context and no rule.
    check(&told, "low_step_rate", Finding::NotCounted, Known::Computed);
}

/// 7 of 10 km and 5 of 6 km lie in the last third, 1 of 8 km does not.
///
/// Requirements: S3-014.
#[test]
fn pain_that_begins_in_the_last_third_is_computed_from_the_log() {
    let mut told = Told::since_onset();
    for (days_before, km, onset_km) in [(0, 10.0, 7.0), (2, 6.0, 5.0), (4, 8.0, 1.0)] {
        let run = run(days_before, km);
        told.diary.push(DiaryEntry {
            run: Some(run.id.0.clone()),
            onset: Some(Length::from_km(onset_km)),
            ..DiaryEntry::silent(run.id.0.clone(), run.day.at(20, 0, 0, 0), Side::Right)
        });
        told.runs.push(run);
    }
    let causes = told.causes();
    let late = found(&causes, "last_third");
    assert_eq!(late.finding, Finding::MayContribute);
    assert_eq!(late.data.args["n_late"], Arg::Number(2.0));
    assert_eq!(late.data.args["n"], Arg::Number(3.0));
}

/// Requirements: S3-004.
#[test]
fn tiredness_is_an_input() {
    check(
        &Told::default().answered("cause_tired", Answer::Yes),
        "tired",
        Finding::MayContribute,
        Known::Asked,
    );
}

/// 53 % on the left foot in three runs is 3 points off, 51 % is one.
///
/// Requirements: S0-015.
#[test]
fn an_uneven_ground_contact_is_read_where_a_sensor_told() {
    let told = |left_percent| {
        let mut told = Told::since_onset();
        told.runs = [1, 4, 8]
            .map(|days_before| trochlea_ledger::Run {
                contact_balance_percent: Some(left_percent),
                ..run(days_before, 8.0)
            })
            .into();
        told
    };
    check(
        &told(53.0),
        "uneven_gait",
        Finding::MayContribute,
        Known::Computed,
    );
    check(
        &told(47.0),
        "uneven_gait",
        Finding::MayContribute,
        Known::Computed,
    );
    check(
        &told(51.0),
        "uneven_gait",
        Finding::SpeaksAgainst,
        Known::Computed,
    );
}

#[test]
fn a_twentieth_faster_may_contribute() {
    let mut told = Told {
        runs: steady(15, 10),
        ..Told::since_onset()
    };
    for days_before in [1, 5, 9] {
        let mut fast = run(days_before, 8.0);
        // 6:00 a kilometre before, 5:30 now: 9 % faster.
        fast.timer = trochlea_quantity::Duration::from_min(8.0 * 5.5);
        told.runs.push(fast);
    }
    let causes = told.causes();
    let faster = found(&causes, "faster_running");
    assert_eq!(faster.finding, Finding::MayContribute);
    assert_eq!(
        faster.data.args["recent_pace"],
        Arg::Text("5:30".to_owned())
    );
}

#[test]
fn from_the_treadmill_to_the_road_is_a_change_of_ground() {
    let mut told = Told::since_onset();
    told.runs = steady(15, 10)
        .into_iter()
        .map(|run| trochlea_ledger::Run {
            treadmill: true,
            ..run
        })
        .collect();
    told.runs.extend([run(1, 8.0), run(5, 8.0)]);
    check(
        &told,
        "other_ground",
        Finding::MayContribute,
        Known::Computed,
    );
}

/// Requirements: S0-021.
#[test]
fn running_age_and_base_are_inputs() {
    check(
        &Told::default().answered("cause_new_to_running", Answer::Yes),
        "new_to_running",
        Finding::MayContribute,
        Known::Asked,
    );
    let small = Told {
        usual_week: Some(Length::from_km(12.0)),
        ..Told::default()
    };
    check(
        &small,
        "small_base",
        Finding::MayContribute,
        Known::Computed,
    );
    // 24 km a week from recordings: no small base.
    let large = Told {
        runs: steady(1, 12),
        ..Told::since_onset()
    };
    check(
        &large,
        "small_base",
        Finding::SpeaksAgainst,
        Known::Computed,
    );
}

/// Requirements: S2-111.
#[test]
fn much_running_counts_only_without_strength_work() {
    let told = |km: f64, answer| {
        Told {
            usual_week: Some(Length::from_km(km)),
            ..Told::default()
        }
        .of("itbs")
        .answered("cause_no_strength_work", answer)
    };
    let check_one = |km, answer, finding, known| {
        check(&told(km, answer), "no_strength_work", finding, known);
    };
    check_one(50.0, Answer::Yes, Finding::MayContribute, Known::Asked);
    check_one(50.0, Answer::No, Finding::SpeaksAgainst, Known::Asked);
    check_one(20.0, Answer::Yes, Finding::SpeaksAgainst, Known::Computed);
    check_one(50.0, Answer::Unknown, Finding::CannotTell, Known::NotKnown);
}

/// Each is asked, and "don't know" leaves it open.
///
/// Requirements: S0-015, S1-006, S2-030, S2-032, S2-109.
#[test]
fn what_no_recording_tells_is_asked() {
    for (id, condition) in [
        ("uneven_gait", "pfps"),
        ("overstride", "pfps"),
        ("hard_ground", "pfps"),
        ("cambered_roads", "itbs"),
        ("earlier_injury", "pfps"),
        ("other_sports", "itbs"),
    ] {
        let item = format!("cause_{id}");
        let told = |answer| Told::default().of(condition).answered(&item, answer);
        check(&told(Answer::Yes), id, Finding::MayContribute, Known::Asked);
        check(&told(Answer::No), id, Finding::SpeaksAgainst, Known::Asked);
        check(
            &told(Answer::Unknown),
            id,
            Finding::CannotTell,
            Known::NotKnown,
        );
        let asked = told(Answer::Unknown).causes().questions;
        assert!(asked.iter().any(|question| question.item == item));
    }
}

/// Front thigh, back thigh and hip are separate inputs; the hip is disputed and never counted.
///
/// Requirements: S1-005, S2-028, S2-010, S2-105, S2-110.
#[test]
fn three_muscle_groups_are_measured_apart() {
    for (measure, id, finding) in [
        (
            "quadriceps_strength_share",
            "quadriceps_strength",
            Finding::MayContribute,
        ),
        (
            "hamstring_strength_share",
            "hamstring_strength",
            Finding::MayContribute,
        ),
        (
            "hip_abduction_strength_share",
            "hip_abduction_strength",
            Finding::NotCounted,
        ),
        (
            "hip_rotation_strength_share",
            "hip_rotation_strength",
            Finding::NotCounted,
        ),
    ] {
        let told = Told::default().measured(measure, Side::Right, 0.8, Reporter::Clinician);
        check(&told, id, finding, Known::Measured);
    }
}

/// Two of five squats inward count, one is what the return test allows.
///
/// Requirements: S3-003, S3-019.
#[test]
fn the_squat_of_the_sore_side_counts() {
    let squat = |side, reps| {
        Told::default().measured("single_leg_squat_valgus_reps", side, reps, Reporter::Runner)
    };
    check(
        &squat(Side::Right, 2.0),
        "squat_control",
        Finding::MayContribute,
        Known::Measured,
    );
    check(
        &squat(Side::Right, 1.0),
        "squat_control",
        Finding::SpeaksAgainst,
        Known::Measured,
    );
    check(
        &squat(Side::Left, 5.0),
        "squat_control",
        Finding::CannotTell,
        Known::NotKnown,
    );
}

/// The four links that the clinic looks at: hip control, trunk, thigh, foot.
///
/// Requirements: S3-003.
#[test]
fn the_four_links_of_the_chain_are_four_inputs() {
    for (measure, id) in [
        ("step_down_quality_points", "step_down_quality"),
        ("trunk_lean_grade", "trunk_posture"),
        ("femoral_rotation_grade", "femoral_rotation"),
        ("foot_timing_grade", "foot_timing"),
    ] {
        let told = Told::default().measured(measure, Side::Right, 2.0, Reporter::Clinician);
        let causes = told.causes();
        assert_eq!(found(&causes, id).known, Known::Measured, "{id}");
    }
}

/// 115 degrees against 130 on the other side.
///
/// Requirements: S2-029.
#[test]
fn a_thigh_and_a_calf_tighter_than_the_other_side_are_two_inputs() {
    for (measure, id) in [
        ("quadriceps_flexibility_deg", "tight_front_thigh"),
        ("calf_flexibility_deg", "tight_calf"),
    ] {
        let told = Told::default()
            .of("pfps")
            .measured(measure, Side::Right, 115.0, Reporter::Runner)
            .measured(measure, Side::Left, 130.0, Reporter::Runner);
        check(&told, id, Finding::MayContribute, Known::Measured);
    }
}

/// Requirements: S3-006, S3-020, S3-022.
#[test]
fn tone_and_nerves_are_for_a_professional_to_find() {
    let tone = |by| Told::default().measured("tfl_tone_grade", Side::Right, 1.0, by);
    check(
        &tone(Reporter::Clinician),
        "raised_tone",
        Finding::MayContribute,
        Known::Measured,
    );
    check(
        &tone(Reporter::Runner),
        "raised_tone",
        Finding::CannotTell,
        Known::NotKnown,
    );
    let nerve = Told::default().measured(
        "neural_screen_positive",
        Side::Right,
        1.0,
        Reporter::Clinician,
    );
    check(
        &nerve,
        "nerve_sensitivity",
        Finding::NotCounted,
        Known::Measured,
    );
    let sore = Told::default().measured(
        "palpation_patellar_tendon_nprs",
        Side::Right,
        5.0,
        Reporter::Clinician,
    );
    check(
        &sore,
        "irritable_tissue",
        Finding::MayContribute,
        Known::Measured,
    );
}

/// Requirements: S0-016, S0-017.
#[test]
fn when_mechanics_lead_somebody_who_knows_gait_is_named_and_both_parts_are_asked_for() {
    let strides = Told::default().measured(
        "observed_overstride_grade",
        Side::Right,
        2.0,
        Reporter::Clinician,
    );
    let causes = strides.causes();
    assert_eq!(causes.leading, Some(CauseFamily::Mechanics));
    assert!(causes.referral.is_some());
    let gait = &causes.gait_assessment;
    assert_eq!((gait.body_structure, gait.running_style), (false, true));
    let whole = strides
        .measured(
            "body_structure_noted",
            Side::Right,
            1.0,
            Reporter::Clinician,
        )
        .causes();
    assert_eq!(whole.gait_assessment.text.id, "cause-gait-both");
    assert!(Told::default().causes().referral.is_none());
}

/// Requirements: S3-001, S3-039.
#[test]
fn when_rest_did_not_help_four_things_are_looked_at_anew() {
    assert!(Told::default().causes().failed_care.is_none());
    let care = Told::default()
        .answered("cause_tried_rest", Answer::Yes)
        .answered("cause_tried_stretching", Answer::No)
        .measured(
            "step_down_quality_points",
            Side::Right,
            3.0,
            Reporter::Runner,
        )
        .causes()
        .failed_care
        .unwrap();
    assert_eq!(care.tried.len(), 1);
    let looked_at: Vec<&str> = care.recheck.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(
        looked_at,
        [
            "load_tolerance",
            "irritability",
            "hip_control",
            "stride_mechanics"
        ]
    );
    let first = care.recheck.iter().filter(|one| one.first).count();
    assert_eq!(first, 3);
    assert_eq!(care.recheck[2].taken.len(), 1);
}

/// Requirements: S2-009, S3-002.
#[test]
fn the_two_patterns_have_causes_of_their_own() {
    let ids = |condition: &str| -> Vec<String> {
        let causes = Told::default().of(condition).causes();
        assert_eq!(causes.frame.id, "cause-frame");
        let contributors = causes.families.into_iter().flat_map(|one| one.contributors);
        contributors.map(|one| one.id).collect()
    };
    let (kneecap, band) = (ids("pfps"), ids("itbs"));
    assert!(!kneecap.contains(&"cambered_roads".to_owned()));
    assert!(band.contains(&"cambered_roads".to_owned()));
    assert!(kneecap.contains(&"tight_calf".to_owned()));
    assert!(!band.contains(&"tight_calf".to_owned()));
}

#[test]
fn the_first_pain_of_the_diary_stands_in_for_a_day_that_nobody_named() {
    let mut told = Told {
        diary: vec![DiaryEntry {
            pain_stairs: PainScore::new(2),
            ..DiaryEntry::silent("sore", ONSET.at(20, 0, 0, 0), Side::Right)
        }],
        ..Told::default()
    };
    assert_eq!(told.causes().onset.day, Some(ONSET));
    assert_eq!(told.causes().onset.from, OnsetFrom::Diary);
    told.pain_since = Some(ONSET.yesterday().unwrap());
    assert_eq!(told.causes().onset.from, OnsetFrom::Stated);
}
