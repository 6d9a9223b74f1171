//! What devices and runners get wrong: sensible figures, and said so.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

mod made;

use made::{Asked, Run, Steady, near};
use trochlea_gait::read;
use trochlea_load::{Interval, RunLoad};

fn wavy() -> Run {
    Steady {
        metres: 6000.0,
        speed: 3.0,
        step_rate: Some(168.0),
        ..Steady::default()
    }
    .run()
    .with(|_, sample| {
        let wave = libm::sin(sample.metres / 400.0);
        sample.altitude_m = Some(300.0 + 8.0 * wave);
    })
}

#[track_caller]
fn check_like_the_clean_run(broken: &RunLoad, within: f64) {
    let clean = Asked::new().load(&wavy());
    let pairs: [fn(&RunLoad) -> Interval; 3] = [
        |it| it.flat_equivalent_km,
        |it| it.flat_equivalent_km_guard,
        |it| it.pfj_impulse_bw_s,
    ];
    for of in pairs {
        near(of(broken).mid, of(&clean).mid, within);
    }
}

#[test]
fn leaps_of_the_position() {
    // The distance runs a kilometre ahead for a second, ten times.
    let run = wavy().with(|idx, sample| {
        if idx % 200 == 100 {
            sample.metres += 1000.0;
        }
    });
    check_like_the_clean_run(&Asked::new().load(&run), 0.03);
}

#[test]
fn leaps_of_the_altitude() {
    let run = wavy().with(|idx, sample| {
        if idx % 300 == 150 {
            sample.altitude_m = sample.altitude_m.map(|it| it + 120.0);
        }
    });
    check_like_the_clean_run(&Asked::new().load(&run), 0.03);
}

#[test]
fn a_tunnel() {
    // Two minutes without a position: the distance stands, then is there all at once.
    let run = wavy().with(|idx, sample| {
        if (700..820).contains(&idx) {
            sample.metres = 2100.0;
        }
    });
    check_like_the_clean_run(&Asked::new().load(&run), 0.03);
}

#[test]
fn a_step_rate_that_counts_one_leg_or_every_step_twice() {
    for factor in [0.5, 2.0] {
        let run = wavy().with(|_, sample| {
            sample.step_rate_spm = sample.step_rate_spm.map(|it| it * factor);
        });
        let load = Asked::new().load(&run);
        check_like_the_clean_run(&load, 0.03);
    }
}

#[test]
fn a_stroller_run_without_a_step_rate() {
    let run = wavy().with(|_, sample| sample.step_rate_spm = None);
    let load = Asked::new().load(&run);
    // The population's 167.1 at 3 m/s is near the 168 of the clean run.
    check_like_the_clean_run(&load, 0.03);
    near(load.origin.assumed, 1.0, 1e-9);
    let clean = Asked::new().load(&wavy());
    assert!(
        load.flat_equivalent_km.relative_half_width()
            > clean.flat_equivalent_km.relative_half_width()
    );
    assert!(
        load.flags
            .iter()
            .any(|it| it.id == "load-step-rate-assumed")
    );
}

#[test]
fn a_ride_that_is_called_a_run() {
    // 30 km/h with 85 turns of the cranks.
    let ride = Steady {
        metres: 30_000.0,
        speed: 8.3,
        step_rate: Some(170.0),
        ..Steady::default()
    };
    assert_eq!(
        Asked::new().load_of(&ride.run(), &Asked::new().population),
        None
    );
}

#[test]
fn a_cyclists_cadence_in_a_run_is_not_believed() {
    // 85 a minute is below what anyone runs with: counted on one leg, it is 170.
    let run = wavy().with(|_, sample| sample.step_rate_spm = Some(85.0));
    check_like_the_clean_run(&Asked::new().load(&run), 0.05);
}

#[test]
fn a_run_of_24_hours() {
    let ultra = Steady {
        metres: 150_000.0,
        speed: 150_000.0 / 86_400.0,
        step_rate: Some(150.0),
        grade: 0.001,
        ..Steady::default()
    };
    let load = Asked::new().load(&ultra.run());
    assert_eq!(load.kilometres.len(), 150);
    let it = load.flat_equivalent_km;
    assert!(it.low > 75.0 && it.high < 300.0, "{it:?}");
    // 1.74 m/s is slower than any study.
    assert!(load.share_outside_range > 0.99);
    assert!(load.flags.iter().any(|it| it.id == "load-outside-range"));
}

#[test]
fn no_altitude_outdoors() {
    let run = wavy().with(|_, sample| sample.altitude_m = None);
    let load = Asked::new().load(&run);
    check_like_the_clean_run(&load, 0.03);
    near(load.origin.assumed, 1.0, 1e-9);
}

/// Two percent of the speed wander about the truth, as a foot pod's does.
#[test]
fn a_treadmill_with_a_wandering_foot_pod() {
    let run = Steady::default().run().with(|_, sample| {
        sample.altitude_m = None;
        sample.metres += 40.0 * libm::sin(sample.second / 300.0);
    });
    let load = Asked::new().load(&run);
    near(load.flat_equivalent_km.mid, 5.0, 0.02);
}

#[test]
fn a_clock_without_times_gives_no_load() {
    let mut run = wavy();
    for sample in &mut run.samples {
        sample.second = 0.0;
    }
    assert_eq!(Asked::new().load_of(&run, &Asked::new().population), None);
}

#[test]
fn an_empty_run_gives_no_load() {
    let mut run = wavy();
    run.samples.truncate(1);
    assert_eq!(Asked::new().load_of(&run, &Asked::new().population), None);
}

/// No mass is read anywhere: a recording does not even carry one. Body weights need none.
#[test]
fn a_kilometre_is_the_total_over_the_distance() {
    let asked = Asked::new();
    let bytes = include_bytes!("../../../demo/recordings/hilly_run.fit");
    let recording = made::decode_one(bytes);
    let steps = read(&recording, 0, None, &asked.knowledge.gait).unwrap();
    let folded = asked.model.fold_steps(&steps, &asked.population).unwrap();
    let load = asked.model.run_load(&folded);
    let per_km = load.pfj_impulse_bw_s.mid / load.distance_m * 1000.0;
    near(load.per_km_bw_s.mid, per_km, 1e-9);
    // Contacts of a knee are half of the steps.
    let summary = trochlea_gait::summary_of(&recording, 0, &steps, &asked.knowledge.gait).unwrap();
    near(load.n_contacts, summary.n_steps.unwrap() as f64 / 2.0, 1e-3);
}
