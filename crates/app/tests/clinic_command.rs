//! `trochlea clinic`: a file is accepted whole or not at all, and the one before is kept.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

mod program;

use program::run_in;
use serde_json::Value;
use tempfile::TempDir;

const SOUND: &str = r#"clinic = "Clinic of the test"

[[change]]
rule = "pfps.calf_raises"
value = 25
author = "A. Tester, physiotherapist"
on = "2026-05-02"
reason = "Norms by age"
"#;

/// How many raises the store of a folder asks for.
fn raises(folder: &TempDir) -> Value {
    let shown = run_in(&folder.path().join("store"), "clinic show --json").json();
    let bounds = shown["bounds"].as_array().unwrap();
    let row = bounds.iter().find(|row| row["rule"] == "pfps.calf_raises");
    row.unwrap()["value"].clone()
}

#[test]
fn thresholds_come_into_force_are_refused_whole_and_can_be_removed() {
    let folder = TempDir::new().unwrap();
    let store = folder.path().join("store");
    let file = folder.path().join("thresholds.toml");
    let apply = format!("clinic apply {}", file.display());

    std::fs::write(&file, SOUND).unwrap();
    let applied = run_in(&store, &apply);
    assert_eq!(applied.code, 0, "{}", applied.err);
    assert!(applied.out.contains("A. Tester"), "{}", applied.out);
    assert_eq!(raises(&folder), 25.0);

    // Too loose: refused with its line, and what was in force stays in force.
    std::fs::write(&file, SOUND.replace("25", "10")).unwrap();
    let refused = run_in(&store, &apply);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("line 3") && refused.err.contains("at least 15"),
        "{}",
        refused.err
    );
    assert_eq!(raises(&folder), 25.0);

    // What somebody broke by hand is named and left out; the shipped number counts.
    let own = store.join("clinic.toml");
    std::fs::write(&own, "clinic = 3").unwrap();
    let shown = run_in(&store, "clinic show");
    assert!(shown.err.contains("line 1"), "{}", shown.err);
    assert_eq!(raises(&folder), 15.0);

    let removed = run_in(&store, "clinic remove");
    assert_eq!(removed.code, 0, "{}", removed.err);
    assert!(!own.exists() && store.join("clinic.before-1.toml").exists());
}
