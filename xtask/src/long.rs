//! The full counts, too long for every change: run before a release and after a change to a decoder.

use crate::command::{cargo, on_path, succeed};
use crate::gate::{Settings, Steps, deny, start_database, tests};
use anyhow::{Result, bail};
use std::path::Path;

/// Optimised, with the overflow checks and assertions of a development build.
const LONG: [&str; 4] = ["--cargo-profile", "long", "--run-ignored", "all"];

/// Runs the long tests, the licence check and the benchmarks; true when nothing failed.
pub fn run(root: &Path, with_judges: bool) -> Result<bool> {
    let mut steps = Steps::default();
    let mut settings = Settings::new(with_judges);
    settings.fill("TROCHLEA_FUZZ_INPUTS", "1000000");
    settings.fill("TROCHLEA_KILLS", "1000");
    settings.fill("TROCHLEA_RANDOM_CASES", "1000000");
    steps.check("Licences, bans and sources", || deny(root));
    let database = with_judges
        .then(|| start_database(&mut steps, &mut settings))
        .flatten();
    steps.count("Tests, full counts", || full_tests(root, &settings));
    drop(database);
    steps.check("Benchmarks", || {
        succeed(cargo(root).args(["bench", "--workspace", "--locked"]))
    });
    Ok(steps.close())
}

fn full_tests(root: &Path, settings: &Settings) -> Result<crate::tally::Tally> {
    if on_path(&["cargo-nextest"]).is_none() {
        bail!("cargo-nextest is missing: cargo install --locked cargo-nextest");
    }
    tests(root, settings, &LONG)
}
