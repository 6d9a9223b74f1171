use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use trochlea_knowledge::{Knowledge, Message};
use trochlea_ledger::{LoadHistory, LoadKind};
use trochlea_load::Interval;
use trochlea_report::Words;

use super::output;
use crate::decide::Memory;
use crate::loads;
use crate::place::Place;

/// Say what the knee bore: runs, walks, strength work, in flat kilometres of one knee
///
/// Kinds of load are compared in weighted flat kilometres, each with its 80 % interval. What has
/// no figure anywhere is listed and not summed.
///
/// Example: trochlea ledger --weeks 8
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// How many weeks to show
    #[arg(long, default_value_t = 8)]
    weeks: usize,

    /// Print JSON (trochlea.ledger/1)
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    #[serde(flatten)]
    history: &'a LoadHistory,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let history = super::block_on(read(&arguments.place))?;
    if arguments.json {
        output::json_line(&Document {
            schema: "trochlea.ledger/1",
            history: &history,
        })?;
    } else {
        output::line(&in_words(&history, arguments.weeks, &Words::english()?))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn read(place: &Place) -> anyhow::Result<LoadHistory> {
    let knowledge = Knowledge::shipped()?;
    let store = place.open().await?;
    let now = Timestamp::now().to_zoned_datetime(place.zone()?);
    loads::seen(&store, &Memory::default(), &knowledge, &now).await
}

fn in_words(history: &LoadHistory, n_weeks: usize, words: &Words) -> String {
    let mut text = String::from("week of     all, flat km           running by the guard\n");
    let skip = history.weeks.len().saturating_sub(n_weeks);
    for week in history.weeks.iter().skip(skip) {
        let _ = writeln!(
            text,
            "{}  {:<22} {}",
            week.day,
            figure(week.totals.weighted_km),
            figure(week.totals.runs_guard_km)
        );
    }
    if history.weeks.is_empty() {
        text.push_str("nothing yet: trochlea import PATH\n");
    }
    let _ = writeln!(
        text,
        "last 30 days: {}",
        figure(history.last_30_days.weighted_km)
    );
    for (kind, load) in &history.last_30_days.by_kind {
        let _ = writeln!(text, "  {}: {}", name(*kind), figure(*load));
    }
    if let Some(run) = &history.single_run {
        let _ = writeln!(
            text,
            "The dearest run of the last 30 days, on {}, cost {} flat km by the guard; a tenth more is {:.1}.",
            run.day,
            figure(run.guard_km),
            run.limit_guard_km
        );
    }
    for one in &history.without_figure {
        let exercise = Message::new(format!("exercise-{}", one.id.replace('_', "-")));
        let name = if words.has(&exercise.id) {
            words.say(&exercise)
        } else {
            one.id.clone()
        };
        let _ = writeln!(text, "no figure: {name}, on {} days", one.n_days);
    }
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    let origin = history.last_30_days.origin;
    let _ = writeln!(
        text,
        "Middle (80 % interval), against the baseline {}. Of the last 30 days {} rest on measured steps, {} on \
         estimated ones, {} on assumed values.",
        history.baseline,
        percent(origin.measured),
        percent(origin.estimated),
        percent(origin.assumed)
    );
    text
}

const fn name(kind: LoadKind) -> &'static str {
    match kind {
        LoadKind::Run => "running",
        LoadKind::Walk => "walking",
        LoadKind::Exercise => "strength work",
        LoadKind::OtherSport => "stairs and other sports",
    }
}

fn figure(it: Interval) -> String {
    format!("{:.1} ({:.1} to {:.1})", it.mid, it.low, it.high)
}
