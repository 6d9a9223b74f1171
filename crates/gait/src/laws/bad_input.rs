use proptest::prelude::*;
use trochlea_knowledge::Message;
use trochlea_quantity::{Duration, Length};
use trochlea_recording::{Recording, Session};

use super::{Chance, MadeUp, RUN, keep, read, summary, table};
use crate::activity::Activity;
use crate::columns::Columns;
use crate::steps::{Named, from_columns};
use crate::summary::of_steps;

fn run() -> Columns {
    MadeUp::default().columns()
}

#[track_caller]
fn check_flagged(columns: &Columns, flag: &str) {
    let summary = summary(columns);
    let ids: Vec<&str> = summary.flags.iter().map(|flag| flag.id.as_ref()).collect();
    assert!(ids.contains(&flag), "{ids:?}");
}

#[track_caller]
fn check_distance_km(columns: &Columns, expected: f64, within: f64) {
    let actual = summary(columns).distance.unwrap().as_km();
    assert!(
        (actual - expected).abs() <= within,
        "{actual} is not {expected}"
    );
}

#[test]
fn no_samples_give_only_what_the_device_says() {
    check_flagged(&Columns::default(), "gait-no-samples");
    let empty = summary(&Columns::default());
    assert_eq!(
        (empty.distance, empty.n_steps, empty.n_samples),
        (None, None, 0)
    );
    let recording = Recording {
        sessions: vec![Session::default()],
        ..Recording::default()
    };
    assert!(crate::summarise(&recording, 0, &table()).is_some());
    assert!(crate::summarise(&recording, 1, &table()).is_none());
}

#[test]
fn one_sample_is_no_run() {
    let one = summary(&keep(&run(), |idx| idx == 0));
    assert_eq!((one.distance, one.n_steps, one.ascent), (None, None, None));
    assert_eq!(one.n_samples, 1);
}

#[test]
fn without_times_there_is_a_way_and_a_ground_but_no_speed() {
    let mut columns = run();
    columns.time_s.clear();
    columns.distance_m.clear();
    check_flagged(&columns, "gait-no-time");
    check_distance_km(&columns, 10.8, 0.05);
    let summary = summary(&columns);
    assert!(summary.ascent.is_some());
    assert_eq!((summary.n_steps, summary.timer), (None, None));
}

#[test]
fn a_satellite_spike_adds_no_way() {
    let mut columns = run();
    columns.distance_m.clear();
    for idx in [500, 1500, 2500] {
        columns.latitude_deg[idx] += 0.05;
    }
    check_flagged(&columns, "gait-distance-spike");
    check_distance_km(&columns, 10.8, 0.05);
}

#[test]
fn a_tunnel_keeps_its_way() {
    let mut columns = run();
    columns.distance_m.clear();
    let at = (columns.latitude_deg[1000], columns.longitude_deg[1000]);
    for idx in 1001..1200 {
        (columns.latitude_deg[idx], columns.longitude_deg[idx]) = at;
    }
    check_flagged(&columns, "gait-tunnel");
    check_distance_km(&columns, 10.8, 0.01);
    let steps = read(&columns);
    let speed = steps.track.speed_m_per_s[1100];
    assert!((2.5..3.5).contains(&speed), "{speed}");
}

#[test]
fn an_invalid_speed_is_no_speed() {
    // 65.535 m/s is what a FIT file holds where no speed was known.
    let mut columns = run();
    columns.distance_m.clear();
    columns.latitude_deg.clear();
    columns.longitude_deg.clear();
    columns.speed_m_per_s = vec![3.0; columns.len];
    for speed in columns.speed_m_per_s.iter_mut().skip(100).step_by(10) {
        *speed = 65.535;
    }
    // A tenth of the time has no speed and adds no way.
    check_distance_km(&columns, 10.8 * 0.9, 0.1);
}

#[test]
fn a_clock_that_goes_back_loses_no_way() {
    let mut columns = run();
    for time in columns.time_s.iter_mut().skip(1000) {
        *time -= 7200.0;
    }
    check_flagged(&columns, "gait-clock-back");
    check_distance_km(&columns, 10.8, 0.01);
    let timer_s = summary(&columns).timer.unwrap().as_s();
    assert!((timer_s - 3599.0).abs() < 1e-6, "{timer_s}");
}

#[test]
fn a_clock_that_leaps_years_ahead_adds_no_time() {
    let mut columns = run();
    for time in columns.time_s.iter_mut().skip(1000) {
        *time += 1e9;
    }
    check_flagged(&columns, "gait-clock-jump");
    let elapsed_s = summary(&columns).elapsed.unwrap().as_s();
    assert!((elapsed_s - 3599.0).abs() < 1e-6, "{elapsed_s}");
}

#[test]
fn a_gap_in_which_the_runner_went_on_keeps_way_time_and_steps() {
    let whole = run();
    let columns = keep(&whole, |idx| !(1000..1300).contains(&idx));
    check_flagged(&columns, "gait-gap");
    check_distance_km(&columns, 10.8, 0.01);
    let (a, b) = (summary(&whole), summary(&columns));
    let ratio = b.n_steps.unwrap() as f64 / a.n_steps.unwrap() as f64;
    assert!((ratio - 1.0).abs() < 0.01, "{ratio}");
}

#[test]
fn an_ultra_of_a_day_is_one_run() {
    let columns = MadeUp {
        seconds: 86_400,
        speed_m_per_s: 2.5,
        ..MadeUp::default()
    }
    .columns();
    let summary = summary(&columns);
    assert!(summary.is_run);
    assert!((summary.distance.unwrap().as_km() - 216.0).abs() < 0.1);
}

#[test]
fn a_run_at_the_speed_of_a_bicycle_is_none() {
    let mut columns = MadeUp {
        speed_m_per_s: 8.0,
        ..MadeUp::default()
    }
    .columns();
    columns.step_rate_spm.fill(85.0);
    check_flagged(&columns, "gait-activity-disbelieved");
    let summary = summary(&columns);
    assert!(!summary.is_run);
    assert_eq!(summary.n_steps, None);
}

#[track_caller]
fn check_activity(sport: Option<&str>, speed_m_per_s: f64, expected: Activity) {
    let mut columns = MadeUp {
        speed_m_per_s,
        ..MadeUp::default()
    }
    .columns();
    columns.step_rate_spm.clear();
    let said = Named {
        sport,
        sub_sport: None,
    };
    assert_eq!(
        from_columns(columns, &said, None, &table()).activity,
        expected
    );
}

#[test]
fn the_name_of_a_sport_is_weighed_against_the_speed() {
    check_activity(Some("Running"), 3.0, Activity::Run);
    check_activity(Some("Running"), 1.4, Activity::Walk);
    check_activity(Some("hiking"), 1.2, Activity::Walk);
    check_activity(Some("cycling"), 7.0, Activity::Other);
    check_activity(None, 3.0, Activity::Run);
    check_activity(None, 1.4, Activity::Walk);
    check_activity(None, 6.0, Activity::Unknown);
}

fn column(len: usize, lowest: f64, highest: f64) -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![
        8 => lowest..highest,
        1 => Just(f64::NAN),
        1 => -1e9..1e9f64,
    ];
    prop_oneof![
        1 => Just(Vec::new()),
        4 => prop::collection::vec(value, len),
    ]
}

fn any_columns() -> impl Strategy<Value = Columns> {
    (0..80usize).prop_flat_map(|len| {
        (
            column(len, 0.0, 500.0),
            column(len, -90.0, 90.0),
            column(len, -180.0, 180.0),
            column(len, -500.0, 3000.0),
            column(len, 0.0, 2000.0),
            column(len, 0.0, 70.0),
            column(len, 0.0, 300.0),
            prop::collection::vec((0.0..500.0f64, 0.0..500.0f64), 0..4),
        )
            .prop_map(move |all| {
                let (time_s, latitude, longitude, altitude_m, distance_m, speed, rate, pauses) =
                    all;
                let has_position = !latitude.is_empty() && !longitude.is_empty();
                Columns {
                    len,
                    time_s,
                    latitude_deg: if has_position { latitude } else { Vec::new() },
                    longitude_deg: if has_position { longitude } else { Vec::new() },
                    altitude_m,
                    distance_m,
                    speed_m_per_s: speed,
                    step_rate_spm: rate,
                    pauses_s: pauses,
                    ..Columns::default()
                }
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_recorded_the_result_is_in_order(columns in any_columns()) {
        let steps = read(&columns);
        prop_assert!(steps.track.time_s.is_sorted());
        prop_assert!(steps.track.distance_m.is_sorted());
        prop_assert_eq!(steps.track.time_s.len(), columns.len);
        prop_assert_eq!(steps.track.speed_m_per_s.len(), columns.len);
        prop_assert_eq!(steps.ground.grade_fraction.len(), columns.len);
        prop_assert_eq!(steps.step_rates.motion.len(), columns.len);
        prop_assert_eq!(steps.step_rates.origin.len(), columns.len);
        let summary = of_steps(&steps, &table());
        for shares in [summary.origin.step_rate, summary.origin.grade] {
            let sum = shares.measured + shares.estimated + shares.assumed;
            prop_assert!(sum == 0.0 || (sum - 1.0).abs() < 1e-9);
        }
        for known in [summary.distance, summary.ascent, summary.descent].into_iter().flatten() {
            prop_assert!(known.is_finite() && known.as_m() >= 0.0);
        }
        let points = crate::series(&steps, 30);
        prop_assert!(points.time_s.len() <= 30);
        serde_json::to_string(&(summary, points)).unwrap();
    }

    #[test]
    fn leaving_out_samples_changes_the_way_and_the_steps_little(seed in 0..1000u64) {
        let whole = run();
        let mut chance = Chance(seed);
        let kept: Vec<bool> = (0..whole.len).map(|_| chance.uniform() < 0.4).collect();
        let last = whole.len - 1;
        let some = keep(&whole, |idx| kept[idx] || idx == 0 || idx == last);
        let (a, b) = (summary(&whole), summary(&some));
        let ratio = |a: f64, b: f64| (b / a - 1.0).abs();
        prop_assert!(ratio(a.distance.unwrap().as_m(), b.distance.unwrap().as_m()) < 1e-6);
        prop_assert!(ratio(a.n_steps.unwrap() as f64, b.n_steps.unwrap() as f64) < 0.03);
        prop_assert!(ratio(a.ascent.unwrap().as_m(), b.ascent.unwrap().as_m()) < 0.03);
    }
}

#[test]
fn what_a_treadmill_file_says_of_its_sport_is_enough() {
    let mut columns = run();
    columns.altitude_m.clear();
    let said = Named {
        sport: Some("treadmill_running"),
        ..RUN
    };
    assert!(from_columns(columns, &said, None, &table()).treadmill);
}

#[track_caller]
fn check_ends_early(share_of_the_watch: f64, expected: bool) {
    let steps = read(&run());
    let sampled = of_steps(&steps, &table());
    let stated = |own: f64| own / share_of_the_watch;
    let mut session = Session {
        elapsed: sampled.elapsed.map(|s| Duration::from_s(stated(s.as_s()))),
        ..Session::default()
    };
    session.device_totals.distance = sampled.distance.map(|m| Length::from_m(stated(m.as_m())));
    let recording = Recording {
        sessions: vec![session],
        ..Recording::default()
    };
    let summary = crate::summary_of(&recording, 0, &steps, &table()).unwrap();
    let is_said = |flag: &Message| flag.id == "gait-samples-end-early";
    assert_eq!(summary.flags.iter().any(is_said), expected);
    assert_eq!(summary.n_steps, sampled.n_steps, "the rest has no steps");
    let expected_m = stated(sampled.distance.unwrap().as_m());
    assert!((summary.distance.unwrap().as_m() - expected_m).abs() < 1e-6);
}

#[test]
fn a_file_cut_off_after_its_totals_keeps_them_and_says_what_the_samples_cover() {
    check_ends_early(1.0, false);
    check_ends_early(0.91, false);
    check_ends_early(0.89, true);
    check_ends_early(0.51, true);
}
