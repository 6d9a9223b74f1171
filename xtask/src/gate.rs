//! The gate: every check in order, each with its time, going on after a failure so that all failures show.

use crate::command::{cargo, count, on_path, output, succeed};
use crate::tally::{self, Tally};
use crate::{house, judges, postgres, traceability};
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Enough to catch a decoder that breaks easily; `cargo xtask long` has the full count.
const FUZZ_INPUTS: &str = "20000";
const KILLS: &str = "20";

/// Runs the gate; true when nothing failed.
pub fn run(root: &Path, with_judges: bool) -> Result<bool> {
    let mut steps = Steps::default();
    steps.check("Format", || {
        succeed(cargo(root).args(["fmt", "--all", "--check"]))
    });
    steps.check("House", || house::succeed(root));
    steps.check("Clippy", || {
        let lints = ["--", "--deny", "warnings"];
        succeed(
            cargo(root)
                .args(["clippy", "--workspace", "--all-targets", "--locked"])
                .args(lints),
        )
    });
    if with_judges {
        steps.check("Licences, bans and sources", || deny(root));
    }
    let mut settings = Settings::new(with_judges);
    settings.fill("TROCHLEA_FUZZ_INPUTS", FUZZ_INPUTS);
    settings.fill("TROCHLEA_KILLS", KILLS);
    let database = with_judges
        .then(|| start_database(&mut steps, &mut settings))
        .flatten();
    steps.count("Tests", || tests(root, &settings, &[]));
    steps.check("Traceability", || trace(root));
    steps.count("Examples in the documentation", || {
        doc_tests(root, &settings)
    });
    drop(database);
    if with_judges {
        judges::run(root, &mut steps);
    }
    Ok(steps.close())
}

/// Whether every crate may be used, and comes from where it should.
pub fn deny(root: &Path) -> Result<()> {
    if on_path(&["cargo-deny"]).is_none() {
        bail!("cargo-deny is missing: cargo install --locked --debug cargo-deny");
    }
    // It looks at the crates of every system, of which only our own were fetched so far.
    succeed(cargo(root).args(["fetch", "--locked"]))?;
    // No advisories: their database lives on one code host, and the gate asks only package registries.
    succeed(cargo(root).args([
        "deny",
        "--locked",
        "--offline",
        "check",
        "bans",
        "licenses",
        "sources",
    ]))
}

/// Starts the private PostgreSQL and tells the tests where it is; it stops when dropped.
pub fn start_database(steps: &mut Steps, settings: &mut Settings) -> Option<postgres::Server> {
    const URL: &str = "TROCHLEA_TEST_POSTGRES";
    if std::env::var_os(URL).is_some() {
        return None;
    }
    let server = steps.value("PostgreSQL", postgres::Server::start)?;
    settings.fill(URL, server.url());
    Some(server)
}

/// All unit and integration tests, by nextest where it is installed.
pub fn tests(root: &Path, settings: &Settings, more: &[&str]) -> Result<Tally> {
    let mut command = cargo(root);
    let read = if on_path(&["cargo-nextest"]).is_some() {
        command.args([
            "nextest",
            "run",
            "--config-file",
            "xtask/nextest.toml",
            "--no-fail-fast",
        ]);
        tally::nextest
    } else {
        command.args(["test", "--tests", "--no-fail-fast"]);
        tally::cargo_test
    };
    command.args(["--workspace", "--locked"]).args(more);
    let tally = count(settings.give(&mut command), read)?;
    if tally.passed + tally.failed == 0 {
        bail!("no test was run");
    }
    Ok(tally)
}

fn doc_tests(root: &Path, settings: &Settings) -> Result<Tally> {
    let mut command = cargo(root);
    command.args(["test", "--doc", "--workspace", "--locked", "--no-fail-fast"]);
    count(settings.give(&mut command), tally::cargo_test)
}

/// Every requirement is answered, and by tests that exist; with the counts of what proves them.
fn trace(root: &Path) -> Result<()> {
    let mut list = cargo(root);
    list.args(["test", "--workspace", "--tests", "--locked", "--quiet"]);
    let listed = output(list.args(["--", "--list"]))?;
    let names: BTreeSet<&str> = listed
        .lines()
        .filter_map(|line| line.trim().strip_suffix(": test"))
        .filter_map(|path| path.rsplit("::").next())
        .collect();
    let traced = traceability::traced_tests(root)?;
    let absent: Vec<&String> = traced
        .iter()
        .filter(|name| !names.contains(name.as_str()))
        .collect();
    if !absent.is_empty() {
        bail!("named as proof and not among the tests: {absent:?}");
    }
    let counts = traceability::check(root)?;
    println!("{counts}");
    println!("{}", traceability::proofs(root)?);
    Ok(())
}

/// What the tests are told through their environment. What the caller has set wins.
pub struct Settings(Vec<(&'static str, String)>);

impl Settings {
    pub fn new(with_judges: bool) -> Self {
        let mut settings = Self(Vec::new());
        if !with_judges {
            settings.fill("TROCHLEA_NO_JUDGES", "1");
        }
        settings
    }

    pub fn fill(&mut self, name: &'static str, value: &str) {
        if std::env::var_os(name).is_none() {
            self.0.push((name, value.to_owned()));
        }
    }

    pub fn give<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.envs(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The steps taken so far: what each counted, and how long it took.
#[derive(Default)]
pub struct Steps(Vec<Step>);

struct Step {
    name: String,
    took: Duration,
    tally: Tally,
    failed: bool,
}

impl Steps {
    /// A step that holds or fails, with no tests in it.
    pub fn check(&mut self, name: &str, body: impl FnOnce() -> Result<()>) {
        self.value(name, body);
    }

    /// A step that holds tests.
    pub fn count(&mut self, name: &str, body: impl FnOnce() -> Result<Tally>) {
        if let Some(tally) = self.value(name, body)
            && let Some(step) = self.0.last_mut()
        {
            step.tally = tally;
            step.failed = tally.failed > 0;
        }
    }

    /// A step that makes something later steps need.
    pub fn value<T>(&mut self, name: &str, body: impl FnOnce() -> Result<T>) -> Option<T> {
        eprintln!("\n== {name}");
        let start = Instant::now();
        let result = body();
        let took = start.elapsed();
        if let Err(error) = &result {
            eprintln!("FAILED: {error:#}");
        }
        eprintln!("== {name}: {:.1} s", took.as_secs_f64());
        let failed = result.is_err();
        self.0.push(Step {
            name: name.to_owned(),
            took,
            tally: Tally::default(),
            failed,
        });
        result.ok()
    }

    /// Prints every step and, alone on the last line, the tests of all of them.
    ///
    /// A step that failed without a failed test counts as one, so that `0 failed` means what it says.
    pub fn close(&self) -> bool {
        let mut total = Tally::default();
        println!();
        for step in &self.0 {
            let mark = if step.failed { "FAILED" } else { "ok" };
            let tests = if step.tally.is_empty() {
                String::new()
            } else {
                step.tally.to_string()
            };
            println!(
                "{mark:<7}{:>7.1} s  {:<32}{tests}",
                step.took.as_secs_f64(),
                step.name
            );
            total += step.tally;
            if step.failed && step.tally.failed == 0 {
                total.failed += 1;
            }
        }
        let all: Duration = self.0.iter().map(|step| step.took).sum();
        println!("{:>14.1} s  in all\n\n{total}", all.as_secs_f64());
        total.failed == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_fails_without_a_test_still_counts_and_the_next_one_runs() {
        let mut steps = Steps::default();
        steps.check("a check", || bail!("found something"));
        steps.count("tests", || {
            Ok(Tally {
                passed: 3,
                failed: 0,
                skipped: 1,
            })
        });
        assert_eq!(steps.0.len(), 2);
        assert!(!steps.close());
    }

    #[test]
    fn a_failed_test_fails_its_step() {
        let mut steps = Steps::default();
        steps.count("tests", || {
            Ok(Tally {
                passed: 3,
                failed: 1,
                skipped: 0,
            })
        });
        assert!(!steps.close());
    }

    #[test]
    fn a_skipped_test_fails_nothing() {
        let mut steps = Steps::default();
        steps.count("tests", || {
            Ok(Tally {
                passed: 1,
                failed: 0,
                skipped: 1,
            })
        });
        assert!(steps.close());
    }
}
