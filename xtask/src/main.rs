//! The workshop: the gate that every change passes, the long runs, and the checks of the house.
//!
//! What it does not do: ship. Nothing here is linked into `trochlea`.

mod anonymise;
mod command;
mod corpus;
mod fit_load;
mod gate;
mod house;
mod judges;
mod long;
mod postgres;
mod tally;
mod traceability;

use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  test [--no-judges]   the gate: format, house, clippy, all tests, then the judges
                       (Python, Node with Chromium, PostgreSQL). A missing judge fails;
                       --no-judges is the small run that goes without them
  long [--no-judges]   the full counts: a million fuzz inputs, a thousand kills,
                       a million random answers, and the benchmarks
  corpus               many runs for the benchmarks, made from those that ship
  anonymise            a recording that may ship, with its place, time and owner taken out
  fit-load             fits the load model to the studies in knowledge/evidence, and writes
                       knowledge/load_fit.toml and the tables and plots of docs/load-model.md
  traceability         follows each requirement to its test, case or card, and writes
                       docs/traceability.md
  house                which room imports which; SQL, HTTP and the clock in their rooms
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// `Ok(false)` when everything ran and something was found wrong.
fn run(args: &[String]) -> Result<bool> {
    let (name, rest) = match args.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", args),
    };
    match name {
        "test" => gate::run(&root(), judges_wanted(rest)?),
        "long" => long::run(&root(), judges_wanted(rest)?),
        "house" => house::run(&root()),
        "corpus" => corpus::run(rest).map(|()| true),
        "fit-load" => fit_load::run(&root()).map(|()| true),
        "traceability" => traceability::write(&root()).map(|()| true),
        "anonymise" => anonymise::run(rest).map(|()| true),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(true)
        }
        other => bail!("no command {other:?}\n\n{HELP}"),
    }
}

fn judges_wanted(args: &[String]) -> Result<bool> {
    match args {
        [] => Ok(true),
        [only] if only == "--no-judges" => Ok(false),
        other => bail!("cannot read {other:?}: the one option is --no-judges"),
    }
}

/// The workspace's folder, as it was when this program was built.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or(here.clone(), PathBuf::from)
}
