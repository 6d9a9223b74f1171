//! Steps and load with intervals of every FIT file of `TROCHLEA_CORPUS`, in samples per second of
//! one core. `cargo bench -p trochlea-load`.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark without its files has nothing to say"
)]

use std::{
    env, fs,
    hint::black_box,
    io::Read,
    path::{Path, PathBuf},
    time::Instant,
};

use trochlea_gait::{Steps, read};
use trochlea_knowledge::Knowledge;
use trochlea_load::{Baseline, LoadModel};
use trochlea_recording::{Recording, decode_fit};

const ROUNDS: usize = 5;

fn main() {
    let Some(folder) = env::var_os("TROCHLEA_CORPUS") else {
        println!("TROCHLEA_CORPUS is not set: nothing measured");
        return;
    };
    let knowledge = Knowledge::shipped().unwrap();
    let model = LoadModel::new(&knowledge.load, &knowledge.load_fit, &knowledge.gait);
    let baseline = Baseline::population(&knowledge.load, &knowledge.gait);
    let recordings = recordings(Path::new(&folder));
    let n_samples: usize = recordings.iter().map(|it| it.samples.len()).sum();
    println!(
        "{} FIT files, {n_samples} samples, best of {ROUNDS}",
        recordings.len()
    );
    let all_steps: Vec<Steps> = sessions(&recordings)
        .map(|(recording, idx)| read(recording, idx, None, &knowledge.gait).unwrap())
        .collect();
    let load = |steps: &Steps| {
        model
            .fold_steps(steps, &baseline)
            .map(|folded| model.run_load(&folded))
    };
    let only_load = best(|| {
        for steps in &all_steps {
            black_box(load(steps));
        }
    });
    let both = best(|| {
        for (recording, idx) in sessions(&recordings) {
            let steps = read(recording, idx, None, &knowledge.gait).unwrap();
            black_box(load(&steps));
        }
    });
    for (what, seconds) in [("load", only_load), ("steps and load", both)] {
        println!(
            "{what}: {:.2} million samples per second",
            n_samples as f64 / seconds / 1e6
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

fn recordings(folder: &Path) -> Vec<Recording> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(recordings(&path));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let plain = if bytes.starts_with(&[0x1f, 0x8b]) {
            unpack(&bytes)
        } else {
            Some(bytes)
        };
        let decoded = plain.and_then(|bytes| decode_fit(&bytes).ok());
        found.extend(decoded.map(|(recording, _)| recording));
    }
    found
}

fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes)
        .read_to_end(&mut plain)
        .ok()?;
    Some(plain)
}
