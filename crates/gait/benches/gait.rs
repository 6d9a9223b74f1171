//! Samples per CPU second: decoding a file, and reading its steps and ground. Uses the recordings
//! that `TROCHLEA_CORPUS` names; made-up ones would not have their gaps and pauses.
//!
//! `TROCHLEA_CORPUS=... cargo bench -p trochlea-gait`

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark stops at the first surprise"
)]

use std::{
    env, fs,
    hint::black_box,
    io::Read,
    path::{Path, PathBuf},
    time::Instant,
};

use trochlea_gait::{read, series, summary_of};
use trochlea_knowledge::GaitTable;
use trochlea_recording::{Recording, decode_fit};

const ROUNDS: usize = 15;

fn main() {
    let Some(folder) = env::var_os("TROCHLEA_CORPUS") else {
        println!("TROCHLEA_CORPUS is not set: nothing to measure");
        return;
    };
    let table: GaitTable = toml::from_str(include_str!("../../../knowledge/gait.toml")).unwrap();
    let files = fit_files(Path::new(&folder));
    let recordings: Vec<Recording> = files
        .iter()
        .map(|bytes| decode_fit(bytes).unwrap().0)
        .collect();
    let n_samples: usize = recordings.iter().map(|it| it.samples.len()).sum();
    println!(
        "{} FIT files, {n_samples} samples, best of {ROUNDS}",
        files.len()
    );
    let decoding = best(|| {
        for bytes in &files {
            black_box(decode_fit(bytes).unwrap());
        }
    });
    let reading = best(|| {
        for (recording, idx) in sessions(&recordings) {
            black_box(read(recording, idx, None, &table));
        }
    });
    let all = best(|| {
        for (recording, idx) in sessions(&recordings) {
            let steps = read(recording, idx, None, &table).unwrap();
            black_box(summary_of(recording, idx, &steps, &table));
            black_box(series(&steps, 300));
        }
    });
    for (what, seconds) in [
        ("decode", decoding),
        ("steps and ground", reading),
        ("with summary and series", all),
    ] {
        println!(
            "{what}: {:.2} million samples per second, {:.2} times decoding",
            n_samples as f64 / seconds / 1e6,
            seconds / decoding,
        );
    }
}

fn sessions(recordings: &[Recording]) -> impl Iterator<Item = (&Recording, usize)> {
    recordings
        .iter()
        .flat_map(|it| (0..it.sessions.len()).map(move |idx| (it, idx)))
}

/// One thread, so wall time of the best round is CPU time.
fn best(mut round: impl FnMut()) -> f64 {
    (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            round();
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

fn fit_files(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(fit_files(&path));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let plain = if bytes.starts_with(&[0x1f, 0x8b]) {
            unpack(&bytes)
        } else {
            Some(bytes)
        };
        files.extend(plain.filter(|bytes| decode_fit(bytes).is_ok()));
    }
    files
}

/// Unpacks a gzipped FIT file, so that unpacking is not part of what is measured.
fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes)
        .read_to_end(&mut plain)
        .ok()?;
    Some(plain)
}
