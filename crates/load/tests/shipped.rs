//! The recordings that ship with the demonstration.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

mod made;

use made::{Asked, Run, Sample, near};
use trochlea_load::RunLoad;
use trochlea_recording::Recording;

const HILLY: &[u8] = include_bytes!("../../../demo/recordings/hilly_run.fit");
const FLAT: &[u8] = include_bytes!("../../../demo/recordings/flat_run.fit");
const DYNAMICS: &[u8] = include_bytes!("../../../demo/recordings/long_run_with_dynamics.fit");

/// What a watch measured, without anything that it computed.
fn samples(recording: &Recording) -> Run {
    let samples = &recording.samples;
    let first = (0..samples.len()).find_map(|idx| samples.unix_time_ms(idx));
    let kept = (0..samples.len()).filter_map(|idx| {
        Some(Sample {
            second: (samples.unix_time_ms(idx)? - first?) as f64 / 1000.0,
            metres: samples.distance(idx)?.as_m(),
            altitude_m: samples.altitude(idx).map(|it| it.as_m()),
            step_rate_spm: samples.step_rate(idx).map(|it| it.as_spm()),
        })
    });
    Run {
        sport: "Running",
        samples: kept.collect(),
    }
}

/// As a watch's smart recording does: a sample after 1 to 7 seconds.
fn thinned(mut run: Run) -> Run {
    let (mut next, mut n) = (f64::NEG_INFINITY, 0);
    run.samples.retain(|sample| {
        let keep = sample.second >= next;
        if keep {
            n += 1;
            next = sample.second + [3.0, 7.0, 1.0, 5.0, 6.0][n % 5];
        }
        keep
    });
    run
}

#[track_caller]
fn check_smart(bytes: &[u8]) {
    let asked = Asked::new();
    let every = samples(&made::decode_one(bytes));
    let smart = thinned(every.clone());
    assert!(smart.samples.len() < every.samples.len());
    let (a, b) = (asked.load(&every), asked.load(&smart));
    for of in [
        |it: &RunLoad| it.flat_equivalent_km.mid,
        |it: &RunLoad| it.flat_equivalent_km_guard.mid,
        |it: &RunLoad| it.pfj_impulse_bw_s.mid,
        |it: &RunLoad| it.per_km_bw_s.mid,
    ] {
        near(of(&b), of(&a), 0.03);
    }
}

#[test]
fn the_hilly_run_in_smart_recording() {
    check_smart(HILLY);
}

#[test]
fn the_flat_run_in_smart_recording() {
    check_smart(FLAT);
}

/// Contact time, balance and vertical movement are in the file; the same run written without them
/// has the same load.
#[test]
fn running_dynamics_do_not_move_a_load() {
    let asked = Asked::new();
    let recording = made::decode_one(DYNAMICS);
    assert!((0..recording.samples.len()).any(|idx| recording.samples.contact_time(idx).is_some()));
    let steps = trochlea_gait::read(&recording, 0, None, &asked.knowledge.gait).unwrap();
    let folded = asked.model.fold_steps(&steps, &asked.population).unwrap();
    let with = asked.model.run_load(&folded);
    let without = asked.load(&samples(&recording));
    near(
        without.flat_equivalent_km.mid,
        with.flat_equivalent_km.mid,
        0.02,
    );
}

#[test]
fn hills_show_in_the_shares() {
    let asked = Asked::new();
    let share = |bytes| asked.load(&samples(&made::decode_one(bytes))).share;
    assert!(share(HILLY).downhill > share(FLAT).downhill);
    assert!(share(HILLY).uphill > share(FLAT).uphill);
}
