//! A committed file means the same on every machine: it names no folder of the one it was written on,
//! and the judges' lists name no host.

use super::{File, Finding};

/// Split, so that this file does not find itself.
const FOLDERS: [&str; 4] = [
    concat!("/wo", "rk/"),
    concat!("../sha", "red"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
];

/// The gate's script looks for the recordings beside the checkout.
const MAY_LOOK_BESIDE: &str = ".ci/run";

pub fn check(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        for (index, line) in file.text.lines().enumerate() {
            let what = folder(&file.name, line).or_else(|| host(&file.name, line));
            findings.extend(what.map(|what| Finding {
                file: file.name.clone(),
                line: index + 1,
                what,
            }));
        }
    }
    findings
}

fn folder(file: &str, line: &str) -> Option<String> {
    if file == MAY_LOOK_BESIDE {
        return None;
    }
    FOLDERS
        .into_iter()
        .find(|name| names(line, name))
        .map(|name| format!("names {name}, a folder of one machine"))
}

/// `/x/` in `teach/x/y` or in an address is not a folder at the root.
fn names(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        !before.is_some_and(|character| character.is_alphanumeric() || "._-~/}".contains(character))
    })
}

fn host(file: &str, line: &str) -> Option<String> {
    let listed = file == "judges/package-lock.json" || file == "judges/requirements.txt";
    let named = line.contains("\"resolved\"")
        || line.contains("--index-url")
        || line.contains("--find-links");
    (listed && named)
        .then(|| "names a registry's host; a list of packages names packages".to_owned())
}
