//! Every recording of a folder of real files, against a table made by other programs and
//! against rustyfit. The folder is named by `TROCHLEA_CORPUS`; without it nothing but the
//! shipped fixtures is read.

// Tests state what they expect; there a failed unwrap is the message.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use rustyfit::profile::mesgdef::Record;
use rustyfit::{DecoderBuilder, DecoderEvent, StreamingIterator};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use trochlea_recording::{Format, Limits, Recording, decode};

/// Files in which the table or the other decoder and we differ, and why we are right.
const KNOWN: &[(&str, &str)] = &[
    (
        "fit/dtcooper__compressed-speed-distance.fit",
        "rustyfit is told not to expand fields, so it has no speed; the distance agrees with fitdecode",
    ),
    (
        "gpx/tkrajina__gpx1.0_with_all_fields.gpx",
        "the table has the time of the document, we have that of its first track point",
    ),
    (
        "gpx/tkrajina__gpx1.1_with_all_fields.gpx",
        "the table has the time of the document, we have that of its first track point",
    ),
    (
        "tcx/corriporai__run.tcx",
        "the table has a total from an extension, the last track point says 4824.94",
    ),
    (
        "history_runkeeper_gpx/041_20210127T182414Z.gpx.gz",
        "the table begins with the second point; the first says 18:24:14, as the file's name does",
    ),
];

fn corpus() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("TROCHLEA_CORPUS")?);
    [folder.join("recordings"), folder]
        .into_iter()
        .find(|folder| folder.join("index.csv").is_file())
}

fn shipped() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in [
        root.join("tests/fixtures"),
        root.join("../../demo/recordings"),
    ] {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if !entry.path().to_string_lossy().ends_with(".md") {
                paths.push(entry.path());
            }
        }
    }
    paths.sort();
    paths
}

/// Record messages as rustyfit counts them, up to its first complaint.
fn rustyfit_records(bytes: &[u8]) -> (usize, bool) {
    let mut reader = bytes;
    let mut decoder = DecoderBuilder::new()
        .checksum(false)
        .expand_components(false)
        .build();
    let mut stream = decoder.stream(&mut reader);
    let mut count = 0;
    while let Some(event) = stream.next() {
        match event {
            Ok(DecoderEvent::Message(message)) => count += usize::from(message.num.0 == 20),
            Ok(_) => {}
            Err(_) => return (count, false),
        }
    }
    (count, true)
}

/// A column as two programs read it: values, and their sum in raw units.
type Sums = [(u32, f64); 9];

fn add(sums: &mut Sums, place: usize, value: Option<f64>) {
    if let Some(value) = value {
        sums[place] = (sums[place].0 + 1, sums[place].1 + value);
    }
}

/// Raw integers of the record messages, by rustyfit; what we refuse on purpose left out here too.
fn rustyfit_sums(bytes: &[u8]) -> Sums {
    let mut reader = bytes;
    let mut decoder = DecoderBuilder::new()
        .checksum(false)
        .expand_components(false)
        .build();
    let mut stream = decoder.stream(&mut reader);
    let mut sums = Sums::default();
    let some = |raw: u32, invalid: u32| (raw != invalid && raw != 0xFFFF).then_some(f64::from(raw));
    while let Some(Ok(event)) = stream.next() {
        let DecoderEvent::Message(message) = event else {
            continue;
        };
        if message.num.0 != 20 {
            continue;
        }
        let record = Record::from(message);
        let place = record.position_lat != i32::MAX && record.position_long != i32::MAX;
        add(
            &mut sums,
            0,
            place.then_some(f64::from(record.position_lat)),
        );
        add(
            &mut sums,
            1,
            place.then_some(f64::from(record.position_long)),
        );
        let height = some(record.enhanced_altitude, u32::MAX).filter(|&raw| raw > 0.0);
        let narrow = some(u32::from(record.altitude), 0xFFFF).filter(|&raw| raw > 0.0);
        add(&mut sums, 2, height.or(narrow));
        let speed = some(record.enhanced_speed, u32::MAX);
        add(
            &mut sums,
            3,
            speed.or(some(u32::from(record.speed), 0xFFFF)),
        );
        let heart = some(u32::from(record.heart_rate), 0xFF).filter(|&raw| raw > 0.0);
        add(&mut sums, 4, heart);
        add(&mut sums, 5, some(u32::from(record.stance_time), 0xFFFF));
        add(
            &mut sums,
            6,
            some(u32::from(record.vertical_oscillation), 0xFFFF),
        );
        add(&mut sums, 7, some(u32::from(record.step_length), 0xFFFF));
        add(&mut sums, 8, some(u32::from(record.power), 0xFFFF));
    }
    sums
}

/// The same of ours, scaled back to raw integers.
fn our_sums(recording: &Recording) -> Sums {
    let samples = &recording.samples;
    let mut sums = Sums::default();
    let semicircles = |degrees: f64| (degrees * 2_147_483_648.0 / 180.0).round();
    for idx in 0..samples.len() {
        let place = samples.position_deg(idx);
        add(
            &mut sums,
            0,
            place.map(|(latitude, _)| semicircles(latitude)),
        );
        add(
            &mut sums,
            1,
            place.map(|(_, longitude)| semicircles(longitude)),
        );
        add(
            &mut sums,
            2,
            samples
                .altitude(idx)
                .map(|height| ((height.as_m() + 500.0) * 5.0).round()),
        );
        add(
            &mut sums,
            3,
            samples
                .speed(idx)
                .map(|speed| (speed.as_m_per_s() * 1000.0).round()),
        );
        add(&mut sums, 4, samples.heart_rate_bpm(idx));
        add(
            &mut sums,
            5,
            samples
                .contact_time(idx)
                .map(|time| (time.as_ms() * 10.0).round()),
        );
        add(
            &mut sums,
            6,
            samples
                .vertical_oscillation(idx)
                .map(|length| (length.as_mm() * 10.0).round()),
        );
        add(
            &mut sums,
            7,
            samples
                .step_length(idx)
                .map(|length| (length.as_mm() * 10.0).round()),
        );
        add(&mut sums, 8, samples.power(idx).map(|power| power.as_w()));
    }
    sums
}

fn unpacked(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).unwrap();
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        return bytes;
    }
    let mut plain = Vec::new();
    std::io::Read::read_to_end(
        &mut flate2::read::MultiGzDecoder::new(bytes.as_slice()),
        &mut plain,
    )
    .unwrap();
    plain
}

fn hex(sum: &[u8; 32]) -> String {
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One line of a table with quotes.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}

fn largest_distance_m(recording: &Recording) -> Option<f64> {
    let samples = &recording.samples;
    (0..samples.len())
        .filter_map(|idx| samples.distance(idx))
        .map(|length| length.as_m())
        .reduce(f64::max)
}

/// Laws that hold for every recording.
fn check_laws(name: &str, recording: &Recording) {
    let mut next = 0;
    for session in &recording.sessions {
        assert_eq!(
            session.samples.start, next,
            "{name}: sessions leave no sample out and share none"
        );
        next = session.samples.end;
    }
    assert_eq!(
        next,
        recording.samples.len(),
        "{name}: the last session ends with the samples"
    );
    for idx in 0..next {
        if let Some(rate) = recording.samples.step_rate(idx) {
            assert!((0.0..=300.0).contains(&rate.as_spm()), "{name}: {rate:?}");
        }
        if let Some((latitude, longitude)) = recording.samples.position_deg(idx) {
            assert!(
                latitude.abs() <= 90.0 && longitude.abs() <= 180.0,
                "{name}: {latitude} {longitude}"
            );
        }
    }
}

#[test]
fn shipped_files_are_whole() {
    let paths = shipped();
    for path in &paths {
        let name = path.display().to_string();
        let files = decode(&std::fs::read(path).unwrap(), &Limits::default()).unwrap();
        for file in files {
            let (recording, _) = file
                .outcome
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            check_laws(&name, &recording);
            if recording.format == Format::Fit {
                let (count, whole) = rustyfit_records(&unpacked(path));
                assert_eq!((recording.samples.len(), true), (count, whole), "{name}");
            }
        }
    }
    assert!(paths.len() >= 5, "only {} files are shipped", paths.len());
}

#[test]
fn every_real_file_gives_a_result_or_a_clear_error() {
    let Some(folder) = corpus() else {
        println!("corpus files used: 0 (TROCHLEA_CORPUS is not set)");
        return;
    };
    let index = std::fs::read_to_string(folder.join("index.csv")).unwrap();
    let mut lines = index.lines();
    let head = cells(lines.next().unwrap());
    let known: BTreeMap<&str, &str> = KNOWN.iter().copied().collect();
    let (mut n_used, mut n_refused, mut differences) = (0, 0, Vec::new());
    for line in lines {
        let row: BTreeMap<&str, String> =
            head.iter().map(String::as_str).zip(cells(line)).collect();
        let format = row["format"].as_str();
        let path = &row["path"];
        let bytes = std::fs::read(folder.join(path)).unwrap();
        let decoded = decode(&bytes, &Limits::default());
        n_used += 1;
        if !["fit", "gpx", "tcx"].contains(&format) {
            let nothing = decoded.iter().flatten().all(|file| file.outcome.is_err());
            assert!(nothing, "{path} is no recording");
            continue;
        }
        let file = decoded.unwrap().pop().unwrap();
        // Where the source itself is a .gz, the table has the sum of that; the histories were
        // moved along their parallel after the sum was taken.
        let sums = [file.sha256, Sha256::digest(&bytes).into()].map(|sum| hex(&sum));
        assert!(
            sums.contains(&row["sha256_content"]) || path.starts_with("history_roadtreadmill"),
            "{path}: the sum is of the innermost bytes"
        );
        let mut differ = |what: &str, ours: String, theirs: String| {
            if !known.contains_key(path.as_str()) {
                differences.push(format!("{path}: {what}: ours {ours}, theirs {theirs}"));
            }
        };
        let (recording, _) = match file.outcome {
            Ok(read) => read,
            Err(error) => {
                n_refused += 1;
                if row["n_records"].parse::<usize>().unwrap_or(0) > 0 {
                    differ("refused", error.to_string(), row["n_records"].clone());
                }
                continue;
            }
        };
        check_laws(path, &recording);
        let n_samples = recording.samples.len();
        if row["n_records"].parse() != Ok(n_samples) {
            differ("samples", n_samples.to_string(), row["n_records"].clone());
        }
        if format == "fit" {
            let (count, whole) = rustyfit_records(&unpacked(&folder.join(path)));
            let (ours, theirs) = (
                our_sums(&recording),
                rustyfit_sums(&unpacked(&folder.join(path))),
            );
            if whole && ours != theirs {
                differ("values", format!("{ours:?}"), format!("{theirs:?}"));
            }
            if count != n_samples && whole {
                differ(
                    "samples (rustyfit)",
                    n_samples.to_string(),
                    count.to_string(),
                );
            }
        }
        if let Ok(laps) = row["laps"].parse::<usize>()
            && laps != recording.laps.len()
        {
            differ("laps", recording.laps.len().to_string(), laps.to_string());
        }
        // For FIT the table has the sessions' totals (on a treadmill the runner sets them by
        // hand, and the samples keep what the watch believed), for TCX the last track point.
        let stated = recording
            .sessions
            .iter()
            .filter_map(|session| session.device_totals.distance);
        let ours_m = match format {
            "fit" => stated.map(|length| length.as_m()).reduce(|sum, m| sum + m),
            "tcx" => largest_distance_m(&recording),
            _ => None,
        };
        if let (Ok(theirs), Some(ours)) = (row["distance_m"].parse::<f64>(), ours_m)
            && (theirs - ours).abs() > 1.0
        {
            differ("distance", format!("{ours:.1}"), format!("{theirs:.1}"));
        }
        let start = recording.sessions.first().and_then(|session| session.start);
        let theirs = row["start_time"]
            .replacen(' ', "T", 1)
            .parse::<jiff::Timestamp>();
        if let (Ok(theirs), Some(ours)) = (theirs, start)
            && (theirs.as_second() - ours.as_second()).abs() > 60
        {
            differ("start", ours.to_string(), theirs.to_string());
        }
    }
    println!("corpus files used: {n_used}, of which no recording by their own word: {n_refused}");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
