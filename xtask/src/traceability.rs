//! Follows each requirement of the four documents to the test, whole case or card that answers it.
//!
//! `docs/requirements.csv` lists them in our own words. A test answers the ones that its line
//! `/// Requirements: S2-039, S2-040.` names, a whole case those of its `requirements`, a card
//! those of its row. What waits for a later part says so in the list; what is declined stands in
//! `docs/decisions.md` with a reason. Anything else is missing, and the gate fails.

mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// The page that is written.
const PAGE: &str = "docs/traceability.md";
/// More than so many declined requirements would be another product.
const MOST_DECLINED: usize = 15;
/// So many places are listed for one requirement; the rest is counted.
const LISTED: usize = 3;

#[derive(Debug, Deserialize)]
struct Requirement {
    id: String,
    document: String,
    line: String,
    function: String,
    requirement: String,
    later: String,
}

/// Where a requirement is answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Answer {
    /// A test, by its path `crate::file::name`.
    Test(String),
    /// A whole case, by its folder.
    Case(String),
    /// An education card, by its id.
    Card(String),
    /// Declined, with the reason.
    Declined(String),
    /// Of a later part.
    Later(String),
}

/// How many requirements end how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    tests: usize,
    cases: usize,
    cards: usize,
    later: usize,
    declined: usize,
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            tests,
            cases,
            cards,
            later,
            declined,
        } = self;
        write!(
            f,
            "{} requirements: {tests} by a test, {cases} by a whole case, {cards} by a card, \
             {later} later, {declined} declined",
            tests + cases + cards + later + declined
        )
    }
}

/// Writes the page.
pub fn write(root: &Path) -> Result<()> {
    let (page, counts) = page(root)?;
    fs::write(root.join(PAGE), page).with_context(|| PAGE.to_owned())?;
    println!("{PAGE}: {counts}");
    Ok(())
}

/// Fails when a requirement is answered nowhere or the page is not what the tests say.
pub fn check(root: &Path) -> Result<Counts> {
    let (page, counts) = page(root)?;
    let written = fs::read_to_string(root.join(PAGE)).unwrap_or_default();
    if written != page {
        bail!("{PAGE} is out of date: cargo xtask traceability");
    }
    Ok(counts)
}

/// How many whole cases there are, and how many laws hold for random input.
pub fn proofs(root: &Path) -> Result<String> {
    let n_cases = scan::cases(root)?.len();
    let n_laws = scan::laws(root)?;
    Ok(format!(
        "{n_cases} whole cases, {n_laws} properties over random input"
    ))
}

/// The names of all tests that answer a requirement, to be found among those that ran.
pub fn traced_tests(root: &Path) -> Result<BTreeSet<String>> {
    let found = scan::tests(root)?;
    Ok(found.into_iter().map(|test| test.name).collect())
}

fn page(root: &Path) -> Result<(String, Counts)> {
    let requirements = requirements(root)?;
    let answers = answers(root, &requirements)?;
    let mut counts = Counts::default();
    let mut missing = Vec::new();
    let mut rows = String::new();
    for requirement in &requirements {
        let found = answers.get(requirement.id.as_str());
        let Some(best) = found.and_then(|found| found.first()) else {
            missing.push(requirement.id.as_str());
            continue;
        };
        let status = match best {
            Answer::Test(_) => (&mut counts.tests, "test"),
            Answer::Case(_) => (&mut counts.cases, "case"),
            Answer::Card(_) => (&mut counts.cards, "card"),
            Answer::Declined(_) => (&mut counts.declined, "declined"),
            Answer::Later(_) => (&mut counts.later, "later"),
        };
        *status.0 += 1;
        let (status, places) = (status.1, places(found.map_or(&[], Vec::as_slice)));
        let Requirement {
            id,
            document,
            line,
            function,
            requirement,
            ..
        } = requirement;
        let words = requirement.replace('|', "/");
        writeln!(
            rows,
            "| {id} | {document} l.{line} | {function} | {words} | {status} | {places} |"
        )?;
    }
    if !missing.is_empty() {
        bail!("answered nowhere: {}", missing.join(", "));
    }
    if counts.declined > MOST_DECLINED {
        bail!(
            "{} requirements are declined, and {MOST_DECLINED} may be",
            counts.declined
        );
    }
    let page = format!(
        "# Traceability\n\n\
         Made by `cargo xtask traceability`; a test fails when it is out of date.\n\n\
         The requirements are what the four documents S0 to S3 ask for, in our own words: a source of what \
         is wanted, not proof that it is true. Each ends at a test, a whole case in `cases/`, an education \
         card, a later part, or a reason in `decisions.md`.\n\n{counts}.\n\n\
         | id | document | function | in our own words | ends as | where |\n\
         |---|---|---|---|---|---|\n{rows}"
    );
    Ok((page, counts))
}

fn places(found: &[Answer]) -> String {
    let named = found.iter().take(LISTED).map(|answer| match answer {
        Answer::Test(path) => format!("`{path}`"),
        Answer::Case(name) => format!("`cases/{name}`"),
        Answer::Card(id) => format!("card `{id}`"),
        Answer::Declined(reason) => reason.clone(),
        Answer::Later(part) => format!("with the {part} part"),
    });
    let mut text = named.collect::<Vec<_>>().join(", ");
    if found.len() > LISTED {
        let _ = write!(text, " and {} more", found.len() - LISTED);
    }
    text
}

fn requirements(root: &Path) -> Result<Vec<Requirement>> {
    let path = root.join("docs/requirements.csv");
    let mut reader = csv::Reader::from_path(&path).with_context(|| path.display().to_string())?;
    let rows: Result<Vec<Requirement>, csv::Error> = reader.deserialize().collect();
    Ok(rows?)
}

/// The answers of each requirement: tests first, then cases, cards, and the rest.
fn answers(root: &Path, requirements: &[Requirement]) -> Result<BTreeMap<String, Vec<Answer>>> {
    let known: BTreeSet<&str> = requirements.iter().map(|it| it.id.as_str()).collect();
    let mut answers: BTreeMap<String, BTreeSet<Answer>> = BTreeMap::new();
    let mut add = |id: &str, by: &str, answer: Answer| {
        if !known.contains(id) {
            bail!("{by} names {id}, which is no requirement");
        }
        answers.entry(id.to_owned()).or_default().insert(answer);
        Ok(())
    };
    for test in scan::tests(root)? {
        for id in &test.requirements {
            add(id, &test.path, Answer::Test(test.path.clone()))?;
        }
    }
    for (name, ids) in scan::cases(root)? {
        for id in &ids {
            add(id, &name, Answer::Case(name.clone()))?;
        }
    }
    for (card, ids) in scan::cards(root)? {
        for id in &ids {
            add(id, &card, Answer::Card(card.clone()))?;
        }
    }
    for (id, reason) in scan::declined(root)? {
        add(&id, "docs/decisions.md", Answer::Declined(reason))?;
    }
    for it in requirements.iter().filter(|it| !it.later.is_empty()) {
        add(
            &it.id,
            "docs/requirements.csv",
            Answer::Later(it.later.clone()),
        )?;
    }
    Ok(answers
        .into_iter()
        .map(|(id, found)| (id, found.into_iter().collect()))
        .collect())
}
