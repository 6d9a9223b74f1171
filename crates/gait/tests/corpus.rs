//! Every recording of a folder of real ones, when `TROCHLEA_CORPUS` names it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use trochlea_gait::{RunSummary, Steps, read, series, summary_of};
use trochlea_knowledge::GaitTable;
use trochlea_quantity::Length;
use trochlea_recording::{AltitudeSource, Limits, Recording, decode};

fn table() -> GaitTable {
    toml::from_str(include_str!("../../../knowledge/gait.toml")).unwrap()
}

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

struct Read {
    name: String,
    source: AltitudeSource,
    steps: Steps,
    summary: RunSummary,
}

fn read_all(folder: &Path) -> (usize, Vec<Read>) {
    let mut paths = Vec::new();
    files(folder, &mut paths);
    let mut sessions = Vec::new();
    let mut n_files = 0;
    for path in paths {
        let Ok(decoded) = decode(&fs::read(&path).unwrap(), &Limits::default()) else {
            continue;
        };
        let name = path.strip_prefix(folder).unwrap().display().to_string();
        for recording in decoded.into_iter().filter_map(|it| it.outcome.ok()) {
            n_files += 1;
            sessions.extend(read_sessions(&name, &recording.0));
        }
    }
    (n_files, sessions)
}

fn read_sessions(name: &str, recording: &Recording) -> Vec<Read> {
    let table = table();
    (0..recording.sessions.len())
        .map(|idx| {
            let steps = read(recording, idx, None, &table).unwrap();
            let summary = summary_of(recording, idx, &steps, &table).unwrap();
            Read {
                name: name.to_owned(),
                source: recording.sessions[idx].altitude_source,
                steps,
                summary,
            }
        })
        .collect()
}

#[test]
fn every_real_recording_is_read_sensibly() {
    let Some(folder) = env::var_os("TROCHLEA_CORPUS") else {
        println!("TROCHLEA_CORPUS is not set: 0 files used");
        return;
    };
    let (n_files, sessions) = read_all(Path::new(&folder));
    println!("{n_files} files, {} sessions", sessions.len());
    assert!(n_files > 0);
    for read in &sessions {
        print_line(read);
    }
    for read in &sessions {
        check_sensible(read);
    }
    compare_with_devices(&sessions);
}

/// A running track is level, so whatever grade the altitude seems to show there is its error, and
/// the standard error must own up to it.
#[test]
fn a_running_track_is_level_within_the_standard_error() {
    let Some(folder) = env::var_os("TROCHLEA_CORPUS") else {
        println!("TROCHLEA_CORPUS is not set: 0 files used");
        return;
    };
    let mut paths = Vec::new();
    files(Path::new(&folder), &mut paths);
    let (mut n_files, mut n, mut inside_80, mut inside_95) = (0, 0.0, 0.0, 0.0);
    let mut worst = Vec::new();
    for path in paths {
        let Ok(decoded) = decode(&fs::read(&path).unwrap(), &Limits::default()) else {
            continue;
        };
        for recording in decoded.into_iter().filter_map(|it| it.outcome.ok()) {
            let Some(z) = track_scores(&recording.0) else {
                continue;
            };
            n_files += 1;
            let within = |limit: f64| z.iter().filter(|z| z.abs() <= limit).count() as f64;
            n += z.len() as f64;
            // Of a normal error 80 % lie within 1.2816 and 95 % within 1.96 standard errors.
            inside_80 += within(1.2816);
            inside_95 += within(1.96);
            worst.push(within(1.96) / z.len() as f64);
        }
    }
    worst.sort_by(f64::total_cmp);
    println!(
        "{n_files} track files: {:.3} inside 80 %, {:.3} inside 95 %, worst file {:?}",
        inside_80 / n,
        inside_95 / n,
        worst.first(),
    );
    assert!(n_files == 0 || inside_95 / n > 0.9);
}

/// Grades over their standard errors.
fn track_scores(recording: &Recording) -> Option<Vec<f64>> {
    let session = recording.sessions.first()?;
    if session.sub_sport.as_deref() != Some("track") {
        return None;
    }
    let ground = read(recording, 0, None, &table())?.ground;
    ground.climbed?;
    let scores = ground.grade_fraction.iter().zip(&ground.grade_se_fraction);
    Some(scores.map(|(grade, se)| grade / se).collect())
}

#[track_caller]
fn check_sensible(read: &Read) {
    let Read {
        name,
        steps,
        summary,
        ..
    } = read;
    let track = &steps.track;
    assert!(track.distance_m.is_sorted(), "{name}: the way falls");
    assert!(track.time_s.is_sorted(), "{name}: the time falls");
    let n = summary.n_samples;
    assert_eq!(steps.ground.grade_fraction.len(), n, "{name}");
    assert_eq!(steps.step_rates.step_rate_spm.len(), n, "{name}");
    for (grade, se) in steps
        .ground
        .grade_fraction
        .iter()
        .zip(&steps.ground.grade_se_fraction)
    {
        assert_eq!(grade.is_nan(), se.is_nan(), "{name}");
        let on_foot = summary.is_run;
        assert!(
            !on_foot || grade.is_nan() || (grade.abs() < 1.0 && *se > 0.0),
            "{name}: {grade} {se}"
        );
    }
    if let Some(rate) = summary.step_rate_mean.filter(|_| summary.is_run) {
        assert!((120.0..230.0).contains(&rate.as_spm()), "{name}: {rate:?}");
    }
    if let Some(drift) = summary.step_rate_drift_percent {
        assert!(drift.abs() < 20.0, "{name}: {drift}");
    }
    let points = series(steps, 200);
    assert!(points.time_s.len() <= 200, "{name}");
    assert_eq!(points.time_s.len(), points.east_m.len());
    let text = serde_json::to_string(summary).unwrap();
    assert_eq!(&serde_json::from_str::<RunSummary>(&text).unwrap(), summary);
}

fn print_line(read: &Read) {
    let it = &read.summary;
    let metres = |length: Option<Length>| length.map_or(f64::NAN, Length::as_m);
    println!(
        "{}|{:?}|{:?}/{:?}|{:?}|n{}|{:.0}m|dev{:.0}|asc{:.0}/{:.0}|desc{:.0}/{:.0}|{:?}|spm{:.1}|drift{:?}|steps{:?}/{:?}|{:?}|{:?}",
        read.name,
        read.source,
        it.sport,
        it.sub_sport,
        it.activity,
        it.n_samples,
        metres(it.distance),
        metres(it.device_totals.distance),
        metres(it.ascent),
        metres(it.device_totals.ascent),
        metres(it.descent),
        metres(it.device_totals.descent),
        it.treadmill,
        it.step_rate_mean.map_or(f64::NAN, |rate| rate.as_spm()),
        it.step_rate_drift_percent,
        it.n_steps,
        it.device_totals.n_steps,
        it.origin.step_rate,
        it.flags
            .iter()
            .map(|flag| format!("{} {:?}", flag.id, flag.args.values().collect::<Vec<_>>()))
            .collect::<Vec<_>>(),
    );
}

/// Ascent, descent and steps against what the devices added up themselves.
fn compare_with_devices(sessions: &[Read]) {
    let mut climbs = Vec::new();
    let mut steps = Vec::new();
    for it in sessions.iter().map(|read| &read.summary) {
        for (ours, device) in [
            (it.ascent, it.device_totals.ascent),
            (it.descent, it.device_totals.descent),
        ] {
            if let (Some(ours), Some(device)) = (ours, device)
                && device >= Length::from_m(30.0)
            {
                climbs.push((ours - device) / device);
            }
        }
        if let (Some(ours), Some(device)) = (it.n_steps, it.device_totals.n_steps)
            && device > 1000
            && it.origin.step_rate.measured > 0.9
        {
            steps.push(ours as f64 / device as f64 - 1.0);
        }
    }
    for (what, mut differences) in [("ascent and descent", climbs), ("steps", steps)] {
        if differences.is_empty() {
            continue;
        }
        let mut sizes: Vec<f64> = differences.iter().map(|it| it.abs()).collect();
        sizes.sort_by(f64::total_cmp);
        differences.sort_by(f64::total_cmp);
        let size = sizes[sizes.len() / 2];
        println!(
            "{what}: {} totals, median difference {:+.3}, median size {size:.3}, 90 % within {:.3}",
            sizes.len(),
            differences[differences.len() / 2],
            sizes[sizes.len() * 9 / 10],
        );
        assert!(size < 0.15, "{what} is far from the devices' own totals");
    }
}
