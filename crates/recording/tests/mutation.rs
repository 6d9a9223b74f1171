//! Broken files of every format: no panic, no hang, and memory that the input pays for.
//!
//! `TROCHLEA_FUZZ_INPUTS` says how many (2,000 by default); the n-th input is always the same.

// Tests state what they expect; there a failed unwrap is the message.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod fit_file;

use fit_file::FitFile;
use peak_alloc::PeakAlloc;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};
use trochlea_recording::{Limits, decode, decode_fit, decode_gpx, decode_tcx};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// A record without fields is one byte of file and a row of all columns: some 75 bytes, half
/// as much again while a column grows, and a lap without its text about as much.
const MOST_TIMES_INPUT: usize = 256;
const MOST_BESIDES: usize = 1 << 16;
const SLOWEST: Duration = Duration::from_secs(1);

/// SplitMix64: small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seeds = vec![shapes().bytes(), laps().into_bytes(), tracks().into_bytes()];
    for folder in [
        root.join("tests/fixtures"),
        root.join("../../demo/recordings"),
    ] {
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        for path in paths {
            let mut bytes = std::fs::read(path).unwrap();
            // Small inputs are broken in more interesting places a second.
            bytes.truncate(6000);
            seeds.push(bytes);
        }
    }
    let packed: Vec<_> = seeds.iter().take(3).map(|seed| gzip(seed)).collect();
    seeds.extend(packed);
    let archive = zipped(&seeds[..3]);
    seeds.push(archive);
    seeds
}

/// Every kind of message this room reads.
fn shapes() -> FitFile {
    let time = (253, 4, 0x86);
    let now = 1_000_000_000_u32.to_le_bytes();
    let file = FitFile::activity()
        .define(
            3,
            206,
            &[(0, 1, 2), (1, 1, 2), (2, 1, 2), (3, 4, 7), (8, 2, 7)],
        )
        .message(3, &[0, 0, 2, b'a', 0, 0, 0, b'm', 0])
        .define_with_developer(
            1,
            20,
            &[
                time,
                (0, 4, 0x85),
                (1, 4, 0x85),
                (2, 2, 0x84),
                (4, 1, 2),
                (8, 3, 13),
            ],
            &[(0, 1, 0)],
        )
        .define(2, 20, &[(3, 1, 2), (73, 4, 0x86)])
        .define_big_endian(5, 78, &[(0, 10, 0x84)])
        .define(
            6,
            18,
            &[time, (2, 4, 0x86), (5, 1, 0), (7, 4, 0x86), (9, 4, 0x86)],
        )
        .define(7, 19, &[time, (2, 4, 0x86), (7, 4, 0x86)])
        .define(8, 21, &[time, (0, 1, 0), (1, 1, 0)])
        .define(9, 27, &[(254, 2, 0x84), (0, 8, 7), (1, 1, 0), (2, 4, 0x86)]);
    let record = [&now[..], &[1; 8], &[2, 10, 85, 3, 4, 5], &[9]].concat();
    let file = (0..20).fold(
        file.message(8, &[&now[..], &[0, 0]].concat()),
        |file, idx| {
            file.message(1, &record)
                .compressed(2, idx, &[100 + idx, 1, 2, 0, 0])
        },
    );
    file.message(5, &[3; 10])
        .message(9, b"\0\0step one\0\0\0\x01\0")
        .message(7, &[now, now, [0, 1, 0, 0]].concat())
        .message(
            6,
            &[&now[..], &now, &[1], &[0, 1, 0, 0], &[0, 2, 0, 0]].concat(),
        )
}

/// As many rows as there are bytes, and a value for every column at the very end.
fn worst_case() -> Vec<u8> {
    let fields = [0, 1, 2, 3, 4, 5, 6, 7, 13, 39, 41, 83, 84, 85].map(|number| (number, 1, 2));
    let file = FitFile::activity()
        .define(1, 20, &[])
        .define(2, 20, &fields);
    let file = (0..200_000).fold(file, |file, _| file.message(1, &[]));
    file.message(2, &[1; 14]).bytes()
}

fn laps() -> String {
    let point = "<Trackpoint><Time>2021-06-01T00:00:01.5+02:00</Time><Position><LatitudeDegrees>1.5</LatitudeDegrees>\
        <LongitudeDegrees>2</LongitudeDegrees></Position><AltitudeMeters>1e1</AltitudeMeters><DistanceMeters>3.5</DistanceMeters>\
        <HeartRateBpm><Value>140</Value></HeartRateBpm><Extensions><TPX><Speed>3</Speed><RunCadence>85</RunCadence></TPX></Extensions></Trackpoint>";
    let lap = format!(
        "<Lap StartTime=\"2021-06-01T00:00:00Z\"><TotalTimeSeconds>6</TotalTimeSeconds><Track>{}</Track></Lap>",
        point.repeat(3)
    );
    format!(
        "<?xml version=\"1.0\"?><TrainingCenterDatabase><Activities><Activity Sport=\"Running\"><Id>2021-06-01T00:00:00Z</Id>{lap}{lap}<Creator><Name>a &amp; b</Name></Creator></Activity></Activities></TrainingCenterDatabase>"
    )
}

fn tracks() -> String {
    let point = "<trkpt lat=\"1.5\" lon='-2'><ele>10</ele><time>2021-06-01T00:00:00Z</time><extensions><x:hr>140</x:hr></extensions></trkpt><trkpt lat=\"1\" lon=\"2\"/>";
    format!(
        "\u{FEFF}<gpx creator=\"x\"><!-- y --><trk><type>running</type><trkseg>{point}{point}</trkseg><trkseg>{point}</trkseg></trk><rte><rtept/></rte></gpx>"
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zipped(members: &[Vec<u8>]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (idx, bytes) in members.iter().enumerate() {
        writer
            .start_file(idx.to_string(), zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// One to eight injuries: bits, bytes, sizes, lost and doubled and foreign pieces.
fn injure(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(8) {
        let at = chance.below(bytes.len());
        let end = (at + 1 + chance.below(64)).min(bytes.len());
        match chance.below(9) {
            _ if bytes.is_empty() => {}
            0 => bytes[at] ^= 1 << chance.below(8),
            1 => bytes[at] = [0, 1, 0x7F, 0x80, 0xFF, b'<', b'>', b'&'][chance.below(8)],
            2 => bytes[at] = chance.next() as u8,
            3 => bytes.truncate(at),
            4 => drop(bytes.drain(at..end)),
            5 => {
                let piece = bytes[at..end].to_vec();
                let times = 1 + chance.below(20);
                (0..times).for_each(|_| drop(bytes.splice(at..at, piece.iter().copied())));
            }
            6 => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len());
                let piece = other[from..(from + 64).min(other.len())].to_vec();
                drop(bytes.splice(at..end, piece));
            }
            7 => {
                // The size in the header of a FIT file.
                for slot in bytes.iter_mut().skip(4).take(4) {
                    *slot = chance.next() as u8;
                }
            }
            _ => bytes[at..end].reverse(),
        }
    }
    bytes
}

/// Runs a decoder; its peak of memory beside the input.
#[track_caller]
fn watch<T>(what: &str, n: u64, run: impl FnOnce() -> T) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let start = Instant::now();
    drop(run());
    let spent = start.elapsed();
    assert!(spent < SLOWEST, "input {n}: {what} took {spent:?}");
    MEMORY.peak_usage().saturating_sub(before)
}

#[test]
fn no_panic_no_hang_and_bounded_memory_on_broken_files() {
    let inputs = std::env::var("TROCHLEA_FUZZ_INPUTS").map_or(2000, |text| text.parse().unwrap());
    let seeds = seeds();
    let (mut n_read, mut most) = (0_u64, 0.0_f64);
    for n in 0..inputs {
        let bytes = injure(&seeds, &mut Chance(n));
        let mut bounded = |what: &str, peak: usize| {
            let limit = bytes.len() * MOST_TIMES_INPUT + MOST_BESIDES;
            assert!(
                peak <= limit,
                "input {n}: {what} took {peak} bytes for {} of input",
                bytes.len()
            );
            if bytes.len() > 1000 {
                most = most.max(peak as f64 / bytes.len() as f64);
            }
        };
        bounded("FIT", watch("FIT", n, || decode_fit(&bytes)));
        bounded("TCX", watch("TCX", n, || decode_tcx(&bytes)));
        bounded("GPX", watch("GPX", n, || decode_gpx(&bytes)));
        // What comes out of an archive may be large: it has a limit of its own.
        watch("archive", n, || {
            let files = decode(&bytes, &Limits::default());
            n_read += u64::from(files.iter().flatten().any(|file| file.outcome.is_ok()));
            files
        });
    }
    let worst = worst_case();
    let peak = watch("worst case", 0, || decode_fit(&worst).unwrap());
    let times = peak as f64 / worst.len() as f64;
    assert!(
        peak <= worst.len() * MOST_TIMES_INPUT,
        "the worst case takes {times:.0} times its size"
    );
    println!("worst case known: {times:.0} times the input in memory");
    println!(
        "{inputs} inputs, {n_read} still readable, at most {most:.0} times the input in memory"
    );
    // An injury that leaves nothing readable would test nothing but the first check.
    assert!(
        n_read * 4 > inputs,
        "only {n_read} of {inputs} inputs were still readable"
    );
}
