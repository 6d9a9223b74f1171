//! What the model answers, against arithmetic by hand and the published figures.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

mod made;

use made::{Asked, near};
use proptest::prelude::*;
use trochlea_load::{Answer, Query, QueryError};
use trochlea_quantity::{Grade, Speed};

fn query(speed: f64, grade_percent: f64, change_percent: f64) -> Query {
    Query {
        speed: Speed::from_m_per_s(speed),
        grade: Grade::from_percent(grade_percent),
        step_rate_change_fraction: change_percent / 100.0,
        relative_to: None,
    }
}

#[track_caller]
fn ask(speed: f64, grade_percent: f64, change_percent: f64) -> Answer {
    let asked = Asked::new();
    asked
        .model
        .query(&query(speed, grade_percent, change_percent))
        .unwrap()
}

#[test]
fn the_reference_is_exactly_itself() {
    let answer = ask(2.78, 0.0, 0.0);
    for figure in [
        answer.per_km_impulse_bw_s,
        answer.per_step_impulse_bw_s,
        answer.per_step_peak_bw,
    ] {
        near(figure.relative.low, 1.0, 1e-9);
        near(figure.relative.high, 1.0, 1e-9);
        assert!(figure.low < figure.mid && figure.mid < figure.high);
    }
    assert!(answer.flags.is_empty());
}

/// The two studies' own figures, per kilometre and relative to 2.78 m/s on the level.
#[test]
fn the_interval_of_a_speed_holds_both_studies() {
    // Van Hooren 2024: 628 / 787 at 4.00 m/s. Hagen 2023: 361.11 / 470.14 at 3.889 m/s.
    let van_hooren = ask(4.0, 0.0, 0.0).per_km_impulse_bw_s.relative;
    assert!((van_hooren.low..=van_hooren.high).contains(&(628.0 / 787.0)));
    let hagen = ask(3.889, 0.0, 0.0).per_km_impulse_bw_s.relative;
    assert!((hagen.low..=hagen.high).contains(&(361.11 / 470.14)));
}

#[test]
fn the_interval_of_a_slope_holds_the_study_and_is_wide_enough() {
    // Van Hooren 2024: 962 / 787 six degrees down, 703 / 787 six degrees up.
    for (grade, observed) in [(-10.5, 962.0 / 787.0), (10.5, 703.0 / 787.0)] {
        let relative = ask(2.78, grade, 0.0).per_km_impulse_bw_s.relative;
        assert!((relative.low..=relative.high).contains(&observed));
        // One study: at least 40 % of the log effect as standard deviation, 1.28 of them each way.
        let least = 2.0 * 1.28 * 0.4 * libm::log(observed).abs();
        let width = libm::log(relative.high / relative.low);
        assert!(width > 0.9 * least, "{width} of {least}");
    }
}

#[test]
fn exponents_between_the_studies_lie_in_the_draws() {
    // Per kilometre: speed -0.59 to -0.83, step rate -0.2 to -1.1.
    let fast = ask(5.0, 0.0, 0.0).per_km_impulse_bw_s.relative;
    let log_speed = libm::log(5.0 / 2.78);
    assert!(libm::log(fast.high) / log_speed > -0.59);
    assert!(libm::log(fast.low) / log_speed < -0.83);
    let quick = ask(2.78, 0.0, 10.0).per_km_impulse_bw_s.relative;
    let log_step_rate = libm::log(1.1);
    assert!(libm::log(quick.high) / log_step_rate > -0.2);
    assert!(libm::log(quick.low) / log_step_rate < -1.1);
}

#[test]
fn a_kilometre_is_its_contacts() {
    // Population: 167.1 + 10 * (3.5 - 3) = 172.1 steps per minute; 5 % more is 180.705. A knee has
    // 1000 / 3.5 / 60 * 180.705 / 2 = 430.25 contacts.
    let answer = ask(3.5, -4.0, 5.0);
    let contacts = answer.per_km_impulse_bw_s.mid / answer.per_step_impulse_bw_s.mid;
    near(contacts, 430.25, 1e-4);
}

#[test]
fn outside_the_range_speed_and_step_rate_stand_still_and_are_said() {
    let (edge, beyond) = (ask(5.0, 0.0, 10.0), ask(7.0, 0.0, 25.0));
    assert_eq!(edge.per_km_impulse_bw_s, beyond.per_km_impulse_bw_s);
    assert_eq!(edge.per_step_peak_bw, beyond.per_step_peak_bw);
    let ids: Vec<&str> = beyond.flags.iter().map(|it| it.id.as_ref()).collect();
    assert_eq!(
        ids,
        ["load-speed-outside-range", "load-step-rate-outside-range"]
    );
    assert!(edge.flags.is_empty());
}

#[test]
fn steeper_downhill_goes_from_the_edge_to_twice_the_log_effect() {
    let edge = ask(2.78, -10.51, 0.0).per_step_impulse_bw_s.relative;
    let steep = ask(2.78, -18.0, 0.0);
    let relative = steep.per_step_impulse_bw_s.relative;
    near(libm::log(relative.low), libm::log(edge.mid), 0.03);
    near(
        libm::log(relative.high),
        2.0 * libm::log(relative.mid),
        0.03,
    );
    assert_eq!(steep.flags[0].id, "load-steeper-downhill");
}

#[test]
fn steeper_uphill_earns_no_more_and_may_earn_nothing() {
    let edge = ask(2.78, 10.51, 0.0).per_step_impulse_bw_s.relative;
    let steep = ask(2.78, 25.0, 0.0);
    let relative = steep.per_step_impulse_bw_s.relative;
    near(relative.mid, edge.mid, 1e-4);
    near(relative.high, 1.0, 0.01);
    assert_eq!(steep.flags[0].id, "load-steeper-uphill");
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let asked = Asked::new();
    let check = |it: Query, error: QueryError| assert_eq!(asked.model.query(&it), Err(error));
    check(query(0.0, 0.0, 0.0), QueryError::Speed);
    check(query(-3.0, 0.0, 0.0), QueryError::Speed);
    check(query(f64::NAN, 0.0, 0.0), QueryError::Speed);
    check(query(3.0, f64::INFINITY, 0.0), QueryError::Grade);
    check(query(3.0, 0.0, -100.0), QueryError::StepRate);
    check(query(3.0, 0.0, f64::NAN), QueryError::StepRate);
}

#[test]
fn a_given_reference_is_at_the_usual_step_rate() {
    let asked = Asked::new();
    let at = (Speed::from_m_per_s(3.33), Grade::from_percent(-5.0));
    let relative_to = Query {
        relative_to: Some(at),
        ..query(3.33, -5.0, 6.0)
    };
    let answer = asked.model.query(&relative_to).unwrap();
    // Van Hooren 2024: six percent more steps changed a kilometre by -2.6 %.
    let relative = answer.per_km_impulse_bw_s.relative;
    assert!((relative.low..=relative.high).contains(&0.974));
    // The grade is on both sides.
    let level = Query {
        relative_to: Some((at.0, Grade::from_fraction(0.0))),
        ..query(3.33, 0.0, 6.0)
    };
    let level = asked.model.query(&level).unwrap();
    near(relative.mid, level.per_km_impulse_bw_s.relative.mid, 1e-9);
}

proptest! {
    #[test]
    fn downhill_costs_more_and_uphill_less(
        speed in 1.5..6.5f64, grade in 0.2..40.0f64, change in -15.0..15.0f64,
    ) {
        let level = ask(speed, 0.0, change);
        let (up, down) = (ask(speed, grade, change), ask(speed, -grade, change));
        for of in [
            |it: &Answer| it.per_km_impulse_bw_s.mid,
            |it: &Answer| it.per_step_impulse_bw_s.mid,
            |it: &Answer| it.per_step_peak_bw.mid,
        ] {
            prop_assert!(of(&down) > of(&level));
            prop_assert!(of(&up) < of(&level));
        }
    }

    #[test]
    fn steeper_downhill_never_costs_less(
        speed in 1.5..6.5f64, grade in -40.0..-0.1f64, more in 0.1..10.0f64,
    ) {
        let (flatter, steeper) = (ask(speed, grade, 0.0), ask(speed, grade - more, 0.0));
        prop_assert!(steeper.per_step_peak_bw.mid > flatter.per_step_peak_bw.mid);
        // Where the low end stands at the edge, only rounding differs.
        let flatter_low = flatter.per_km_impulse_bw_s.low * (1.0 - 1e-9);
        prop_assert!(steeper.per_km_impulse_bw_s.low >= flatter_low);
        prop_assert!(steeper.per_km_impulse_bw_s.high > flatter.per_km_impulse_bw_s.high);
    }

    #[test]
    fn more_steps_cost_less_each(
        speed in 2.2..5.0f64, grade in -15.0..15.0f64, change in -10.0..9.0f64, more in 0.1..1.0f64,
    ) {
        let (few, many) = (ask(speed, grade, change), ask(speed, grade, change + more));
        prop_assert!(many.per_step_impulse_bw_s.mid < few.per_step_impulse_bw_s.mid);
        prop_assert!(many.per_step_peak_bw.mid < few.per_step_peak_bw.mid);
        // Against the usual step rate only the step rate is on both sides.
        let (few, many): (f64, f64) = [change, change + more].map(|change| {
            let at = (Speed::from_m_per_s(speed), Grade::from_percent(grade));
            let asked = Query { relative_to: Some(at), ..query(speed, grade, change) };
            Asked::new().model.query(&asked).unwrap().per_km_impulse_bw_s.relative.mid
        }).into();
        prop_assert!(many < few);
    }

    #[test]
    fn every_answer_is_an_interval(
        speed in 0.01..30.0f64, grade in -300.0..300.0f64, change in -99.0..300.0f64,
    ) {
        let answer = ask(speed, grade, change);
        for figure in [
            answer.per_km_impulse_bw_s,
            answer.per_step_impulse_bw_s,
            answer.per_step_peak_bw,
        ] {
            prop_assert!(figure.low > 0.0 && figure.low <= figure.mid);
            prop_assert!(figure.mid <= figure.high && figure.high.is_finite());
            let it = figure.relative;
            prop_assert!(it.low > 0.0 && it.low <= it.mid && it.mid <= it.high);
        }
    }
}
