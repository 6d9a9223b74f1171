//! `trochlea findings`: what was found is kept with who found it, or refused whole.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

mod program;

use program::run_in;
use tempfile::TempDir;

/// Requirements: S1-010.
#[test]
fn a_test_and_an_examination_are_kept_with_who_found_them() {
    let folder = TempDir::new().unwrap();
    let arguments =
        "findings --side right --record calf_raises_reps=14@1 --examined mcmurray=yes --json";
    let said = run_in(folder.path(), arguments).json();
    let tests = said["findings"].as_array().unwrap();
    let raises = tests
        .iter()
        .find(|row| row["finding"] == "calf_raises_reps")
        .unwrap();
    assert_eq!(raises["latest"][0]["value"], 14.0);
    assert_eq!(raises["latest"][0]["pain"], 1);
    assert_eq!(raises["latest"][0]["by"], "runner");
    let signs = said["examined"].as_array().unwrap();
    let sign = signs
        .iter()
        .find(|row| row["feature"] == "mcmurray")
        .unwrap();
    assert_eq!(sign["latest"][0]["answer"], "yes");
}

#[test]
fn what_cannot_be_is_refused_whole() {
    let folder = TempDir::new().unwrap();
    for (arguments, why) in [
        (
            "--record calf_raises_reps=14.5",
            "whole number from 0 to 200",
        ),
        ("--record hip_abduction_strength_share=0.8", "no self-test"),
        ("--record toes=10", "no finding"),
        ("--examined squat_pain=yes", "no sign of an examination"),
        ("--examined mcmurray=perhaps", "yes, no or unknown"),
        // The first is sound and is not kept either.
        (
            "--record calf_raises_reps=14 --record calf_raises_reps=many",
            "such as",
        ),
    ] {
        let said = run_in(folder.path(), &format!("findings --side right {arguments}"));
        assert_eq!(said.code, 2, "{arguments}");
        assert!(said.err.contains(why), "{arguments}: {}", said.err);
    }
    let said = run_in(folder.path(), "findings");
    assert!(
        said.out.contains("Nothing was recorded yet"),
        "{}",
        said.out
    );
}
