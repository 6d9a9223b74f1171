//! What a room's `Cargo.toml` asks for: tests and build scripts are bound like the code.

use super::Finding;
use super::plan::{Leave, Plan};
use anyhow::{Context, Result};
use toml::{Table, Value};

const OURS: &str = "trochlea-";
const TABLES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// The crate, and what a room that asks for it must have leave for.
const OUTSIDE: [(&str, Leave); 17] = [
    ("sqlx", Leave::Sql),
    ("rusqlite", Leave::Sql),
    ("tokio-postgres", Leave::Sql),
    ("axum", Leave::Http),
    ("hyper", Leave::Http),
    ("hyper-util", Leave::Http),
    ("reqwest", Leave::Http),
    ("ureq", Leave::Http),
    ("http", Leave::Http),
    ("tower", Leave::Http),
    ("tower-http", Leave::Http),
    ("tower-sessions", Leave::Http),
    ("tokio", Leave::World),
    ("rand", Leave::World),
    ("getrandom", Leave::World),
    ("fastrand", Leave::World),
    ("uuid", Leave::World),
];

/// What a crate needs leave for, by its name in a manifest or in code.
pub fn leave_for(name: &str) -> Option<Leave> {
    let name = name.replace('_', "-");
    OUTSIDE
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, leave)| *leave)
}

pub fn check(plan: &Plan, room: &str, file: &str, text: &str) -> Result<Vec<Finding>> {
    let manifest: Table = toml::from_str(text).with_context(|| format!("cannot read {file}"))?;
    let targets = manifest.get("target").and_then(Value::as_table);
    let for_targets = targets
        .into_iter()
        .flat_map(Table::values)
        .filter_map(Value::as_table);
    let mut findings = Vec::new();
    for holder in std::iter::once(&manifest).chain(for_targets) {
        for table in TABLES {
            for (key, value) in holder
                .get(table)
                .and_then(Value::as_table)
                .into_iter()
                .flatten()
            {
                // A renamed dependency still is what it is.
                let name = value.get("package").and_then(Value::as_str).unwrap_or(key);
                let what = match name.strip_prefix(OURS) {
                    Some(other) => arrow(plan, room, other),
                    None => outside(plan, room, name),
                };
                findings.extend(what.map(|what| Finding {
                    file: file.to_owned(),
                    line: 0,
                    what,
                }));
            }
        }
    }
    Ok(findings)
}

/// A room may look down only.
fn arrow(plan: &Plan, room: &str, other: &str) -> Option<String> {
    let (own, theirs) = (plan.floor(room)?, plan.floor(other));
    match theirs {
        None => Some(format!("imports {other}, which has no floor")),
        Some(theirs) if theirs >= own => Some(format!(
            "{room} on floor {own} imports {other} on floor {theirs}; a room imports from below only"
        )),
        Some(_) => None,
    }
}

fn outside(plan: &Plan, room: &str, name: &str) -> Option<String> {
    let leave = leave_for(name)?;
    (!plan.may(room, leave)).then(|| {
        format!(
            "asks for {name}; {} belongs to {}",
            leave.name(),
            plan.who_may(leave)
        )
    })
}
