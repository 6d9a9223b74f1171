//! The judges: other people's programs that say whether ours is right.
//!
//! A judge that is missing fails its step and names the command that installs it.

use crate::command::{cargo, count, is_program, on_path, succeed};
use crate::gate::Steps;
use crate::tally::{self, Tally};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PYTHON: &str =
    "Python 3 with venv is missing. On Debian: apt-get install python3 python3-venv";
const NODE: &str = "Node.js 20 with npm is missing. On Debian: apt-get install nodejs npm";
const CHROMIUM: &str = "Chromium is missing. On Debian: apt-get install chromium, \
                        or set TROCHLEA_CHROMIUM to its program";

/// Runs every judge over the binary that the tests were built with.
pub fn run(root: &Path, steps: &mut Steps) {
    let Some(binary) = steps.value("Binary for the judges", || binary(root)) else {
        return;
    };
    steps.count("Judge: fitdecode", || fitdecode(root, &binary));
    steps.count("Judge: Chromium and axe", || chromium(root, &binary));
}

/// Built like the tests were, so that nothing is built twice.
fn binary(root: &Path) -> Result<PathBuf> {
    succeed(cargo(root).args(["build", "--workspace", "--bins", "--tests", "--locked"]))?;
    let own = std::env::current_exe().context("cannot find this program")?;
    let binary = own.with_file_name("trochlea");
    if !is_program(&binary) {
        bail!("cargo built no {}", binary.display());
    }
    Ok(binary)
}

/// Every committed FIT file, read by PyPI's fitdecode and by us.
fn fitdecode(root: &Path, binary: &Path) -> Result<Tally> {
    let python = python(&root.join("judges"))?;
    let mut command = Command::new(python);
    command
        .args(["-B", "judges/fit_agrees.py"])
        .arg(binary)
        .args(recordings(root)?)
        .current_dir(root);
    count(&mut command, tally::plain)
}

/// The FIT files that git keeps.
fn recordings(root: &Path) -> Result<Vec<String>> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "*.fit"])
        .current_dir(root)
        .output()?;
    let names: Vec<String> = String::from_utf8(listed.stdout)?
        .split_terminator('\0')
        .map(str::to_owned)
        .collect();
    if names.is_empty() {
        bail!("there is no FIT file to judge");
    }
    Ok(names)
}

/// The pages in a browser, as a person would use them.
fn chromium(root: &Path, binary: &Path) -> Result<Tally> {
    let folder = root.join("judges");
    let browser = browser().context(CHROMIUM)?;
    let node = on_path(&["node"]).context(NODE)?;
    let npm = on_path(&["npm"]).context(NODE)?;
    unless_current(
        &folder.join("package-lock.json"),
        &folder.join("node_modules/installed-from"),
        || {
            succeed(
                Command::new(npm)
                    .args(["ci", "--no-audit", "--no-fund"])
                    .current_dir(&folder),
            )
        },
    )?;
    let mut command = Command::new(node);
    command
        .args(["--test", "--test-reporter", "spec", "judges/e2e.mjs"])
        .current_dir(root);
    command
        .env("TROCHLEA_CHROMIUM", browser)
        .env("TROCHLEA_BINARY", binary);
    let tally = count(&mut command, tally::node)?;
    if tally.passed + tally.failed == 0 {
        bail!("no page was looked at");
    }
    Ok(tally)
}

fn browser() -> Option<OsString> {
    std::env::var_os("TROCHLEA_CHROMIUM")
        .or_else(|| on_path(&["chromium", "chromium-browser", "google-chrome"]).map(PathBuf::into))
}

/// The Python of `judges/.venv`, made when it is missing or its list has changed.
fn python(folder: &Path) -> Result<PathBuf> {
    let venv = folder.join(".venv");
    let python = venv.join("bin/python");
    let list = folder.join("requirements.txt");
    unless_current(&list, &venv.join("installed-from"), || {
        let system = on_path(&["python3"]).context(PYTHON)?;
        succeed(
            Command::new(system)
                .args(["-m", "venv", "--clear"])
                .arg(&venv),
        )
        .context(PYTHON)?;
        let mut install = Command::new(&python);
        install.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "--only-binary",
            ":all:",
            "-r",
        ]);
        succeed(install.arg(&list))
    })?;
    Ok(python)
}

/// Installs, and keeps a copy of the list it installed from; does nothing when the copy is the same.
fn unless_current(list: &Path, copy: &Path, install: impl FnOnce() -> Result<()>) -> Result<()> {
    let wanted = fs::read(list).with_context(|| format!("cannot read {}", list.display()))?;
    if fs::read(copy).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    install()?;
    fs::write(copy, wanted).with_context(|| format!("cannot write {}", copy.display()))
}
