//! Which runs make the frozen baseline.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

mod made;

use jiff::{SignedDuration, Timestamp};
use made::Asked;
use proptest::prelude::*;
use trochlea_gait::StepRateLine;
use trochlea_load::{Baseline, BaselineRun, baseline};

fn first() -> Timestamp {
    "2024-01-01T07:00:00Z".parse().unwrap()
}

fn run(day: i64, speed: f64, step_rate: f64) -> BaselineRun {
    BaselineRun {
        start: first() + SignedDuration::from_hours(24 * day),
        distance_m: 6000.0,
        speed_m_per_s: speed,
        climbed_and_descended_m: 40.0,
        measured_fraction: 0.98,
        line: StepRateLine {
            reference_speed_m_per_s: 3.0,
            at_reference_spm: step_rate,
            slope_spm_per_m_per_s: 8.0,
        },
    }
}

fn of(runs: &[BaselineRun], before: Option<Timestamp>) -> Baseline {
    let knowledge = &Asked::new().knowledge;
    baseline(runs, before, &knowledge.load, &knowledge.gait)
}

#[test]
fn five_runs_make_one_and_four_do_not() {
    let runs: Vec<BaselineRun> = (0..5).map(|day| run(day, 3.0, 172.0)).collect();
    assert_eq!(of(&runs[..4], None).id, "population");
    let own = of(&runs, None);
    assert_eq!(own.n_runs, 5);
    assert!((own.reference_speed_m_per_s - 3.0).abs() < 1e-9);
    assert!((own.line.at(3.0) - 172.0).abs() < 1e-9);
    assert!((own.line.at(3.5) - 176.0).abs() < 1e-9);
}

#[test]
fn later_runs_with_more_steps_do_not_move_it() {
    let before: Vec<BaselineRun> = (0..20).map(|day| run(day, 3.0, 165.0)).collect();
    let mut all = before.clone();
    all.extend((20..60).map(|day| run(day, 3.0, 165.0 * 1.07)));
    assert_eq!(of(&all, None), of(&before, None));
}

#[test]
fn runs_from_the_retraining_on_do_not_count() {
    let runs: Vec<BaselineRun> = (0..12)
        .map(|day| run(day, 3.0, if day < 6 { 165.0 } else { 177.0 }))
        .collect();
    let own = of(&runs, Some(first() + SignedDuration::from_hours(24 * 6)));
    assert_eq!(own.n_runs, 6);
    assert!((own.line.at(3.0) - 165.0).abs() < 1e-9);
}

#[test]
fn hilly_short_fast_and_unmeasured_runs_do_not_count() {
    let mut runs: Vec<BaselineRun> = (0..5).map(|day| run(day, 2.8, 165.0)).collect();
    let own = of(&runs, None);
    runs.push(BaselineRun {
        climbed_and_descended_m: 400.0,
        ..run(5, 2.8, 190.0)
    });
    runs.push(BaselineRun {
        distance_m: 1500.0,
        ..run(6, 2.8, 190.0)
    });
    runs.push(BaselineRun {
        measured_fraction: 0.5,
        ..run(7, 2.8, 190.0)
    });
    runs.push(run(8, 4.2, 190.0));
    assert_eq!(of(&runs, None), own);
}

#[test]
fn no_run_at_all_is_the_population() {
    let population = of(&[], None);
    assert_eq!(
        (population.id.as_str(), population.n_runs),
        ("population", 0)
    );
    // biomechanics: 167.1 at 3 m/s and 10 more per m/s.
    assert!((population.line.at(2.78) - 164.9).abs() < 1e-9);
}

proptest! {
    #[test]
    fn the_order_of_the_runs_does_not_matter(
        speeds in prop::collection::vec(2.3..4.5f64, 5..40), by in 0usize..40,
    ) {
        let runs: Vec<BaselineRun> = speeds
            .iter()
            .zip(0..)
            .map(|(&speed, day)| run(day, speed, 150.0 + 5.0 * speed))
            .collect();
        let mut turned = runs.clone();
        let by = by % turned.len();
        turned.rotate_left(by);
        prop_assert_eq!(of(&turned, None), of(&runs, None));
    }
}
