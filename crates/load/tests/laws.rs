//! What must hold for every run.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

mod made;

use made::{Asked, Run, Sample, Steady, hilly, near, steady};
use proptest::prelude::*;
use trochlea_gait::{Motion, StepRateLine};
use trochlea_load::{
    Baseline, DrawnLoad, GradeErrors, Interval, Ordinal, OtherBaseline, RunLoad, Stretch,
};
use trochlea_quantity::{Grade, Length, Origin, Speed};

#[test]
fn a_level_kilometre_at_the_reference_is_one() {
    let load = Asked::new().load(&steady(|_| {}));
    near(load.flat_equivalent_km.mid, 5.0, 2e-3);
    near(load.flat_equivalent_km_guard.mid, 5.0, 4e-3);
    near(load.share.flat, 1.0, 1e-9);
    assert!(load.share_outside_range < 1e-9);
    assert!(load.flags.is_empty(), "{:?}", load.flags);
    near(load.origin.measured, 1.0, 1e-9);
}

/// Plain impulse makes fast running look cheap: ten kilometres at 5 m/s count as 6.4 by the
/// definition's own surface. The guard does not.
#[test]
fn fast_running_is_not_cheap_by_the_guard() {
    let fast = steady(|it| {
        it.metres = 10_000.0;
        it.speed = 5.0;
        it.step_rate = Some(187.1);
    });
    let load = Asked::new().load(&fast);
    let one = load.flat_equivalent_km;
    assert!((one.low..=one.high).contains(&6.4), "{one:?}");
    assert!(load.flat_equivalent_km_guard.mid > 10.0);
}

#[test]
fn downhill_costs_more_than_level_and_uphill_less() {
    let asked = Asked::new();
    let at = |grade: f64| asked.load(&steady(|it| it.grade = grade));
    let (down, level, up) = (at(-0.06), at(0.0), at(0.06));
    for of in [
        |it: &RunLoad| it.per_km_bw_s.mid,
        |it: &RunLoad| it.flat_equivalent_km.mid,
        |it: &RunLoad| it.flat_equivalent_km_guard.mid,
        |it: &RunLoad| it.peak_bw.mid,
    ] {
        assert!(of(&down) > of(&level) && of(&level) > of(&up));
    }
    near(down.share.downhill, 1.0, 1e-9);
    near(up.share.uphill, 1.0, 1e-9);
}

/// By hand at 3.33 m/s, -5.24 % and the usual step rate. Contacts per kilometre against the
/// reference: (170.4 / 3.33) / (164.9 / 2.78) = 0.8627; the impulse of a contact
/// (3.33 / 2.78)^0.0832 * exp(0.0148 * 5.24 + 0.00044 * 5.24^2) = 1.0151 * 1.0935 = 1.1100.
#[test]
fn a_descent_by_hand() {
    let run = steady(|it| {
        it.speed = 3.33;
        it.grade = -0.0524;
        it.step_rate = Some(170.4);
    });
    let load = Asked::new().load(&run);
    near(load.flat_equivalent_km.mid, 5.0 * 0.8627 * 1.11, 6e-3);
    // (3.33 / 2.78)^(0.0832 + 0.5199) * 1.0935 * 4.689 BW = 1.1150 * 1.0935 * 4.689.
    near(load.peak_bw.mid, 5.717, 0.02);
}

#[test]
fn raising_the_step_rate_shows_against_the_frozen_baseline() {
    let asked = Asked::new();
    let before = asked.load(&steady(|_| {}));
    let after = asked.load(&steady(|it| it.step_rate = Some(164.9 * 1.07)));
    assert!(after.flat_equivalent_km.mid < 0.97 * before.flat_equivalent_km.mid);
    assert!(after.flat_equivalent_km_guard.high < before.flat_equivalent_km_guard.mid);
    assert!(after.peak_bw.mid < before.peak_bw.mid);
}

#[test]
fn seconds_and_smart_recording_agree() {
    let asked = Asked::new();
    let every_second = hilly(8000.0, 3.0, 1.0);
    let mut smart = every_second.clone();
    // As a watch does: a sample after 1 to 7 seconds.
    let mut next = 0.0;
    let mut n = 0;
    smart.samples.retain(|sample| {
        let keep = sample.second >= next;
        if keep {
            n += 1;
            next = sample.second + [3.0, 7.0, 1.0, 5.0, 6.0][n % 5];
        }
        keep
    });
    let (a, b) = (asked.load(&every_second), asked.load(&smart));
    near(b.flat_equivalent_km.mid, a.flat_equivalent_km.mid, 0.03);
    near(
        b.flat_equivalent_km_guard.mid,
        a.flat_equivalent_km_guard.mid,
        0.03,
    );
    near(b.pfj_impulse_bw_s.mid, a.pfj_impulse_bw_s.mid, 0.03);
    near(b.peak_bw.mid, a.peak_bw.mid, 0.03);
}

#[test]
fn a_run_cut_in_two_costs_the_same() {
    let asked = Asked::new();
    let whole = hilly(9000.0, 3.0, 1.0);
    for cut in [1000, 1617, 2222] {
        let load = asked.load(&whole);
        let mut sum = DrawnLoad::zero("population");
        let at = whole.samples[cut];
        let later = |sample: &Sample| Sample {
            second: sample.second - at.second,
            metres: sample.metres - at.metres,
            ..*sample
        };
        let parts = [
            whole.samples[..=cut].to_vec(),
            whole.samples[cut..].iter().map(later).collect(),
        ];
        for samples in parts {
            let part = asked.load(&Run { samples, ..whole });
            sum.add(&part.draws).unwrap();
        }
        let one = sum.flat_equivalent_km();
        near(one.mid, load.flat_equivalent_km.mid, 5e-3);
        near(one.low, load.flat_equivalent_km.low, 1e-2);
        near(one.high, load.flat_equivalent_km.high, 1e-2);
        let guard = sum.flat_equivalent_km_guard();
        near(guard.mid, load.flat_equivalent_km_guard.mid, 1e-2);
    }
}

#[test]
fn a_longer_run_is_hardly_better_known() {
    let asked = Asked::new();
    let (short, long) = (
        asked.load(&hilly(5000.0, 3.1, 1.0)),
        asked.load(&hilly(20_000.0, 3.1, 1.0)),
    );
    for of in [
        |it: &RunLoad| it.pfj_impulse_bw_s,
        |it: &RunLoad| it.flat_equivalent_km,
        |it: &RunLoad| it.flat_equivalent_km_guard,
    ] {
        let (short, long) = (of(&short), of(&long));
        assert!(
            long.relative_half_width() >= 0.8 * short.relative_half_width(),
            "{short:?} {long:?}"
        );
    }
}

#[test]
fn a_week_keeps_what_its_runs_have_in_common() {
    let asked = Asked::new();
    let run = asked.load(&hilly(6000.0, 3.3, 1.0));
    let mut week = DrawnLoad::zero("population");
    for _ in 0..5 {
        week.add(&run.draws).unwrap();
    }
    near(
        week.flat_equivalent_km().mid,
        5.0 * run.flat_equivalent_km.mid,
        1e-9,
    );
    let (one, five) = (run.flat_equivalent_km, week.flat_equivalent_km());
    assert!(five.relative_half_width() > 0.8 * one.relative_half_width());
    let other = DrawnLoad::zero("own-1");
    assert_eq!(week.add(&other), Err(OtherBaseline));
}

#[test]
fn an_unknown_grade_widens_the_interval() {
    let asked = Asked::new();
    let fold = |se: f64, errors: GradeErrors| {
        let stretch = Stretch {
            seconds: 1.0,
            metres: 2.78,
            speed_m_per_s: 2.78,
            grade_fraction: 0.0,
            grade_se_fraction: se,
            step_rate_spm: 164.9,
            step_rate_origin: Some(Origin::Measured),
            grade_origin: Some(Origin::Estimated),
            motion: Motion::Running,
        };
        let folded = asked
            .model
            .fold(vec![stretch; 3600], errors, &asked.population);
        asked.model.run_load(&folded).flat_equivalent_km
    };
    let exact = fold(0.0, GradeErrors::WholeRun);
    near(exact.high, exact.low, 1e-9);
    // One percent for the whole run: 100 * 0.01476 * 0.01 of the load as standard deviation, times 1.2816.
    let belt = fold(0.01, GradeErrors::WholeRun);
    near(belt.high / belt.mid - 1.0, 0.01476 * 1.2816, 0.01);
    // 10.008 km are 67 blocks of 150 m: the error falls by the root of 66.7.
    let profile = fold(0.01, GradeErrors::AlongTheWay);
    near(
        profile.high / profile.mid - 1.0,
        0.01476 * 1.2816 / 66.7_f64.sqrt(),
        0.02,
    );
}

#[test]
fn a_treadmill_is_level_by_assumption() {
    let belt = Steady::default()
        .run()
        .with(|_, sample| sample.altitude_m = None);
    let load = Asked::new().load(&belt);
    near(load.flat_equivalent_km.mid, 5.0, 3e-3);
    near(load.origin.assumed, 1.0, 1e-9);
    near(
        load.flat_equivalent_km.high / load.flat_equivalent_km.mid - 1.0,
        0.01476 * 1.2816,
        0.05,
    );
    // The belt errs in one way over all kilometres: what they add up to is as uncertain as the whole.
    let at_the_end = load
        .kilometres
        .last()
        .unwrap()
        .cumulative_flat_equivalent_km;
    near(at_the_end.low, load.flat_equivalent_km.low, 1e-3);
    near(at_the_end.high, load.flat_equivalent_km.high, 1e-3);
}

#[test]
fn walking_costs_less_than_running() {
    let asked = Asked::new();
    let walk = Run {
        sport: "Walking",
        ..steady(|it| {
            it.speed = 1.4;
            it.step_rate = Some(110.0);
        })
    };
    let load = asked.load(&walk);
    // By hand: 1000 / 1.4 / 60 * 110 / 2 = 654.8 contacts of 0.9 * 0.3 * 0.65 = 0.1755 BW·s against
    // 494.3 contacts of 0.4783 BW·s: 0.486 of a flat kilometre.
    near(load.flat_equivalent_km.mid, 5.0 * 0.486, 0.01);
    near(load.peak_bw.mid, 0.9, 0.01);
    let steep = asked.load(&walk.with(|_, sample| {
        sample.altitude_m = Some(2000.0 - 0.193 * sample.metres);
    }));
    // Kuster 1993: three to four times the level peak at -19.3 %.
    let ratio = steep.peak_bw.mid / load.peak_bw.mid;
    assert!((3.0..=4.0).contains(&ratio), "{ratio}");
}

#[test]
fn the_kilometres_add_up_to_the_interval_of_the_run() {
    let run = hilly(12_000.0, 3.0, 1.0);
    let load = Asked::new().load(&run);
    let at_the_end = load
        .kilometres
        .last()
        .unwrap()
        .cumulative_flat_equivalent_km;
    let whole = load.flat_equivalent_km;
    near(at_the_end.mid, whole.mid, 1e-9);
    // The grade errs anew every 150 m, in a kilometre as in the run: only a block that lies on both
    // sides of a kilometre's end is cut.
    near(
        at_the_end.high - at_the_end.mid,
        whole.high - whole.mid,
        0.02,
    );
    near(at_the_end.mid - at_the_end.low, whole.mid - whole.low, 0.02);
}

#[test]
fn columns_rise_to_the_total() {
    let asked = Asked::new();
    let run = hilly(3700.0, 3.0, 1.0);
    let steps = asked.steps(&run);
    let folded = asked.model.fold_steps(&steps, &asked.population).unwrap();
    let load = asked.model.run_load(&folded);
    let columns = asked.model.columns(&steps, &asked.population, &load);
    let n = run.samples.len();
    for length in [
        columns.time_s.len(),
        columns.peak_bw.len(),
        columns.impulse_bw_s.len(),
        columns.cumulative_mid_bw_s.len(),
        columns.cumulative_low_bw_s.len(),
        columns.cumulative_high_bw_s.len(),
        columns.origin.len(),
    ] {
        assert_eq!(length, n);
    }
    let rises = |it: &[f64]| it.windows(2).all(|pair| pair[0] <= pair[1] + 1e-9);
    assert!(rises(&columns.cumulative_mid_bw_s) && rises(&columns.cumulative_high_bw_s));
    let all: f64 = columns
        .n_contacts
        .iter()
        .zip(&columns.impulse_bw_s)
        .filter(|(n, _)| **n > 0.0)
        .map(|(n, impulse)| n * impulse)
        .sum();
    // The centre of the fit and the median of the draws are nearly the same.
    near(all, load.pfj_impulse_bw_s.mid, 0.01);
    near(
        *columns.cumulative_mid_bw_s.last().unwrap(),
        load.pfj_impulse_bw_s.mid,
        1e-3,
    );
    assert_eq!(load.kilometres.len(), 4);
    near(load.kilometres[3].length_m, 700.0, 0.01);
    for idx in 0..columns.peak_bw.len() {
        let peak = (
            columns.peak_low_bw[idx],
            columns.peak_bw[idx],
            columns.peak_high_bw[idx],
        );
        let impulse = (
            columns.impulse_low_bw_s[idx],
            columns.impulse_bw_s[idx],
            columns.impulse_high_bw_s[idx],
        );
        for (low, mid, high) in [peak, impulse] {
            assert_eq!(low.is_nan(), mid.is_nan());
            assert!(
                mid.is_nan() || low < mid && mid < high,
                "{low} {mid} {high}"
            );
        }
    }
}

#[test]
fn exposure_of_the_band_is_a_rank() {
    let asked = Asked::new();
    let fast = asked.load(&steady(|it| it.speed = 3.4)).iliotibial;
    assert_eq!(fast.ordinal, Ordinal::Low);
    let down = asked
        .load(&steady(|it| {
            it.speed = 3.4;
            it.grade = -0.05;
        }))
        .iliotibial;
    // 5000 m at 3.4 m/s are 24.5 minutes.
    assert_eq!(down.ordinal, Ordinal::Raised);
    near(down.minutes_downhill, 24.5, 0.02);
    near(down.contacts_downhill, 24.5 * 164.9 / 2.0, 0.02);
    let slow = asked.load(&steady(|it| it.speed = 2.3)).iliotibial;
    assert_eq!(slow.ordinal, Ordinal::High);
    near(slow.minutes_slow, 36.2, 0.02);
    let long_steps = asked
        .load(&steady(|it| it.step_rate = Some(150.0)))
        .iliotibial;
    near(long_steps.minutes_long_steps.unwrap(), 30.0, 0.02);
}

fn running(speed: f64, grade: f64, step_rate: f64) -> Stretch {
    Stretch {
        seconds: 3.0,
        metres: 3.0 * speed,
        speed_m_per_s: speed,
        grade_fraction: grade,
        grade_se_fraction: 0.01,
        step_rate_spm: step_rate,
        step_rate_origin: Some(Origin::Measured),
        grade_origin: Some(Origin::Estimated),
        motion: Motion::Running,
    }
}

fn any_stretches() -> impl Strategy<Value = Vec<Stretch>> {
    let one = (1.0..7.0f64, -0.4..0.4f64, 120.0..230.0f64, any::<bool>()).prop_map(
        |(speed, grade, rate, walks)| Stretch {
            motion: if walks {
                Motion::Walking
            } else {
                Motion::Running
            },
            ..running(speed, grade, rate)
        },
    );
    prop::collection::vec(one, 1..300)
}

fn drawn(asked: &Asked, stretches: &[Stretch]) -> RunLoad {
    let folded = asked.model.fold(
        stretches.iter().copied(),
        GradeErrors::AlongTheWay,
        &asked.population,
    );
    asked.model.run_load(&folded)
}

fn is_interval(it: Interval) -> bool {
    0.0 <= it.low && it.low <= it.mid && it.mid <= it.high && it.high.is_finite()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_guard_is_never_below_plain_impulse(stretches in any_stretches()) {
        let load = drawn(Asked::new(), &stretches);
        let (one, guard) = (load.flat_equivalent_km, load.flat_equivalent_km_guard);
        prop_assert!(guard.mid >= one.mid && guard.low >= one.low && guard.high >= one.high);
        prop_assert!(is_interval(one) && is_interval(guard) && is_interval(load.pfj_impulse_bw_s));
        prop_assert!(is_interval(load.peak_bw) && is_interval(load.per_km_bw_s));
        prop_assert!((0.0..=1.0).contains(&load.share_outside_range));
    }

    #[test]
    fn one_more_step_never_lowers_the_load(stretches in any_stretches()) {
        let asked = Asked::new();
        let all = drawn(asked, &stretches);
        let fewer = drawn(asked, &stretches[..stretches.len() - 1]);
        prop_assert!(all.flat_equivalent_km.mid > fewer.flat_equivalent_km.mid);
        prop_assert!(all.draws.weighted_km.iter().zip(&fewer.draws.weighted_km).all(|(a, b)| a > b));
    }

    #[test]
    fn two_parts_are_the_whole_in_every_draw(stretches in any_stretches(), at in 0.0..1.0f64) {
        let asked = Asked::new();
        let cut = (stretches.len() as f64 * at) as usize;
        let whole = drawn(asked, &stretches).draws;
        let mut sum = drawn(asked, &stretches[..cut]).draws;
        sum.add(&drawn(asked, &stretches[cut..]).draws).unwrap();
        let pairs = |a: &[f64], b: &[f64], within: f64| {
            a.iter().zip(b).all(|(a, b)| (a - b).abs() <= within * a)
        };
        // What differs is which contacts share a cell.
        prop_assert!(pairs(&whole.impulse_km, &sum.impulse_km, 3e-3));
        prop_assert!(pairs(&whole.weighted_km, &sum.weighted_km, 2e-2));
    }

    #[test]
    fn the_order_of_runs_does_not_matter(parts in prop::collection::vec(any_stretches(), 2..5)) {
        let asked = Asked::new();
        let loads: Vec<DrawnLoad> = parts.iter().map(|it| drawn(asked, it).draws).collect();
        let sum = |order: &mut dyn Iterator<Item = &DrawnLoad>| {
            let mut sum = DrawnLoad::zero("population");
            order.for_each(|it| sum.add(it).unwrap());
            sum.flat_equivalent_km()
        };
        let (there, back) = (sum(&mut loads.iter()), sum(&mut loads.iter().rev()));
        prop_assert!((there.mid - back.mid).abs() < 1e-9 * there.mid);
        prop_assert!((there.high - back.high).abs() < 1e-9 * there.high);
    }

    #[test]
    fn a_load_is_its_own_text(stretches in any_stretches()) {
        let load = drawn(Asked::new(), &stretches);
        let text = serde_json::to_string(&load).unwrap();
        let back: RunLoad = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(back, load);
    }
}

#[test]
fn a_planned_route_costs_what_its_run_costs() {
    let asked = Asked::new();
    let ran = asked.load(&steady(|it| it.grade = -0.04));
    let planned = |motion, speed: f64| {
        let piece = asked.model.planned(
            Length::from_m(100.0),
            (Grade::from_fraction(-0.04), Grade::from_fraction(0.01)),
            (motion, Speed::from_m_per_s(speed)),
            &asked.population,
        );
        let folded = asked
            .model
            .fold(vec![piece; 50], GradeErrors::AlongTheWay, &asked.population);
        asked.model.run_load(&folded)
    };
    let route = planned(Motion::Running, 2.78);
    near(
        route.flat_equivalent_km.mid,
        ran.flat_equivalent_km.mid,
        1e-2,
    );
    let walked = planned(Motion::Walking, 1.4);
    assert!(walked.flat_equivalent_km_guard.mid < route.flat_equivalent_km_guard.mid);
}

/// Against an own baseline the same run is as much of its own kilometres.
#[test]
fn an_own_baseline_is_its_own_reference() {
    let asked = Asked::new();
    let own = Baseline {
        id: "own".to_owned(),
        reference_speed_m_per_s: 3.2,
        line: StepRateLine {
            reference_speed_m_per_s: 3.2,
            at_reference_spm: 176.0,
            slope_spm_per_m_per_s: 7.0,
        },
        n_runs: 10,
    };
    let run = steady(|it| {
        it.speed = 3.2;
        it.step_rate = Some(176.0);
    });
    let load = asked.load_of(&run, &own).unwrap();
    near(load.flat_equivalent_km.mid, 5.0, 2e-3);
    assert_eq!(load.baseline, "own");
    assert_eq!(load.draws.baseline, "own");
}
