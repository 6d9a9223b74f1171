//! Routes that nobody has run, against arithmetic by hand from `docs/load-model.md`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

mod made;

use made::{Asked, Run, near, steady};
use trochlea_gait::StepRateLine;
use trochlea_load::{Baseline, Route, RouteChange, RouteLoad, guard_ratio};
use trochlea_quantity::{Length, Speed};

/// A runner whose step rates are the population's, and measured.
fn own() -> Baseline {
    Baseline {
        id: "own".to_owned(),
        reference_speed_m_per_s: 2.78,
        line: StepRateLine {
            reference_speed_m_per_s: 3.0,
            at_reference_spm: 167.1,
            slope_spm_per_m_per_s: 10.0,
        },
        n_runs: 10,
    }
}

fn plan(run: &Run, speed: f64, limit_m: Option<f64>) -> RouteLoad {
    let asked = Asked::new();
    let route = Route::of(&asked.steps(run)).unwrap();
    let limit = limit_m.map(Length::from_m);
    let speed = Speed::from_m_per_s(speed);
    asked.model.route_load(&route, speed, limit, &own())
}

#[test]
fn a_level_route_at_the_reference_costs_its_length() {
    let planned = plan(&steady(|_| {}), 2.78, None);
    near(planned.load.distance_m, 5000.0, 0.001);
    near(planned.load.flat_equivalent_km.mid, 5.0, 0.005);
    for kilometre in &planned.load.kilometres[..5] {
        near(kilometre.length_m, 1000.0, 1e-9);
        near(kilometre.flat_equivalent_km.mid, 1.0, 0.005);
    }
    assert_eq!(planned.steepest_descent, None);
    assert_eq!(planned.variants, []);
}

/// By hand: 5 km at 4 m/s cost 5 * (4 / 2.78)^-0.712 = 5 * 0.7718 = 3.859 flat km; the speed at
/// which the way was recorded has no part in it.
#[test]
fn a_route_costs_what_its_planned_speed_says() {
    let planned = plan(&steady(|it| it.speed = 3.3), 4.0, None);
    near(planned.load.flat_equivalent_km.mid, 3.859, 0.01);
}

/// By hand: S(-5 %) = 0.0148 * 5 + 0.00044 * 25 = 0.085; e^0.085 = 1.0887.
#[test]
fn a_route_downhill_costs_more_and_is_found() {
    let planned = plan(&steady(|it| it.grade = -0.05), 2.78, None);
    near(planned.load.flat_equivalent_km.mid, 5.0 * 1.0887, 0.01);
    let steepest = planned.steepest_descent.unwrap();
    near(steepest.grade_fraction, -0.05, 0.1);
    assert!(steepest.grade_se_fraction > 0.0);
}

/// Level but for 400 m of -9 % from metre 2000.
fn one_descent() -> Run {
    steady(|_| {}).with(|_, sample| {
        let down = (sample.metres - 2000.0).clamp(0.0, 400.0);
        let wave = 0.1 * libm::sin(sample.metres / 100.0);
        sample.altitude_m = Some(600.0 - 0.09 * down + wave);
    })
}

#[test]
fn the_steepest_stretch_lies_where_the_ground_falls() {
    let steepest = plan(&one_descent(), 2.78, None).steepest_descent.unwrap();
    assert!((1980.0..2300.0).contains(&steepest.from_m), "{steepest:?}");
    assert!(steepest.from_m + steepest.length_m < 2450.0, "{steepest:?}");
    near(steepest.length_m, 150.0, 0.05);
    near(steepest.grade_fraction, -0.09, 0.15);
}

#[test]
fn walking_down_saves_and_only_where_it_goes_down() {
    let planned = plan(&one_descent(), 2.78, None);
    let changes: Vec<RouteChange> = planned.variants.iter().map(|it| it.change).collect();
    let slower = RouteChange::SlowerDownhill { percent: -10.0 };
    assert_eq!(changes, [slower, RouteChange::WalkedDownhill]);
    let walked = &planned.variants[1];
    // 400 of 5000 m, at 1.22 times a level metre's load, are all that can be saved.
    let most = 400.0 * 1.22 / (4600.0 + 400.0 * 1.22);
    assert!(walked.impulse_ratio.mid < 1.0 && walked.impulse_ratio.mid > 1.0 - 1.2 * most);
    // By hand: 10 % slower there costs 0.9^-0.712 = 1.078 of that share and leaves the rest.
    let slower = &planned.variants[0];
    near(slower.impulse_ratio.mid, 1.0 + 0.078 * most, 0.005);
}

/// By hand: 3 of 5 level kilometres are 0.6 of the load, under every draw.
#[test]
fn a_route_cut_at_the_limit_costs_its_share() {
    let planned = plan(&steady(|_| {}), 2.78, Some(3000.0));
    let [cut] = planned.variants.as_slice() else {
        panic!("{:?}", planned.variants)
    };
    assert_eq!(cut.change, RouteChange::Shorter { to_m: 3000.0 });
    near(cut.distance_m, 3000.0, 1e-6);
    near(cut.impulse_ratio.mid, 0.6, 0.003);
    near(cut.impulse_ratio.high, 0.6, 0.003);
    assert_eq!(plan(&steady(|_| {}), 2.78, Some(6000.0)).variants, []);
}

#[test]
fn a_route_without_altitude_is_level_within_a_wide_interval_and_says_so() {
    let flat = plan(&steady(|_| {}), 2.78, None);
    let bare = steady(|_| {}).with(|_, sample| sample.altitude_m = Some(0.0));
    let unknown = plan(&bare, 2.78, None);
    near(unknown.load.flat_equivalent_km.mid, 5.0, 0.005);
    let width = |planned: &RouteLoad| planned.load.flat_equivalent_km.relative_half_width();
    assert!(width(&unknown) > 2.0 * width(&flat));
    assert!(
        unknown
            .load
            .flags
            .iter()
            .any(|it| it.id == "load-ground-unknown")
    );
    assert_eq!(unknown.steepest_descent, None);
}

#[test]
fn a_single_point_is_no_route() {
    let asked = Asked::new();
    let mut run = steady(|_| {});
    run.samples.truncate(1);
    assert_eq!(Route::of(&asked.steps(&run)), None);
}

#[test]
fn two_loads_of_one_baseline_compare_draw_by_draw() {
    let five = plan(&steady(|_| {}), 2.78, None).load.draws;
    let ten = plan(&steady(|it| it.metres = 10_000.0), 2.78, None)
        .load
        .draws;
    let ratio = guard_ratio(&ten, &five).unwrap();
    near(ratio.mid, 2.0, 0.005);
    let mut other = five.clone();
    other.baseline = "another".to_owned();
    assert!(guard_ratio(&ten, &other).is_err());
}
