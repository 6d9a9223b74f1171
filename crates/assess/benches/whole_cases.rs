//! How fast every whole case is read and assessed, on as many threads as there are cores.
//!
//! `cargo bench -p trochlea-assess --bench whole_cases`. Printed as cases a second and against
//! parsing the same texts untyped in the same run, since machines are noisy.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

use std::hint::black_box;
use std::path::Path;
use std::thread;
use std::time::Instant;

use serde_json::Value;
use trochlea_assess::{assess, read_case};
use trochlea_knowledge::Knowledge;

/// Each case so many times on each thread.
const N_ROUNDS: usize = 20;

fn main() {
    let knowledge = Knowledge::shipped().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let texts: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| std::fs::read_to_string(entry.unwrap().path().join("input.json")).ok())
        .collect();
    let n_threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let bare = seconds(n_threads, &texts, |text| {
        drop(black_box(serde_json::from_str::<Value>(text)));
    });
    let whole = seconds(n_threads, &texts, |text| {
        let case = read_case(text, &knowledge).unwrap();
        drop(black_box(assess(&case, &knowledge)));
    });
    let n_assessed = (texts.len() * N_ROUNDS * n_threads) as f64;
    println!(
        "{} cases on {n_threads} threads: {:.0} a second, {:.1} times as long as parsing them untyped",
        texts.len(),
        n_assessed / whole,
        whole / bare
    );
}

fn seconds(n_threads: usize, texts: &[String], work: impl Fn(&str) + Sync) -> f64 {
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..n_threads {
            scope.spawn(|| {
                for _ in 0..N_ROUNDS {
                    texts.iter().for_each(|text| work(text));
                }
            });
        }
    });
    start.elapsed().as_secs_f64()
}
