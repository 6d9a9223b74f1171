//! Places where a store cannot be, or no longer is, whole: each gives its own clear error and leaves nothing half.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test"
)]

mod scene;

use std::collections::BTreeMap;
use std::fs;
#[cfg(target_os = "linux")]
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use scene::{Home, TOLERANCE, recording, run};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use trochlea_store::{ContentHash, ImportOutcome, NewRecording, Store, StoreError};

async fn open(dir: &Path) -> Result<Store, StoreError> {
    Home::Sqlite(dir.to_path_buf()).open().await
}

/// Every file below a directory with its bytes. The lock is no part of what is kept.
fn snapshot(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(snapshot(&path));
        } else if path.file_name().unwrap() != "open.lock" {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    files
}

fn monday() -> NewRecording {
    recording(
        "monday.fit",
        &b"monday".repeat(100),
        vec![run(0, "2026-03-02T17:00:00Z", 5000.0, 1800.0)],
    )
}

async fn a_store_with_monday(dir: &Path) {
    let store = open(dir).await.unwrap();
    store.import(monday(), &TOLERANCE).await.unwrap();
    store.close().await;
}

async fn alter(dir: &Path, sql: &'static str) {
    let options = SqliteConnectOptions::new()
        .filename(dir.join("trochlea.db"))
        .create_if_missing(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// A directory that refuses to open, with the words its error must have; nothing in it may change.
#[track_caller]
fn check_refused(
    opened: Result<Store, StoreError>,
    expected: &str,
    before: &BTreeMap<PathBuf, Vec<u8>>,
    dir: &Path,
) {
    let error = opened.expect_err("refused").to_string();
    assert!(error.contains(expected), "{error}");
    assert!(
        error.contains(&dir.display().to_string()),
        "names the place: {error}"
    );
    assert_eq!(&snapshot(dir), before, "nothing was touched");
}

#[tokio::test]
async fn a_store_of_a_newer_version() {
    let dir = tempfile::tempdir().unwrap();
    a_store_with_monday(dir.path()).await;
    alter(
        dir.path(),
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (999, 'from the future', 1, x'00', 0)",
    )
    .await;
    let before = snapshot(dir.path());
    let opened = open(dir.path()).await;
    assert!(matches!(
        opened,
        Err(StoreError::Newer {
            found: 999,
            known: 5,
            ..
        })
    ));
    check_refused(opened, "newer Trochlea", &before, dir.path());
}

#[tokio::test]
async fn a_migration_that_was_edited() {
    let dir = tempfile::tempdir().unwrap();
    a_store_with_monday(dir.path()).await;
    // As if migration 2 had said something else when it ran, and later ones had yet to come.
    alter(
        dir.path(),
        "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 2",
    )
    .await;
    alter(
        dir.path(),
        "DELETE FROM _sqlx_migrations WHERE version >= 3",
    )
    .await;
    assert!(matches!(
        open(dir.path()).await,
        Err(StoreError::NotAStore { .. })
    ));
}

#[tokio::test]
async fn another_programs_database() {
    let dir = tempfile::tempdir().unwrap();
    alter(dir.path(), "CREATE TABLE song (title TEXT)").await;
    let before = snapshot(dir.path());
    check_refused(open(dir.path()).await, "other tables", &before, dir.path());
}

#[tokio::test]
async fn a_text_instead_of_a_database() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(
        dir.path().join("trochlea.db"),
        "my knee hurts\n".repeat(200),
    )
    .unwrap();
    let before = snapshot(dir.path());
    check_refused(
        open(dir.path()).await,
        "not a Trochlea store",
        &before,
        dir.path(),
    );
}

#[tokio::test]
async fn a_file_where_the_directory_should_be() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store");
    fs::write(&path, "a file").unwrap();
    let before = snapshot(dir.path());
    check_refused(open(&path).await, "could not create", &before, dir.path());
}

#[tokio::test]
async fn only_the_owner_may_look() {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("deep/store");
    a_store_with_monday(&store).await;
    for path in [store.clone(), store.join("originals")] {
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o700,
            "{}",
            path.display()
        );
    }
}

#[tokio::test]
async fn damaged_originals_are_named_and_mended_by_importing_again() {
    type Damage = fn(&Path);
    let damages: [(&str, Damage); 5] = [
        ("gone", |path| fs::remove_file(path).unwrap()),
        ("empty", |path| fs::write(path, b"").unwrap()),
        ("cut short", |path| {
            fs::write(path, &fs::read(path).unwrap()[..20]).unwrap()
        }),
        ("another recording", |path| {
            fs::write(path, zstd::encode_all(&b"tuesday"[..], 3).unwrap()).unwrap()
        }),
        ("a gigabyte of zeros", |path| {
            let bomb =
                zstd::encode_all(std::io::Read::take(std::io::repeat(0), 1 << 30), 1).unwrap();
            fs::write(path, bomb).unwrap();
        }),
    ];
    let dir = tempfile::tempdir().unwrap();
    a_store_with_monday(dir.path()).await;
    let sha256 = ContentHash::of(&monday().bytes);
    let path = dir.path().join(format!(
        "originals/{}/{sha256}.zst",
        &sha256.to_string()[..2]
    ));
    let store = open(dir.path()).await.unwrap();
    for (what, damage) in damages {
        assert_eq!(
            store.known(&sha256).await.unwrap().unwrap().file_name,
            "monday.fit"
        );
        damage(&path);
        match store.original_bytes(&sha256).await {
            Err(StoreError::CorruptOriginal { path: named, .. }) => {
                assert_eq!(named, path, "{what}")
            }
            other => panic!("{what}: {other:?}"),
        }
        assert_eq!(
            store.examine().await.unwrap().corrupt_originals.len(),
            1,
            "{what}"
        );
        assert_eq!(store.known(&sha256).await.unwrap(), None, "{what}");
        let again = store.import(monday(), &TOLERANCE).await.unwrap();
        assert!(
            matches!(again.outcome, ImportOutcome::DuplicateContent { .. }),
            "{what}"
        );
        assert_eq!(
            store.original_bytes(&sha256).await.unwrap(),
            monday().bytes,
            "{what}"
        );
    }
    assert_eq!(store.counts().await.unwrap().originals, 1);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_read_only_disk() {
    if !may_mount("a_read_only_disk") {
        return;
    }
    let mount = Mounted::new("1m");
    let dir = mount.path().join("store");
    a_store_with_monday(&dir).await;
    let before = snapshot(&dir);
    mount.read_only();
    let opened = open(&dir).await;
    assert!(
        matches!(opened, Err(StoreError::NotWritable { .. })),
        "{opened:?}"
    );
    check_refused(opened, "cannot be written to", &before, &dir);
    let new = open(&mount.path().join("another")).await;
    assert!(
        matches!(new, Err(StoreError::NotWritable { .. })),
        "{new:?}"
    );
    assert!(!mount.path().join("another").exists());
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_disk_that_becomes_full() {
    if !may_mount("a_disk_that_becomes_full") {
        return;
    }
    let mount = Mounted::new("2m");
    let ballast = mount.path().join("ballast");
    fs::write(&ballast, vec![0; 1 << 20]).unwrap();
    let dir = mount.path().join("store");
    let (kept, error) = fill(&dir).await;
    assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
    assert!(kept > 0);
    fs::remove_file(ballast).unwrap();
    goes_on(&dir, kept).await;
}

/// The same by a limit on the size of a file, which needs no rights: a child of this binary writes below it.
#[tokio::test]
async fn a_limit_on_the_size_of_files() {
    const CHILD: &str = "TROCHLEA_STORE_LIMITED";
    if let Ok(dir) = std::env::var(CHILD) {
        let (kept, error) = fill(Path::new(&dir)).await;
        println!(
            "\nkept {kept}\nfull {}\n{error:?}",
            matches!(error, StoreError::Full { .. })
        );
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let output = Command::new("bash")
        // 300 blocks of 1,024 bytes: less than the write-ahead log grows to.
        .args(["-c", r#"trap "" XFSZ; ulimit -f 300; exec "$0" a_limit_on_the_size_of_files --exact --nocapture"#])
        .arg(std::env::current_exe().unwrap())
        .env(CHILD, dir.path())
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("\nfull true\n"), "{said}");
    let kept = said
        .lines()
        .find_map(|line| line.strip_prefix("kept "))
        .unwrap()
        .parse()
        .unwrap();
    assert!(kept > 0);
    goes_on(dir.path(), kept).await;
}

/// Imports until an error comes; gives how many were answered for.
async fn fill(dir: &Path) -> (u64, StoreError) {
    let store = open(dir).await.unwrap();
    for n in 0..10_000 {
        match store.import(bulky(n), &TOLERANCE).await {
            Ok(imported) => assert!(matches!(imported.outcome, ImportOutcome::Stored { .. })),
            Err(error) => return (n, error),
        }
    }
    panic!("ten thousand files went into almost no room");
}

async fn goes_on(dir: &Path, kept: u64) {
    let store = open(dir).await.unwrap();
    let health = store.examine().await.unwrap();
    assert!(
        health.damage.is_empty() && health.corrupt_originals.is_empty(),
        "{health:?}"
    );
    assert_eq!(
        (health.counts.originals, health.counts.runs),
        (kept, kept),
        "what was answered for, and no more"
    );
    assert!(
        fs::read_dir(dir.join("originals/incoming"))
            .unwrap()
            .next()
            .is_none()
    );
    let next = store.import(bulky(kept), &TOLERANCE).await.unwrap();
    assert!(matches!(next.outcome, ImportOutcome::Stored { .. }));
}

/// A recording with a long summary, so that rows take room too.
fn bulky(n: u64) -> NewRecording {
    let start = scene::at("2020-01-01T06:00:00Z") + jiff::SignedDuration::from_hours(12 * n as i64);
    let mut run = run(0, &start.to_string(), 5000.0, 1800.0);
    let bytes: Vec<u8> = (0..4000_u64)
        .map(|i| ((n * 4000 + i).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8)
        .collect();
    run.summary = trochlea_store::Json::of(&bytes).unwrap();
    recording(&format!("{n}.fit"), &bytes, vec![run])
}

/// Mounting needs to be root: whoever is not lives the test in a child that is root in a name space of its own.
#[cfg(target_os = "linux")]
fn may_mount(test: &str) -> bool {
    if fs::metadata(tempfile::tempdir().unwrap().path())
        .unwrap()
        .uid()
        == 0
    {
        return true;
    }
    let child = Command::new("unshare")
        .args(["--map-root-user", "--mount"])
        .arg(std::env::current_exe().unwrap())
        .args([test, "--exact"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(
        child.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&child.stderr)
    );
    false
}

/// A small disk of its own, in memory.
#[cfg(target_os = "linux")]
struct Mounted(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl Mounted {
    fn new(size: &str) -> Self {
        let mounted = Self(tempfile::tempdir().unwrap());
        mounted.mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]);
        mounted
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn read_only(&self) {
        self.mount(&["-o", "remount,bind,ro"]);
    }

    fn mount(&self, arguments: &[&str]) {
        assert!(
            Command::new("mount")
                .args(arguments)
                .arg(self.path())
                .status()
                .unwrap()
                .success()
        );
    }
}

#[cfg(target_os = "linux")]
impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}
