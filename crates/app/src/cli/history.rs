use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;
use trochlea_knowledge::Knowledge;
use trochlea_ledger::{History, NoLimitReason, Totals};

use super::output;
use crate::decide::{self, Memory};
use crate::place::Place;
use crate::runs;

/// Show kilometres, minutes, descent and steps by week, and the limit of a single run
///
/// Example: trochlea history --weeks 8
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// How many weeks to list, the newest last
    #[arg(long, default_value_t = 12)]
    weeks: usize,

    /// Print JSON: every day and week
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    #[serde(flatten)]
    history: &'a History,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let history = super::block_on(read(&arguments.place))?;
    if arguments.json {
        output::json_line(&Document {
            schema: "trochlea.history/1",
            history: &history,
        })?;
    } else {
        output::line(&in_words(&history, arguments.weeks))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn read(place: &Place) -> anyhow::Result<History> {
    let knowledge = Knowledge::shipped()?;
    let zone: TimeZone = place.zone()?;
    let store = place.open().await?;
    let runs = runs::all(&store).await?;
    let now = Timestamp::now().to_zoned_datetime(zone);
    let provoking = decide::provoking(&store, &Memory::default(), &now, &knowledge).await?;
    Ok(trochlea_ledger::history(
        &runs,
        &provoking,
        now.date(),
        &knowledge.ledger,
    )?)
}

fn in_words(history: &History, n_weeks: usize) -> String {
    let mut text = String::from("week of      runs      km     min  descent m    steps\n");
    let skip = history.weeks.len().saturating_sub(n_weeks);
    for week in history.weeks.iter().skip(skip) {
        let _ = writeln!(text, "{}  {}", week.monday, row(&week.totals));
    }
    if history.weeks.is_empty() {
        text.push_str("no runs yet: trochlea import PATH\n");
    }
    let limit = match (&history.single_run_limit, &history.single_run_limit_reason) {
        (Some(limit), _) => format!(
            "One run stays within {:.1} km: the longest of the last 30 days was {:.1} km, on {}.",
            limit.limit.as_km(),
            limit.base.distance.as_km(),
            limit.base.day
        ),
        (None, Some(NoLimitReason::NoRecentRuns)) => {
            "No limit for a single run: fewer than three runs in the last 30 days.".to_owned()
        }
        (None, None) => "No limit for a single run.".to_owned(),
    };
    text.push_str(&limit);
    text.push('\n');
    text
}

fn row(totals: &Totals) -> String {
    let descent = totals
        .descent
        .map_or("-".to_owned(), |descent| format!("{:.0}", descent.as_m()));
    let steps = totals
        .n_steps
        .map_or("-".to_owned(), |steps| steps.to_string());
    format!(
        "{:>5} {:>7.1} {:>7.0} {:>10} {:>8}",
        totals.n_runs,
        totals.distance.as_km(),
        totals.timer.as_min(),
        descent,
        steps
    )
}
