//! The words of the pages: each that is named is there, and none is there for nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use trochlea_report::Words;

const TEXTS: &str = include_str!("../../../../../knowledge/words/en/page.ftl");

/// Ids that are put together from a part that the core names.
const PUT_TOGETHER: [&str; 7] = [
    "page-cap-",
    "page-field-",
    "page-gate-",
    "page-belief-",
    "page-needs-",
    "page-dose-",
    "page-kind-",
];

#[test]
fn every_text_that_a_page_names_is_there() {
    let words = Words::english().unwrap();
    let named = named();
    assert!(named.len() > 100, "only {} were found", named.len());
    let missing: Vec<&String> = named.iter().filter(|id| !words.has(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_text_of_the_pages_is_named_by_one() {
    let named = named();
    let heads = [
        "page-limits-head-what",
        "page-limits-head-today",
        "page-limits-head-limit",
    ];
    let unused: Vec<&str> = TEXTS
        .lines()
        .filter(|line| line.starts_with("page-"))
        .filter_map(|line| line.split(' ').next())
        .filter(|id| !named.contains(*id) && !heads.contains(id))
        .filter(|id| !PUT_TOGETHER.iter().any(|part| id.starts_with(part)))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// Every literal id in the sources of the pages.
fn named() -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    gather(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"),
        &mut named,
    );
    named
}

fn gather(folder: &Path, named: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("tests") {
            gather(&path, named);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let literals = source.split('"').filter(|text| text.starts_with("page-"));
            named.extend(
                literals
                    .filter(|text| !text.contains('{'))
                    .map(str::to_owned),
            );
        }
    }
}
