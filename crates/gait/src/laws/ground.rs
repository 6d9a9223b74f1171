use trochlea_quantity::Origin;
use trochlea_recording::AltitudeSource;

use super::{MadeUp, RUN, keep, read, rolling, summary, table};
use crate::columns::Columns;
use crate::steps::{Named, Steps, from_columns};

/// The true grade at a place, from the altitude two metres apart.
fn true_grade(altitude_m: fn(f64) -> f64, distance_m: f64) -> f64 {
    (altitude_m(distance_m + 1.0) - altitude_m(distance_m - 1.0)) / 2.0
}

/// Share of true grades within 80 % and 95 % intervals over several runs, and the root mean
/// square error.
fn coverage(made_up: &MadeUp) -> (f64, f64, f64) {
    let (mut n, mut inside_80, mut inside_95, mut square) = (0.0, 0.0, 0.0, 0.0);
    for seed in 1..=12 {
        let made_up = MadeUp { seed, ..*made_up };
        let steps = read(&made_up.columns());
        let ground = &steps.ground;
        let grades = ground.grade_fraction.iter().zip(&ground.grade_se_fraction);
        for (&distance, (&grade, &se)) in steps.track.distance_m.iter().zip(grades) {
            let error = grade - true_grade(made_up.altitude_m, distance);
            n += 1.0;
            inside_80 += f64::from(u8::from(error.abs() <= 1.2816 * se));
            inside_95 += f64::from(u8::from(error.abs() <= 1.96 * se));
            square += error * error;
        }
    }
    (inside_80 / n, inside_95 / n, (square / n).sqrt())
}

/// The standard error must be honest, from both sides: intervals neither too short nor so long
/// that they say nothing.
#[track_caller]
fn check_coverage(what: &str, made_up: &MadeUp, greatest_rms: f64) {
    let (inside_80, inside_95, rms) = coverage(made_up);
    println!("{what}: {inside_80:.3} in 80 %, {inside_95:.3} in 95 %, rms {rms:.4}");
    assert!((0.70..=0.97).contains(&inside_80), "{what}: {inside_80}");
    assert!(inside_95 >= 0.88, "{what}: {inside_95}");
    assert!(rms <= greatest_rms, "{what}: {rms}");
}

#[test]
fn the_standard_error_of_the_grade_is_honest() {
    let barometric = MadeUp {
        errors_m: (0.5, 100.0, 0.15),
        ..MadeUp::default()
    };
    check_coverage("barometric", &barometric, 0.012);
    let gps = MadeUp {
        errors_m: (2.5, 150.0, 0.5),
        source: AltitudeSource::Gps,
        ..MadeUp::default()
    };
    check_coverage("gps", &gps, 0.03);
    let unknown = MadeUp {
        errors_m: (1.2, 120.0, 0.3),
        source: AltitudeSource::Unknown,
        ..MadeUp::default()
    };
    check_coverage("unknown", &unknown, 0.02);
}

#[test]
fn the_standard_error_is_honest_with_errors_other_than_assumed() {
    let worse_gps = MadeUp {
        errors_m: (5.0, 250.0, 1.0),
        source: AltitudeSource::Gps,
        ..MadeUp::default()
    };
    check_coverage("gps, twice the error", &worse_gps, 0.05);
    let worse_barometric = MadeUp {
        errors_m: (1.0, 60.0, 0.3),
        ..MadeUp::default()
    };
    check_coverage("barometric, twice the error", &worse_barometric, 0.03);
}

#[test]
fn the_plain_is_level_within_a_small_standard_error() {
    let on_the_plain = MadeUp {
        altitude_m: |_| 50.0,
        errors_m: (0.5, 100.0, 0.15),
        ..MadeUp::default()
    };
    let (_, inside_95, rms) = coverage(&on_the_plain);
    assert!(inside_95 >= 0.88 && rms < 0.004, "{inside_95} {rms}");
    let errors = read(&on_the_plain.columns()).ground.grade_se_fraction;
    let mean = errors.iter().sum::<f64>() / errors.len() as f64;
    assert!(mean < 0.01, "{mean}");
}

#[test]
fn without_errors_the_profile_is_the_true_one() {
    let steps = read(&MadeUp::default().columns());
    for (&distance, &grade) in steps
        .track
        .distance_m
        .iter()
        .zip(&steps.ground.grade_fraction)
    {
        let error = grade - true_grade(rolling, distance);
        // At the ends half of the neighbours are missing.
        let at_an_end = !(100.0..10_700.0).contains(&distance);
        let within = if at_an_end { 0.05 } else { 0.02 };
        assert!(error.abs() < within, "{error} at {distance}");
    }
}

#[test]
fn a_long_even_slope_has_its_grade_and_its_climb() {
    // 5 % over 3 m/s times 3600 s = 10.8 km: 540 m.
    let columns = MadeUp {
        altitude_m: |m| 0.05 * m,
        errors_m: (0.5, 100.0, 0.15),
        ..MadeUp::default()
    }
    .columns();
    let summary = summary(&columns);
    let ascent_m = summary.ascent.unwrap().as_m();
    assert!((ascent_m - 540.0).abs() < 5.0, "{ascent_m}");
    assert!(summary.descent.unwrap().as_m() < 2.0);
    assert_eq!(summary.share_downhill_fraction, Some(0.0));
}

#[test]
fn turned_round_uphill_is_downhill() {
    let there = MadeUp {
        errors_m: (0.5, 100.0, 0.15),
        ..MadeUp::default()
    }
    .columns();
    let mut back = there.clone();
    back.altitude_m.reverse();
    back.distance_m.reverse();
    let total = back.distance_m.first().copied().unwrap();
    for m in &mut back.distance_m {
        *m = total - *m;
    }
    let (there, back) = (summary(&there), summary(&back));
    let differs = (there.ascent.unwrap() - back.descent.unwrap()).as_m();
    assert!(differs.abs() < 2.0, "{differs}");
}

#[test]
fn a_second_and_a_smart_recording_show_the_same_ground() {
    let every_second = MadeUp {
        errors_m: (0.5, 100.0, 0.15),
        ..MadeUp::default()
    }
    .columns();
    // Between 1 and 9 seconds, as a watch does that stores a sample when something changed.
    let smart = keep(&every_second, |idx| (idx * idx) % 7 == 1 || idx % 9 == 0);
    let (a, b) = (summary(&every_second), summary(&smart));
    let close = |a: f64, b: f64| (a - b).abs() <= 0.03 * a;
    assert!(close(a.ascent.unwrap().as_m(), b.ascent.unwrap().as_m()));
    assert!(close(a.descent.unwrap().as_m(), b.descent.unwrap().as_m()));
    let downhill = |it: &crate::RunSummary| it.share_downhill_fraction.unwrap();
    assert!((downhill(&a) - downhill(&b)).abs() < 0.03);
}

fn on_treadmill(columns: Columns) -> Steps {
    let said = Named {
        sub_sport: Some("treadmill"),
        ..RUN
    };
    from_columns(columns, &said, None, &table())
}

#[test]
fn a_treadmill_is_level_within_a_percent_and_said_to_be_assumed() {
    let steps = on_treadmill(MadeUp::default().columns());
    assert!(steps.treadmill);
    assert_eq!(steps.ground.origin, Some(Origin::Assumed));
    assert!(
        steps
            .ground
            .grade_fraction
            .iter()
            .all(|&grade| grade == 0.0)
    );
    assert!(steps.ground.grade_se_fraction.iter().all(|&se| se == 0.01));
}

#[test]
fn neither_position_nor_altitude_is_a_treadmill() {
    let mut columns = MadeUp::default().columns();
    columns.latitude_deg.clear();
    columns.longitude_deg.clear();
    assert!(!read(&columns).treadmill);
    columns.altitude_m.clear();
    assert!(read(&columns).treadmill);
}

#[test]
fn positions_without_altitude_leave_the_grade_unknown() {
    let mut columns = MadeUp::default().columns();
    columns.altitude_m.clear();
    let steps = read(&columns);
    assert_eq!(steps.ground.origin, None);
    assert!(
        steps
            .ground
            .grade_fraction
            .iter()
            .all(|grade| grade.is_nan())
    );
    assert_eq!(summary(&columns).ascent, None);
}

#[test]
fn an_altitude_of_zeros_is_no_altitude() {
    let mut columns = MadeUp::default().columns();
    columns.altitude_m.fill(0.0);
    let summary = summary(&columns);
    assert_eq!(summary.ascent, None);
    assert!(
        summary
            .flags
            .iter()
            .any(|flag| flag.id == "gait-altitude-constant")
    );
}

#[test]
fn impossible_altitudes_are_left_out() {
    let clean = MadeUp::default().columns();
    let mut columns = clean.clone();
    for altitude in columns.altitude_m.iter_mut().skip(100).step_by(50) {
        *altitude = -500.0;
    }
    let (a, b) = (summary(&clean), summary(&columns));
    assert!((a.ascent.unwrap() - b.ascent.unwrap()).as_m().abs() < 0.5);
    assert!(
        b.flags
            .iter()
            .any(|flag| flag.id == "gait-altitude-impossible")
    );
}

#[test]
fn a_leap_of_the_altitude_counts_neither_up_nor_down() {
    let clean = MadeUp::default().columns();
    let mut leapt = clean.clone();
    // Recalibrated on the way: from here on everything is 80 m higher.
    for altitude in leapt.altitude_m.iter_mut().skip(1500) {
        *altitude += 80.0;
    }
    // And one stray value.
    leapt.altitude_m[700] += 300.0;
    let (a, b) = (summary(&clean), summary(&leapt));
    let differs = (a.ascent.unwrap() - b.ascent.unwrap()).as_m();
    assert!(differs.abs() < 5.0, "{differs}");
    let steps = read(&leapt);
    let steepest = steps
        .ground
        .grade_fraction
        .iter()
        .copied()
        .fold(0.0, f64::max);
    assert!(steepest < 0.12, "{steepest}");
}
