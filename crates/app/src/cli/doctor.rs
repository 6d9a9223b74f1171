use std::process::ExitCode;

use clap::Args;
use serde::Serialize;
use trochlea_knowledge::RuleSet;

use super::output;
use crate::place::Place;

/// Check the store, the tables and this machine
///
/// Example: trochlea doctor --json
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Findings {
    schema: &'static str,
    version: &'static str,
    rule_set: RuleSet,
    store: String,
    store_format: i64,
    zone: String,
    n_originals: u64,
    n_runs: u64,
    n_entries: u64,
    n_decisions: u64,
    problems: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let findings = super::block_on(examine(&arguments.place))?;
    if arguments.json {
        output::json_line(&findings)?;
    } else {
        output::line(&in_words(&findings))?;
    }
    Ok(if findings.problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

async fn examine(place: &Place) -> anyhow::Result<Findings> {
    let knowledge = place.knowledge()?;
    let store = place.open().await?;
    let health = store.examine().await?;
    let mut problems = health.damage;
    problems.extend(health.corrupt_originals.iter().map(ToString::to_string));
    let zone = place.zone()?;
    if zone.is_unknown() {
        problems.push(
            "This machine does not say its time zone, so days are counted in UTC: name one with --zone Europe/Berlin"
                .to_owned(),
        );
    }
    Ok(Findings {
        schema: "trochlea.doctor/1",
        version: env!("CARGO_PKG_VERSION"),
        rule_set: knowledge.rule_set,
        store: place.folder()?.display().to_string(),
        store_format: store.opened().format,
        zone: zone.iana_name().unwrap_or("unknown").to_owned(),
        n_originals: health.counts.originals,
        n_runs: health.counts.runs,
        n_entries: health.counts.events,
        n_decisions: health.counts.decisions,
        problems,
    })
}

fn in_words(findings: &Findings) -> String {
    let Findings {
        version,
        rule_set,
        store,
        store_format,
        zone,
        n_originals,
        n_runs,
        n_entries,
        n_decisions,
        problems,
        ..
    } = findings;
    let (rules, hash) = (
        &rule_set.version,
        rule_set.hash.get(..12).unwrap_or_default(),
    );
    let verdict = if problems.is_empty() {
        "Every stored recording was read again and is whole.".to_owned()
    } else {
        problems.join("\n")
    };
    format!(
        "trochlea {version}, rule set {rules} ({hash})\n\
         store {store} (format {store_format}), time zone {zone}\n\
         {n_originals} recordings, {n_runs} runs, {n_entries} entries, {n_decisions} decisions\n\
         {verdict}\n"
    )
}
