//! Prints one line of JSON per FIT file of the folders given: samples, laps, distance, start.
//! `judges/fitdecode_totals.py` prints the same from another decoder.

use std::io::Read;
use std::path::{Path, PathBuf};

fn main() {
    for folder in std::env::args().skip(1) {
        let mut paths = Vec::new();
        list(Path::new(&folder), &mut paths);
        paths.sort();
        for path in paths {
            println!("{}", line(&path));
        }
    }
}

fn list(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = path.to_string_lossy().to_ascii_lowercase();
        if path.is_dir() {
            list(&path, paths);
        } else if name.ends_with(".fit") || name.ends_with(".fit.gz") {
            paths.push(path);
        }
    }
}

fn line(path: &Path) -> String {
    let mut bytes = std::fs::read(path).unwrap_or_default();
    if bytes.starts_with(&[0x1F, 0x8B]) {
        let mut plain = Vec::new();
        let _ = flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut plain);
        bytes = plain;
    }
    let path = path.display();
    match trochlea_recording::decode_fit(&bytes) {
        Err(error) => format!("{{\"path\":\"{path}\",\"error\":{:?}}}", error.to_string()),
        Ok((recording, _)) => {
            let samples = &recording.samples;
            let distance = (0..samples.len())
                .filter_map(|idx| samples.distance(idx))
                .map(|length| length.as_m())
                .fold(None, |most: Option<f64>, m| {
                    Some(most.map_or(m, |most| most.max(m)))
                });
            let start = (0..samples.len()).find_map(|idx| samples.unix_time_ms(idx));
            format!(
                "{{\"path\":\"{path}\",\"n_records\":{},\"n_laps\":{},\"distance_m\":{},\"start_unix_s\":{}}}",
                samples.len(),
                recording.laps.len(),
                distance.map_or("null".to_owned(), |m| format!("{m:.2}")),
                start.map_or("null".to_owned(), |ms| (ms / 1000).to_string()),
            )
        }
    }
}
