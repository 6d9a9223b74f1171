use super::{LINE, MadeUp, RUN, keep, read, summary, table};
use crate::columns::Columns;
use crate::motion::{Motion, motion};
use crate::step_rate::Counted;
use crate::steps::{Named, from_columns};
use crate::summary::of_steps;

fn run() -> Columns {
    MadeUp::default().columns()
}

#[track_caller]
fn check_close(actual: f64, expected: f64, within_fraction: f64) {
    assert!(
        (actual - expected).abs() <= within_fraction * expected.abs(),
        "{actual} is not {expected}"
    );
}

#[test]
fn steps_are_step_rate_times_time() {
    // One hour at 160 per minute on average: 9600.
    let summary = summary(&run());
    check_close(summary.n_steps.unwrap() as f64, 9600.0, 0.001);
    check_close(summary.step_rate_mean.unwrap().as_spm(), 160.0, 0.001);
    assert_eq!(summary.origin.step_rate.measured, 1.0);
}

#[test]
fn a_second_and_a_smart_recording_count_the_same_steps() {
    let every_second = run();
    let smart = keep(&every_second, |idx| (idx * idx) % 7 == 1 || idx % 9 == 0);
    let (a, b) = (summary(&every_second), summary(&smart));
    check_close(b.n_steps.unwrap() as f64, a.n_steps.unwrap() as f64, 0.03);
    check_close(
        b.distance.unwrap().as_m(),
        a.distance.unwrap().as_m(),
        0.001,
    );
    check_close(
        b.step_rate_mean.unwrap().as_spm(),
        a.step_rate_mean.unwrap().as_spm(),
        0.03,
    );
    let drift = |it: &crate::RunSummary| it.step_rate_drift_percent.unwrap();
    assert!((drift(&a) - drift(&b)).abs() < 0.5);
}

#[test]
fn a_run_cut_in_two_adds_up() {
    let whole = run();
    let first = keep(&whole, |idx| idx <= 1700);
    let mut second = keep(&whole, |idx| idx >= 1700);
    let from_s = second.time_s[0];
    for time in &mut second.time_s {
        *time -= from_s;
    }
    let [whole, first, second] = [&whole, &first, &second].map(summary);
    let sum = |get: fn(&crate::RunSummary) -> f64| get(&first) + get(&second);
    let check = |get: fn(&crate::RunSummary) -> f64, within| {
        check_close(sum(get), get(&whole), within);
    };
    check(|it| it.distance.unwrap().as_m(), 1e-9);
    check(|it| it.timer.unwrap().as_s(), 1e-9);
    check(|it| it.n_steps.unwrap() as f64, 0.001);
    check(|it| it.ascent.unwrap().as_m(), 0.03);
}

#[test]
fn steps_not_measured_come_from_the_runners_own_line() {
    let mut columns = run();
    for rate in columns.step_rate_spm.iter_mut().skip(1801) {
        *rate = f64::NAN;
    }
    let steps = read(&columns);
    let line = steps.step_rates.own_line.unwrap();
    assert!((line.at(2.7) - LINE.at(2.7)).abs() < 1.0);
    let summary = of_steps(&steps, &table());
    check_close(summary.n_steps.unwrap() as f64, 9600.0, 0.005);
    check_close(summary.origin.step_rate.measured, 0.5, 0.01);
    check_close(summary.origin.step_rate.estimated, 0.5, 0.01);
}

#[test]
fn steps_never_measured_come_from_another_recording_or_the_population() {
    let mut columns = run();
    columns.step_rate_spm.clear();
    let with_line = from_columns(columns.clone(), &RUN, Some(LINE), &table());
    let summary_with = of_steps(&with_line, &table());
    assert_eq!(summary_with.origin.step_rate.estimated, 1.0);
    check_close(summary_with.n_steps.unwrap() as f64, 9600.0, 0.005);
    let without = summary(&columns);
    assert_eq!(without.origin.step_rate.assumed, 1.0);
    // Nobody measured it, so there is no mean to show.
    assert_eq!(without.step_rate_mean, None);
    assert_eq!(without.step_rate_drift_percent, None);
    // 167.1 at 3 m/s, one hour.
    check_close(without.n_steps.unwrap() as f64, 167.1 * 60.0, 0.005);
}

#[test]
fn a_device_that_counts_one_leg_is_doubled() {
    let mut columns = run();
    for rate in &mut columns.step_rate_spm {
        *rate /= 2.0;
    }
    let steps = read(&columns);
    assert_eq!(steps.step_rates.counted, Counted::OneLeg);
    let summary = of_steps(&steps, &table());
    check_close(summary.step_rate_mean.unwrap().as_spm(), 160.0, 0.001);
    assert_eq!(summary.origin.step_rate.estimated, 1.0);
    assert!(
        summary
            .flags
            .iter()
            .any(|flag| flag.id == "gait-step-rate-halved")
    );
}

#[test]
fn a_device_that_counts_twice_is_halved() {
    let mut columns = run();
    for rate in &mut columns.step_rate_spm {
        *rate *= 2.0;
    }
    let steps = read(&columns);
    assert_eq!(steps.step_rates.counted, Counted::Twice);
    check_close(
        summary(&columns).step_rate_mean.unwrap().as_spm(),
        160.0,
        0.001,
    );
}

#[test]
fn a_long_walk_is_not_a_run_counted_on_one_leg() {
    let mut columns = MadeUp {
        speed_m_per_s: 1.4,
        ..MadeUp::default()
    }
    .columns();
    columns.step_rate_spm.fill(108.0);
    let steps = from_columns(
        columns,
        &Named {
            sport: Some("walking"),
            sub_sport: None,
        },
        None,
        &table(),
    );
    assert_eq!(steps.step_rates.counted, Counted::BothFeet);
    assert!(
        steps
            .step_rates
            .motion
            .iter()
            .all(|&it| it == Motion::Walking)
    );
}

#[test]
fn a_stretch_where_the_sensor_slips_to_half_is_not_believed() {
    let mut columns = run();
    for rate in columns.step_rate_spm.iter_mut().skip(1000).take(300) {
        *rate /= 2.0;
    }
    let steps = read(&columns);
    assert_eq!(steps.step_rates.n_outliers, 300);
    let summary = of_steps(&steps, &table());
    check_close(summary.n_steps.unwrap() as f64, 9600.0, 0.005);
    assert!(
        summary
            .flags
            .iter()
            .any(|flag| flag.id == "gait-step-rate-outlier")
    );
}

fn with_last_third(factor: f64, speed_factor: f64) -> f64 {
    let mut columns = run();
    // Two thirds of the way are reached after two thirds of the time; the speed swings evenly.
    let from_m = columns.distance_m[2400];
    for (m, rate) in columns
        .distance_m
        .iter_mut()
        .zip(&mut columns.step_rate_spm)
        .skip(2401)
    {
        *m = from_m + (*m - from_m) * speed_factor;
        *rate = (*rate + LINE.slope_spm_per_m_per_s * 3.0 * (speed_factor - 1.0)) * factor;
    }
    summary(&columns).step_rate_drift_percent.unwrap()
}

#[test]
fn drift_is_the_fall_in_the_last_third_at_equal_speed() {
    let check = |actual: f64, expected: f64| {
        assert!(
            (actual - expected).abs() < 0.5,
            "{actual} is not {expected}"
        );
    };
    check(with_last_third(1.0, 1.0), 0.0);
    check(with_last_third(0.96, 1.0), -4.0);
    check(with_last_third(1.03, 1.0), 3.0);
    // Slower at the end, with the step rate that belongs to it, is no drift.
    check(with_last_third(1.0, 0.93), 0.0);
}

#[test]
fn a_short_run_has_no_drift() {
    let short = keep(&run(), |idx| idx < 900);
    assert_eq!(summary(&short).step_rate_drift_percent, None);
}

#[track_caller]
fn check_motion(speed_m_per_s: f64, step_rate_spm: Option<f64>, expected: Motion) {
    let rate = step_rate_spm.unwrap_or(f64::NAN);
    assert_eq!(motion(speed_m_per_s, rate, &table().motion), expected);
}

#[test]
fn standing_walking_and_running_are_told_apart() {
    check_motion(0.2, None, Motion::Standing);
    check_motion(0.2, Some(160.0), Motion::Standing);
    check_motion(1.5, Some(110.0), Motion::Walking);
    check_motion(1.5, None, Motion::Walking);
    check_motion(1.9, Some(155.0), Motion::Running);
    check_motion(2.1, Some(125.0), Motion::Walking);
    check_motion(2.1, None, Motion::Running);
    check_motion(3.0, Some(90.0), Motion::Running);
    check_motion(1.0, Some(0.0), Motion::Standing);
    check_motion(f64::NAN, Some(160.0), Motion::Unknown);
}

#[test]
fn a_pause_of_the_timer_is_neither_time_nor_steps() {
    let mut columns = run();
    for time in columns.time_s.iter_mut().skip(1000) {
        *time += 600.0;
    }
    columns.pauses_s = vec![(999.0, 1599.0)];
    let paused = summary(&columns);
    check_close(paused.timer.unwrap().as_s(), 3600.0, 1e-9);
    check_close(paused.elapsed.unwrap().as_s(), 4200.0, 1e-9);
    check_close(paused.n_steps.unwrap() as f64, 9600.0, 0.002);
}

#[test]
fn a_stop_without_an_event_is_a_pause() {
    let mut columns = run();
    for time in columns.time_s.iter_mut().skip(1000) {
        *time += 600.0;
    }
    let stopped = summary(&columns);
    check_close(stopped.timer.unwrap().as_s(), 3599.0, 0.001);
    check_close(stopped.elapsed.unwrap().as_s(), 4200.0, 1e-9);
}

#[test]
fn a_rest_with_the_timer_running_is_standing() {
    let mut columns = run();
    let rest_m = columns.distance_m[1000];
    for idx in 0..300 {
        columns.distance_m.insert(1000, rest_m);
        columns.step_rate_spm.insert(1000, 0.0);
        columns.altitude_m.insert(1000, columns.altitude_m[1000]);
        columns.time_s.push(3601.0 + f64::from(idx));
        let last = columns.latitude_deg[1000];
        columns.latitude_deg.insert(1000, last);
        columns.longitude_deg.push(-30.0);
    }
    columns.len += 300;
    let rested = summary(&columns);
    check_close(rested.standing.unwrap().as_s(), 300.0, 0.05);
    check_close(rested.n_steps.unwrap() as f64, 9600.0, 0.005);
}
