use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use trochlea_knowledge::Knowledge;
use trochlea_report::{EqualDocument, Running, Words};

use super::load::{Asking, interval};
use super::output;
use crate::place::Place;

/// Say how many flights of stairs, squats and the like cost a knee as much as running
///
/// Compares with one flat kilometre, or with what is named. Kinds of load are compared by the
/// load that counts high peaks more.
///
/// Example: trochlea equal --km 5
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A recording of a run to compare with
    #[arg(value_name = "FILE", conflicts_with_all = ["km", "run"])]
    file: Option<String>,

    /// So many kilometres on the level, at the reference speed and step rate [default: 1]
    #[arg(
        long,
        value_name = "KM",
        conflicts_with = "run",
        allow_negative_numbers = true
    )]
    km: Option<f64>,

    /// A kept run to compare with, by its id
    #[arg(long, value_name = "RUN_ID")]
    run: Option<String>,

    #[command(flatten)]
    place: Place,

    /// Print JSON (trochlea.equal/1)
    #[arg(long)]
    json: bool,
}

/// More than anyone runs at a time.
const FARTHEST_KM: f64 = 10_000.0;

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let km = arguments.km.unwrap_or(1.0);
    if !(km > 0.0 && km <= FARTHEST_KM) {
        bail!("--km {km}: give kilometres above zero and up to {FARTHEST_KM}, such as --km 5");
    }
    let (document, against) = super::block_on(async {
        let asking = Asking::of(&arguments.place, &knowledge).await?;
        let load = match (&arguments.run, &arguments.file) {
            (Some(id), _) => Some(asking.kept(id.parse()?).await?),
            (None, Some(file)) => Some(asking.run(file).await?),
            (None, None) => None,
        }
        .map(|run| (asking.model.run_load(&run.folded), run.name));
        let running = match &load {
            Some((load, name)) => Running::Run(name, load),
            None => Running::FlatKm(km),
        };
        let document = EqualDocument::of(&asking.model, &asking.baseline, running);
        Ok((document, asking.against()))
    })?;
    if arguments.json {
        output::json_line(&document)?;
    } else {
        output::line(&in_words(&document, &against, &Words::english()?))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn in_words(document: &EqualDocument, against: &str, words: &Words) -> String {
    let compared = &document.compared;
    let mut text = match &compared.run {
        Some(run) => format!(
            "{run} costs one knee as much as {} flat km, counting high peaks. That is also\n",
            interval(compared.flat_km, 1)
        ),
        None => format!(
            "{} flat km cost one knee as much as\n",
            compared.flat_km.mid
        ),
    };
    for it in &document.equal {
        let digits = if it.count.mid < 10.0 { 1 } else { 0 };
        let tier = if it.by_tier { ", by its tier only" } else { "" };
        let label = words.say(&it.label);
        let _ = writeln!(text, "  {:>22}  {label}{tier}", interval(it.count, digits));
    }
    let _ = writeln!(
        text,
        "In brackets the 80 % interval: how long a task takes is assumed, so take these as rough.\n{against}"
    );
    if !document.without_figure.is_empty() {
        let names = document.without_figure.join(", ").replace('_', " ");
        let _ = writeln!(text, "Without any published figure: {names}.");
    }
    for flag in &document.flags {
        let _ = writeln!(text, "note: {}", words.say(flag));
    }
    text
}
