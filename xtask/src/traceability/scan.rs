//! Reads the ids of requirements out of tests, cases, cards and decisions.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

/// What stands before the ids above a test.
const MARK: &str = "/// Requirements:";

/// A test that says what it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Test {
    /// The name of its function.
    pub(super) name: String,
    /// `crate::file::name`, as a person looks for it.
    pub(super) path: String,
    pub(super) requirements: Vec<String>,
}

/// Every test of the workspace that names a requirement, in the order of the files.
pub(super) fn tests(root: &Path) -> Result<Vec<Test>> {
    let mut files = Vec::new();
    for folder in ["crates", "xtask"] {
        rust_files(&root.join(folder), &mut files)?;
    }
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let place = place(root, &file);
        for (name, requirements) in in_text(&text) {
            let path = format!("{place}::{name}");
            found.push(Test {
                name,
                path,
                requirements,
            });
        }
    }
    Ok(found)
}

/// How many tests stand inside `proptest!`.
pub(super) fn laws(root: &Path) -> Result<usize> {
    let mut files = Vec::new();
    for folder in ["crates", "xtask"] {
        rust_files(&root.join(folder), &mut files)?;
    }
    let mut n = 0;
    for file in files {
        n += laws_in(&fs::read_to_string(&file)?);
    }
    Ok(n)
}

/// A block of laws ends at the closing brace that stands as far left as its opening line.
fn laws_in(text: &str) -> usize {
    let mut n = 0;
    let mut end: Option<String> = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        match &end {
            None if line.trim_start() == "proptest! {" => {
                end = Some(format!("{}}}", " ".repeat(indent)));
            }
            Some(closing) if line == closing => end = None,
            Some(_) => n += usize::from(line.trim() == "#[test]"),
            None => {}
        }
    }
    n
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            rust_files(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// `crates/plan/src/tests/cap.rs` is `plan::tests::cap`.
fn place(root: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(root).unwrap_or(file).with_extension("");
    let parts = inside.iter().filter_map(|part| part.to_str());
    let parts: Vec<&str> = parts
        .filter(|part| !matches!(*part, "crates" | "src" | "main" | "lib" | "mod"))
        .collect();
    parts.join("::")
}

/// Tests in one file with the ids above them. An id above something that is no test counts for
/// nothing: the line is dropped at the next item.
fn in_text(text: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    let (mut goes_on, mut is_test) = (false, false);
    for line in text.lines().map(str::trim) {
        if let Some(list) = line.strip_prefix(MARK) {
            ids.extend(ids_in(list));
            goes_on = !list.trim_end().ends_with('.');
        } else if let Some(list) = line.strip_prefix("///") {
            if goes_on {
                ids.extend(ids_in(list));
                goes_on = !list.trim_end().ends_with('.');
            }
        } else if line == "#[test]" {
            is_test = true;
        } else if let Some(name) = function(line) {
            if is_test && !ids.is_empty() {
                found.push((name.to_owned(), std::mem::take(&mut ids)));
            }
            ids.clear();
            is_test = false;
        } else if !line.starts_with("#[") && !line.starts_with("//") {
            goes_on = false;
        }
    }
    found
}

fn function(line: &str) -> Option<&str> {
    let rest = line
        .strip_prefix("async fn ")
        .or_else(|| line.strip_prefix("fn "))?;
    let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_')?;
    rest.get(..end)
}

/// Ids such as `S2-039` in a list; other names in it are sources and no requirements.
fn ids_in(list: &str) -> impl Iterator<Item = String> {
    list.split([',', ' ', '.', ';'])
        .filter(|word| is_id(word))
        .map(str::to_owned)
}

fn is_id(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(bytes, [b'S', document, b'-', number @ ..]
        if document.is_ascii_digit() && number.len() == 3 && number.iter().all(u8::is_ascii_digit))
}

/// Whole cases with what they answer.
pub(super) fn cases(root: &Path) -> Result<Vec<(String, Vec<String>)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join("cases"))? {
        let folder = entry?.path();
        let path = folder.join("expected.json");
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        // Read as text: the test of the cases itself checks the shape.
        let list = text
            .split_once("\"requirements\"")
            .map_or("", |(_, rest)| rest);
        let list = list.split_once(']').map_or(list, |(list, _)| list);
        let ids: Vec<String> = ids_in(&list.replace(['"', '[', ':'], " ")).collect();
        let name = folder
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        found.extend(name.map(|name| (name, ids)));
    }
    found.sort();
    Ok(found)
}

/// Cards with what they answer.
pub(super) fn cards(root: &Path) -> Result<Vec<(String, Vec<String>)>> {
    #[derive(Deserialize)]
    struct Cards {
        card: Vec<Card>,
    }
    #[derive(Deserialize)]
    struct Card {
        id: String,
        provenance: Answers,
    }
    #[derive(Deserialize)]
    struct Answers {
        #[serde(default)]
        requirements: Vec<String>,
    }
    let path = root.join("knowledge/cards.toml");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let Cards { card } = toml::from_str(&text)?;
    let with_answers = card
        .into_iter()
        .map(|card| (card.id, card.provenance.requirements));
    Ok(with_answers.collect())
}

/// Declined requirements with the reason: lines `- S0-000: reason` below the heading.
pub(super) fn declined(root: &Path) -> Result<Vec<(String, String)>> {
    let path = root.join("docs/decisions.md");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let below = text
        .split_once("## Declined requirements\n")
        .map_or("", |(_, below)| below);
    let section = below
        .split_once("\n## ")
        .map_or(below, |(section, _)| section);
    let lines = section.lines().filter_map(|line| line.strip_prefix("- "));
    let declined = lines.filter_map(|line| line.split_once(": "));
    Ok(declined
        .filter(|(id, _)| is_id(id))
        .map(|(id, reason)| (id.to_owned(), reason.to_owned()))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &[&str])]) {
        let expected: Vec<(String, Vec<String>)> = expected
            .iter()
            .map(|(name, ids)| {
                (
                    (*name).to_owned(),
                    ids.iter().map(|id| (*id).to_owned()).collect(),
                )
            })
            .collect();
        assert_eq!(in_text(text), expected);
    }

    #[test]
    fn ids_belong_to_the_test_below_them() {
        check(
            "/// Doses.\n/// Requirements: S2-039, S2-040.\n#[test]\nfn a_dose() {}\n#[test]\nfn other() {}",
            &[("a_dose", &["S2-039", "S2-040"])],
        );
    }

    #[test]
    fn a_list_goes_on_until_its_full_stop() {
        check(
            "/// Requirements: S0-001, S0-002,\n/// S1-003.\n/// S1-004 is only mentioned.\n#[test]\nasync fn both() {}",
            &[("both", &["S0-001", "S0-002", "S1-003"])],
        );
    }

    #[test]
    fn ids_above_something_else_count_for_nothing() {
        check(
            "/// Requirements: S0-001.\nfn not_a_test() {}\n#[test]\nfn after() {}",
            &[],
        );
    }

    #[test]
    fn laws_are_the_tests_over_random_input() {
        let text = "#[test]\nfn one() {}\nproptest! {\n    #[test]\n    fn law(a in 0..1) {}\n    #[test]\n    fn other(a in 0..1) {}\n}\n#[test]\nfn two() {}";
        assert_eq!(laws_in(text), 2);
    }

    #[test]
    fn the_page_is_what_the_tests_say() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let counts = super::super::check(&root).unwrap();
        assert!(
            counts.to_string().starts_with("272 requirements"),
            "{counts}"
        );
    }
}
