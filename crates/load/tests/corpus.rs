//! Every recording of a folder of real ones, when `TROCHLEA_CORPUS` names it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

mod made;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use made::Asked;
use trochlea_gait::{Activity, read, summary_of};
use trochlea_load::{Baseline, BaselineRun, Interval, RunLoad, baseline};
use trochlea_recording::{Limits, decode};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[track_caller]
fn check_interval(name: &str, what: &str, it: Interval) {
    assert!(
        it.low.is_finite() && it.high.is_finite(),
        "{name}: {what} {it:?}"
    );
    assert!(
        0.0 <= it.low && it.low <= it.mid && it.mid <= it.high,
        "{name}: {what} {it:?}"
    );
}

fn check(name: &str, load: &RunLoad) {
    check_interval(name, "impulse", load.pfj_impulse_bw_s);
    check_interval(name, "per km", load.per_km_bw_s);
    check_interval(name, "peak", load.peak_bw);
    check_interval(name, "flat", load.flat_equivalent_km);
    check_interval(name, "guard", load.flat_equivalent_km_guard);
    let share = load.share;
    let sum = share.uphill + share.flat + share.downhill;
    assert!((sum - 1.0).abs() < 1e-9, "{name}: shares sum to {sum}");
    let (one, guard) = (load.flat_equivalent_km, load.flat_equivalent_km_guard);
    assert!(guard.mid >= one.mid && guard.low >= one.low && guard.high >= one.high);
    let bars: f64 = load.kilometres.iter().map(|it| it.length_m).sum();
    assert!((bars - load.distance_m).abs() < 1e-6 * bars.max(1.0));
    // Nobody's kneecap bears less than a tenth or more than twenty times the body while running.
    assert!((0.1..20.0).contains(&load.peak_bw.mid), "{name}");
}

#[test]
fn every_real_recording_has_a_sensible_load() {
    let Some(folder) = env::var_os("TROCHLEA_CORPUS") else {
        println!("TROCHLEA_CORPUS is not set: 0 files used");
        return;
    };
    let asked = Asked::new();
    let mut paths = Vec::new();
    files(Path::new(&folder), &mut paths);
    let (mut n_files, mut runs) = (0, Vec::new());
    for path in paths {
        let Ok(decoded) = decode(&fs::read(&path).unwrap(), &Limits::default()) else {
            continue;
        };
        n_files += 1;
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        for recording in decoded.into_iter().filter_map(|it| it.outcome.ok()) {
            for idx in 0..recording.0.sessions.len() {
                let steps = read(&recording.0, idx, None, &asked.knowledge.gait).unwrap();
                let summary = summary_of(&recording.0, idx, &steps, &asked.knowledge.gait).unwrap();
                runs.extend(BaselineRun::of(&summary));
                let Some(folded) = asked.model.fold_steps(&steps, &asked.population) else {
                    assert!(
                        !matches!(steps.activity, Activity::Run)
                            || !steps.track.has_time
                            || summary.n_steps.unwrap_or(0) < 10,
                        "{name}: a run without load"
                    );
                    continue;
                };
                let load = asked.model.run_load(&folded);
                check(&name, &load);
                println!(
                    "{name}: {:.2} km, flat {:.2} ({:.2}-{:.2}), guard {:.2}, per km {:.0} ({:.0}-{:.0}), peak {:.1}, up {:.2} down {:.2}, outside {:.2}, {:?} ilio {:?}",
                    load.distance_m / 1000.0,
                    load.flat_equivalent_km.mid,
                    load.flat_equivalent_km.low,
                    load.flat_equivalent_km.high,
                    load.flat_equivalent_km_guard.mid,
                    load.per_km_bw_s.mid,
                    load.per_km_bw_s.low,
                    load.per_km_bw_s.high,
                    load.peak_bw.mid,
                    load.share.uphill,
                    load.share.downhill,
                    load.share_outside_range,
                    load.origin,
                    load.iliotibial.ordinal,
                );
                let columns = asked.model.columns(&steps, &asked.population, &load);
                let end = columns.cumulative_mid_bw_s.last().copied().unwrap();
                made::near(
                    end,
                    load.kilometres.last().unwrap().cumulative_bw_s.mid,
                    1e-9,
                );
            }
        }
    }
    println!("{n_files} files");
    assert!(n_files > 0);
    let own: Baseline = baseline(&runs, None, &asked.knowledge.load, &asked.knowledge.gait);
    println!("a baseline over all of them, as if they were one runner's: {own:?}");
}
