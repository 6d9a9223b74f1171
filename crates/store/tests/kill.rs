//! Processes that are really killed, and processes that write at the same time.
//!
//! A test starts its own binary again with `CHILD` set to a store's directory; the child then writes and says on
//! its standard output what the store has answered for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test"
)]

mod scene;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use scene::{Home, TOLERANCE, event, recording, run};
use serde_json::json;
use trochlea_store::{EventKind, ImportOutcome, NewRecording, Store};

const CHILD: &str = "TROCHLEA_STORE_CHILD";
const SHARE: &str = "TROCHLEA_STORE_SHARE";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_many_moments() {
    if let Ok(dir) = std::env::var(CHILD) {
        return write_for_ever(Path::new(&dir)).await;
    }
    let kills: u64 = std::env::var("TROCHLEA_KILLS").map_or(5, |kills| kills.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let mut acknowledged = BTreeSet::new();
    for kill in 0..kills {
        let mut child = spawn("killed_at_many_moments", dir.path(), "");
        let mut said = BufReader::new(child.stdout.take().unwrap());
        if kill % 2 == 0 {
            // Any moment from the very start: creating, migrating, opening, writing.
            std::thread::sleep(Duration::from_micros(kill * 7919 % 90_000));
        } else {
            // While it certainly writes: after some answers, and then a little.
            let heard = said.by_ref().lines().map(Result::unwrap).filter_map(answer);
            acknowledged.extend(heard.take(1 + kill as usize % 17));
            std::thread::sleep(Duration::from_micros(kill * 3571 % 11_000));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let mut rest = String::new();
        said.read_to_string(&mut rest).unwrap();
        // The last line may have been cut by the kill.
        let whole = rest.rfind('\n').map_or("", |end| &rest[..end]);
        acknowledged.extend(whole.lines().map(str::to_owned).filter_map(answer));
        nothing_is_half(dir.path(), &acknowledged).await;
    }
    println!("{kills} kills, {} answers kept", acknowledged.len());
    assert!(
        acknowledged.len() as u64 >= kills / 2,
        "the children got to write: {}",
        acknowledged.len()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_importers_at_once() {
    if let Ok(dir) = std::env::var(CHILD) {
        let share = std::env::var(SHARE).unwrap();
        return import_share(Path::new(&dir), &share).await;
    }
    let dir = tempfile::tempdir().unwrap();
    // Both have 60 files in common; 30 runs each has in a file of its own, and they are the same runs.
    let children =
        ["watch", "phone"].map(|share| spawn("two_importers_at_once", dir.path(), share));
    let mut stored = Vec::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{said}");
        stored.extend(said.lines().map(str::to_owned).filter_map(answer));
    }
    let common = stored
        .iter()
        .filter(|name| name.starts_with("stored both-"))
        .collect::<Vec<_>>();
    assert_eq!(
        common.len(),
        60,
        "each file in common was stored by one of them, once"
    );
    assert_eq!(common.iter().collect::<BTreeSet<_>>().len(), 60);
    assert_eq!(
        stored
            .iter()
            .filter(|name| name.starts_with("known both-"))
            .count(),
        60
    );
    let counts = Store::open(dir.path(), scene::at("2026-03-01T08:00:00Z"))
        .await
        .unwrap()
        .counts()
        .await
        .unwrap();
    // 60 files of two runs; 30 runs that came twice, of which one recording counts.
    assert_eq!(
        (counts.originals, counts.runs, counts.duplicate_runs),
        (60 + 30 + 30, 120 + 30, 30)
    );
    // Each of the two wrote 50 entries; the numbers are without gaps.
    assert_eq!(counts.events, 100);
    nothing_is_half(dir.path(), &BTreeSet::new()).await;
}

fn spawn(test: &str, dir: &Path, share: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(CHILD, dir)
        .env(SHARE, share)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

/// Past the test harness, which would keep what is printed.
fn say(what: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\nanswer {what}\n").as_bytes())
        .unwrap();
    out.flush().unwrap();
}

fn answer(line: String) -> Option<String> {
    line.strip_prefix("answer ").map(str::to_owned)
}

/// Two sessions of a made-up recording, apart from all others in time. 3 kB that do not compress.
fn numbered(name: &str, n: u64) -> NewRecording {
    let start = scene::at("2020-01-01T06:00:00Z") + jiff::SignedDuration::from_hours(12 * n as i64);
    let second = start + jiff::SignedDuration::from_hours(2);
    let bytes = noise(n, name.len() as u64, 3000);
    let runs = vec![
        run(0, &start.to_string(), 5000.0, 1800.0),
        run(1, &second.to_string(), 3000.0, 1200.0),
    ];
    recording(&format!("{name}-{n}"), &bytes, runs)
}

/// Bytes of a linear congruential generator (Knuth's MMIX constants).
fn noise(seed: u64, stream: u64, n_bytes: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(1_000_003).wrapping_add(stream);
    (0..n_bytes)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .collect()
}

async fn write_for_ever(dir: &Path) {
    let store = Home::Sqlite(dir.to_path_buf()).open().await.unwrap();
    let counts = store.counts().await.unwrap();
    let (mut file, mut entry) = (counts.originals, counts.events);
    loop {
        let mut batch = store.batch(TOLERANCE, 3.try_into().unwrap());
        for _ in 0..4 {
            let answers = batch.add(numbered("file", file)).await.unwrap();
            answers.iter().for_each(|one| say(&one.file_name));
            file += 1;
            let id = format!("entry-{entry}");
            store
                .append(&[event(&id, EventKind::Diary, None, json!({"pain": entry}))])
                .await
                .unwrap();
            say(&id);
            entry += 1;
        }
        batch
            .finish()
            .await
            .unwrap()
            .iter()
            .for_each(|one| say(&one.file_name));
    }
}

async fn nothing_is_half(dir: &Path, acknowledged: &BTreeSet<String>) {
    let store = Home::Sqlite(dir.to_path_buf()).open().await.unwrap();
    let health = store.examine().await.unwrap();
    assert!(
        health.damage.is_empty() && health.corrupt_originals.is_empty(),
        "{health:?}"
    );
    let originals = store.originals(None, u32::MAX).await.unwrap();
    let whole = |name: &str| {
        if name.starts_with("watch") || name.starts_with("phone") {
            1
        } else {
            2
        }
    };
    assert!(
        originals
            .iter()
            .all(|one| one.n_runs == whole(&one.file_name)),
        "a file has all its runs"
    );
    let events = store.events(None).await.unwrap();
    assert!(
        events.iter().zip(1..).all(|(event, seq)| event.seq == seq),
        "numbers without gaps"
    );
    let there: BTreeSet<&str> = originals
        .iter()
        .map(|one| one.file_name.as_str())
        .chain(events.iter().map(|one| one.id.as_str()))
        .collect();
    let lost: Vec<_> = acknowledged
        .iter()
        .filter(|name| !there.contains(name.as_str()))
        .collect();
    assert!(lost.is_empty(), "answered for and gone: {lost:?}");
    assert_eq!(
        std::fs::read_dir(dir.join("originals/incoming"))
            .unwrap()
            .count(),
        0,
        "leftovers were removed"
    );
    store.close().await;
}

async fn import_share(dir: &Path, share: &str) {
    let store = Home::Sqlite(dir.to_path_buf()).open().await.unwrap();
    let mut files: Vec<NewRecording> = (0..60).map(|n| numbered("both", n)).collect();
    files.extend((100..130).map(|n| {
        let mut own = numbered(share, n);
        own.bytes.extend(share.bytes());
        own.runs.truncate(1);
        own
    }));
    if share == "phone" {
        files.reverse();
    }
    let mut batch = store.batch(TOLERANCE, 4.try_into().unwrap());
    let mut answers = Vec::new();
    for (n, file) in files.into_iter().enumerate() {
        answers.extend(batch.add(file).await.unwrap());
        if n < 50 {
            let entry = event(&format!("{share}-{n}"), EventKind::Diary, None, json!({}));
            store.append(&[entry]).await.unwrap();
        }
    }
    answers.extend(batch.finish().await.unwrap());
    for one in answers {
        let became = match one.outcome {
            ImportOutcome::Stored { .. } => "stored",
            ImportOutcome::DuplicateContent { .. } => "known",
            ImportOutcome::DuplicateRun { .. } => "same",
        };
        say(&format!("{became} {}", one.file_name));
    }
    store.close().await;
}
