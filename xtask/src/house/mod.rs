//! Checks the house: which room imports which, and what only some rooms may touch.
//!
//! It reads the manifests and the code, not the build: an import that hides behind a renamed crate
//! (`use std as s`) is not seen.

mod manifest;
mod paths;
mod plan;
mod source;
#[cfg(test)]
mod tests;

use anyhow::{Context, Result, bail};
use plan::Plan;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Something that stands where it must not.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, from the workspace's folder.
    pub file: String,
    /// Counted from one; zero for the whole file.
    pub line: usize,
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.what),
            line => write!(f, "{}:{line}: {}", self.file, self.what),
        }
    }
}

/// Prints what was found; true when nothing was.
pub fn run(root: &Path) -> Result<bool> {
    let findings = check(root)?;
    for finding in &findings {
        println!("{finding}");
    }
    Ok(findings.is_empty())
}

/// The same for the gate, where a finding is a failure.
pub fn succeed(root: &Path) -> Result<()> {
    if !run(root)? {
        bail!("the house is not in order");
    }
    Ok(())
}

/// Everything found in the workspace at `root`.
fn check(root: &Path) -> Result<Vec<Finding>> {
    let list = root.join("floors.toml");
    let text =
        fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let plan = Plan::read(&text)?;
    let rooms = rooms(root)?;
    let mut findings = plan.missing_rooms(&rooms);
    for room in &rooms {
        let folder = root.join("crates").join(room);
        let name = format!("crates/{room}/Cargo.toml");
        let text =
            fs::read_to_string(root.join(&name)).with_context(|| format!("cannot read {name}"))?;
        findings.extend(manifest::check(&plan, room, &name, &text)?);
        let files = read_all(root, &folder)?;
        findings.extend(source::check(&plan, room, &files)?);
    }
    findings.extend(paths::check(&committed(root)?));
    findings.sort();
    Ok(findings)
}

/// The names of the folders in `crates/` that hold a package.
fn rooms(root: &Path) -> Result<Vec<String>> {
    let mut rooms = Vec::new();
    for entry in fs::read_dir(root.join("crates")).context("cannot read crates/")? {
        let entry = entry?;
        if entry.path().join("Cargo.toml").is_file() {
            rooms.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    rooms.sort();
    Ok(rooms)
}

/// A text file: its name from the workspace's folder, and what it says.
pub struct File {
    pub name: String,
    pub text: String,
}

/// The Rust and SQL files under a folder, in order of name.
fn read_all(root: &Path, folder: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in
            fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
        {
            let path: PathBuf = entry?.path();
            if path.is_dir() {
                if path.file_name().is_none_or(|name| name != "target") {
                    folders.push(path);
                }
            } else if path
                .extension()
                .is_some_and(|kind| kind == "rs" || kind == "sql")
            {
                let text = fs::read_to_string(&path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
                files.push(File { name, text });
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// The text files that git keeps; one that is not UTF-8 is a recording or a picture.
fn committed(root: &Path) -> Result<Vec<File>> {
    let listed = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(root)
        .output()
        .context("cannot run git")?;
    if !listed.status.success() {
        bail!(
            "git ls-files: {}",
            String::from_utf8_lossy(&listed.stderr).trim()
        );
    }
    let names = String::from_utf8(listed.stdout)?;
    let files = names.split_terminator('\0').filter_map(|name| {
        let text = fs::read_to_string(root.join(name)).ok()?;
        Some(File {
            name: name.to_owned(),
            text,
        })
    });
    Ok(files.collect())
}
