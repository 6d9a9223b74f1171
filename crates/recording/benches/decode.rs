#![allow(clippy::indexing_slicing)] // A bench that is wrong should stop.
//! How fast the decoders are, as ratios within one run: a machine's own speed cancels out.
//!
//! `cargo bench -p trochlea-recording --bench decode` on the shipped recordings; with
//! `TROCHLEA_CORPUS` on every recording there. Pairs are interleaved and the median ratio counts.

use quick_xml::Reader;
use quick_xml::events::Event;
use rustyfit::{Decoder, DecoderEvent, StreamingIterator};
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use trochlea_recording::{decode_fit, decode_gpx, decode_tcx};

const ROUNDS: usize = 41;

fn main() {
    // `cargo test --benches` runs this too, to see that it builds.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let files = files();
    let of = |extension: &str| -> Vec<Vec<u8>> {
        let wanted = |path: &&(PathBuf, Vec<u8>)| {
            path.0.to_string_lossy().to_lowercase().contains(extension)
        };
        files
            .iter()
            .filter(wanted)
            .map(|(_, bytes)| bytes.clone())
            .collect()
    };
    // Only files that the peer reads to the end: it refuses some good ones.
    let fit: Vec<_> = of(".fit")
        .into_iter()
        .filter(|bytes| rustyfit(bytes).is_some())
        .collect();
    compare(
        "FIT: rustyfit 0.11 streaming, CRC on / ours (goal: at least 4, aim 8)",
        &fit,
        rustyfit_run,
        |bytes| {
            let _ = black_box(decode_fit(black_box(bytes)));
        },
    );
    compare(
        "TCX: ours / bare quick-xml (goal: at most 1.4)",
        &of(".tcx"),
        |bytes| {
            let _ = black_box(decode_tcx(black_box(bytes)));
        },
        bare_xml,
    );
    compare(
        "GPX: ours / bare quick-xml (goal: at most 1.4)",
        &of(".gpx"),
        |bytes| {
            let _ = black_box(decode_gpx(black_box(bytes)));
        },
        bare_xml,
    );
}

fn compare(what: &str, files: &[Vec<u8>], first: impl Fn(&[u8]), second: impl Fn(&[u8])) {
    let bytes: usize = files.iter().map(Vec::len).sum();
    let mut ratios = Vec::new();
    let mut best = vec![[Duration::MAX; 2]; files.len()];
    for _ in 0..ROUNDS {
        // File by file, so that a disturbance of the machine meets both.
        let mut spent = [Duration::ZERO; 2];
        for (file, best) in files.iter().zip(&mut best) {
            let start = Instant::now();
            first(file);
            let between = Instant::now();
            second(file);
            let both = [between - start, between.elapsed()];
            spent = [spent[0] + both[0], spent[1] + both[1]];
            *best = [best[0].min(both[0]), best[1].min(both[1])];
        }
        ratios.push(spent[0].as_secs_f64() / spent[1].as_secs_f64());
    }
    ratios.sort_by(f64::total_cmp);
    // The sum of each file's fastest round: what is left when nobody else used the machine.
    let [first, second] =
        [0, 1].map(|side| best.iter().map(|one| one[side].as_secs_f64()).sum::<f64>());
    println!(
        "{what}: median ratio {:.2} (of {ROUNDS} rounds, {:.2} to {:.2}); undisturbed {:.2} ({:.0} and {:.0} MB/s); {} files, {:.1} MB",
        ratios[ROUNDS / 2],
        ratios[0],
        ratios[ROUNDS - 1],
        first / second,
        bytes as f64 / 1e6 / first,
        bytes as f64 / 1e6 / second,
        files.len(),
        bytes as f64 / 1e6,
    );
}

/// Every message of the file, as its own streaming example reads it.
fn rustyfit(bytes: &[u8]) -> Option<usize> {
    let mut reader = bytes;
    let mut decoder = Decoder::new();
    let mut stream = decoder.stream(&mut reader);
    let mut count = 0;
    while let Some(event) = stream.next() {
        if let DecoderEvent::Message(message) = event.ok()? {
            count += black_box(message).fields.len();
        }
    }
    Some(count)
}

fn rustyfit_run(bytes: &[u8]) {
    black_box(rustyfit(black_box(bytes)));
}

/// A pass that touches every event: its name or its text.
fn bare_xml(bytes: &[u8]) {
    let mut reader = Reader::from_reader(black_box(bytes));
    reader.config_mut().check_end_names = false;
    let mut touched = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => touched += tag.name().as_ref().len(),
            Ok(Event::End(tag)) => touched += tag.name().as_ref().len(),
            Ok(Event::Text(text)) => touched += text.len(),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => touched += 1,
        }
    }
    black_box(touched);
}

fn files() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = match std::env::var_os("TROCHLEA_CORPUS") {
        Some(corpus) => vec![PathBuf::from(corpus)],
        None => vec![
            root.join("tests/fixtures"),
            root.join("../../demo/recordings"),
        ],
    };
    let mut files = Vec::new();
    for folder in folders {
        collect(&folder, &mut files);
    }
    files.sort();
    files
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
            continue;
        }
        let name = path.to_string_lossy().to_lowercase();
        let name = name.trim_end_matches(".gz");
        if ![".fit", ".tcx", ".gpx"]
            .iter()
            .any(|extension| name.ends_with(extension))
        {
            continue;
        }
        let mut bytes = std::fs::read(&path).unwrap_or_default();
        if bytes.starts_with(&[0x1F, 0x8B]) {
            let mut plain = Vec::new();
            let _ = flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut plain);
            bytes = plain;
        }
        files.push((path, bytes));
    }
}
