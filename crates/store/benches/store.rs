//! What the database costs: the store against the same bytes compressed to plain files, and the listing of a long
//! history, in one run.
//!
//! `cargo bench -p trochlea-store`. Ratios compare on one machine; the absolute figures beside them do not travel.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp, civil::date, tz::TimeZone};
use serde_json::json;
use trochlea_store::{
    Closeness, ContentHash, DuplicateTolerance, Json, NewRecording, NewRun, RunQuery, Store,
};

const TOLERANCE: DuplicateTolerance = DuplicateTolerance {
    start_s: 10.0,
    timer: Closeness {
        absolute: 10.0,
        fraction: 0.01,
    },
    distance: Closeness {
        absolute: 20.0,
        fraction: 0.02,
    },
};
const N_FILES: u32 = 1_000;
const N_HISTORY: u32 = 10_000;
const FILE_BYTES: usize = 40_000;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let dir = tempfile::tempdir().unwrap();
    let files: Vec<NewRecording> = (0..N_FILES).map(|n| recording(n, FILE_BYTES)).collect();
    let total: usize = files.iter().map(|file| file.bytes.len()).sum();
    println!(
        "{N_FILES} recordings of {FILE_BYTES} bytes, {:.1} MB\n",
        total as f64 / 1e6
    );

    levels(&files);
    let plain = measured(|| plain_files(&dir.path().join("plain"), &files));
    line(
        "plain files: hash, compress, write, sync, rename",
        plain,
        plain,
    );

    let home = dir.path().join("store");
    let store = open(&home).await;
    let clock = Clock::start();
    import(&store, &files).await;
    line("store: import, 64 a commit", clock.stop(), plain);
    let clock = Clock::start();
    import(&store, &files).await;
    line("store: the same again", clock.stop(), plain);
    println!("largest memory so far: {}\n", peak_memory());

    import(
        &store,
        &(N_FILES..N_HISTORY)
            .map(|n| recording(n, 400))
            .collect::<Vec<_>>(),
    )
    .await;
    store.close().await;
    let clock = Clock::start();
    let store = open(&home).await;
    let opened = clock.stop();
    let page = RunQuery {
        limit: Some(50),
        ..RunQuery::default()
    };
    assert_eq!(store.runs(&page).await.unwrap().len(), 50);
    let clock = Clock::start();
    let newest = store.runs(&page).await.unwrap();
    let first = clock.stop();
    println!("{N_HISTORY} runs kept:");
    line("opening", opened, first);
    line("first page of 50", first, first);
    let mut middle = RunQuery {
        from: None,
        to: Some(date(2010, 1, 1)),
        ..page.clone()
    };
    middle.before = newest.last().map(|run| run.cursor.clone());
    let clock = Clock::start();
    assert_eq!(store.runs(&middle).await.unwrap().len(), 50);
    line("a page of 50 from the middle", clock.stop(), first);
    let clock = Clock::start();
    assert_eq!(
        store.runs(&RunQuery::default()).await.unwrap().len(),
        N_HISTORY as usize
    );
    line("all, key columns", clock.stop(), first);
    let clock = Clock::start();
    let all = store
        .runs(&RunQuery {
            with_summary: true,
            ..RunQuery::default()
        })
        .await
        .unwrap();
    assert_eq!(all.len(), N_HISTORY as usize);
    line("all, with summaries", clock.stop(), first);
    store.close().await;
}

/// What each level of compression gives for its CPU.
fn levels(files: &[NewRecording]) {
    for level in [1, 3, 6, 9, 15] {
        let mut stored = 0;
        let used = measured(|| {
            stored = files
                .iter()
                .step_by(10)
                .map(|file| zstd::bulk::compress(&file.bytes, level).unwrap().len())
                .sum();
        });
        let share = stored as f64 / (files.len() / 10 * FILE_BYTES) as f64;
        println!(
            "zstd {level:>2}: {:>5.1} % of the bytes, {:>7.2} ms a file",
            share * 100.0,
            ms(used.wall) / (files.len() / 10) as f64
        );
    }
    println!();
}

fn plain_files(dir: &Path, files: &[NewRecording]) {
    std::fs::create_dir(dir).unwrap();
    for file in files {
        let mut out = tempfile::NamedTempFile::new_in(dir).unwrap();
        out.write_all(&zstd::bulk::compress(&file.bytes, 3).unwrap())
            .unwrap();
        out.as_file().sync_all().unwrap();
        out.persist(dir.join(ContentHash::of(&file.bytes).to_string()))
            .unwrap();
    }
}

async fn open(dir: &Path) -> Store {
    Store::open(dir, "2026-03-01T08:00:00Z".parse().unwrap())
        .await
        .unwrap()
}

async fn import(store: &Store, files: &[NewRecording]) {
    let mut batch = store.batch(TOLERANCE, 64.try_into().unwrap());
    let mut answered = 0;
    for file in files {
        answered += batch.add(file.clone()).await.unwrap().len();
    }
    answered += batch.finish().await.unwrap().len();
    assert_eq!(answered, files.len());
}

/// Like a watch file: fixed records of counters that creep and sensors that jitter, so that they compress by about half.
fn recording(n: u32, n_bytes: usize) -> NewRecording {
    let mut state = u64::from(n) + 1;
    let mut noise = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32
    };
    let mut bytes = Vec::with_capacity(n_bytes + 20);
    let (mut lat, mut lon) = (noise(), noise());
    for second in 0_u32.. {
        lat = lat.wrapping_add(noise() % 400);
        lon = lon.wrapping_sub(noise() % 400);
        bytes.push(0);
        bytes.extend((1_000_000_000 + second).to_le_bytes());
        bytes.extend(lat.to_le_bytes());
        bytes.extend(lon.to_le_bytes());
        bytes.extend((noise() % 200 + 2900).to_le_bytes());
        bytes.extend([(140 + noise() % 30) as u8, (84 + noise() % 4) as u8]);
        if bytes.len() >= n_bytes {
            break;
        }
    }
    bytes.truncate(n_bytes);
    let start = "2000-01-01T06:00:00Z".parse::<Timestamp>().unwrap()
        + SignedDuration::from_hours(22 * i64::from(n));
    let summary = json!({
        "ascent_m": 120.5, "descent_m": 118.25, "step_rate_mean_spm": 171.4, "n_steps": 9120, "laps": vec![1000.0; 10],
        "weeks": vec![0.125; 60], "warnings": [],
    });
    NewRecording {
        file_name: format!("{n}.fit"),
        bytes,
        added_at: start,
        engine_version: "1.0.0".to_owned(),
        outcome: Json::of(&json!({"status": "imported"})).unwrap(),
        runs: vec![NewRun {
            session_idx: 0,
            start: Some(start),
            day: Some(TimeZone::UTC.to_datetime(start).date()),
            sport: Some("running".to_owned()),
            distance_m: Some(9000.0 + f64::from(n)),
            timer_s: Some(3200.0),
            summary: Json::of(&summary).unwrap(),
        }],
    }
}

#[derive(Clone, Copy)]
struct Used {
    wall: Duration,
    cpu: Duration,
}

struct Clock(Instant, Duration);

impl Clock {
    fn start() -> Self {
        Self(Instant::now(), cpu())
    }

    fn stop(&self) -> Used {
        Used {
            wall: self.0.elapsed(),
            cpu: cpu() - self.1,
        }
    }
}

fn measured(work: impl FnOnce()) -> Used {
    let clock = Clock::start();
    work();
    clock.stop()
}

/// CPU time of this process, all threads (Linux counts in hundredths of a second; elsewhere 0).
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name in brackets: utime and stime are the 12th and 13th field.
    let ticks: u64 = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}

fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap_or("unknown")
        .trim()
        .to_owned()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn line(what: &str, used: Used, baseline: Used) {
    let ratio = used.wall.as_secs_f64() / baseline.wall.as_secs_f64();
    println!(
        "{what:<50} {ratio:>7.2} x   {:>8.2} ms, CPU {:>6.0} ms",
        ms(used.wall),
        ms(used.cpu)
    );
}
