use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use serde::Serialize;
use trochlea_knowledge::Knowledge;
use trochlea_recording::{Limits, decode};
use trochlea_store::{Json, Original, Store};

use super::output;
use super::progress::Progress;
use crate::import::{engine_version, outcome_of, summarised, tolerance};
use crate::place::Place;

/// Read every kept recording again where a newer version or newer rules can say more
///
/// Example: trochlea recompute
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Default, Serialize)]
struct Done {
    schema: &'static str,
    n_recomputed: usize,
    failed: Vec<String>,
}

/// So many are listed at a time: the list of ten thousand need not be held.
const PAGE: u32 = 256;

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let done = super::block_on(recompute(&arguments.place))?;
    if arguments.json {
        output::json_line(&done)?;
    } else {
        output::line(&format!("{} recordings read again\n", done.n_recomputed))?;
        for failure in &done.failed {
            output::line(&format!("{failure}\n"))?;
        }
    }
    Ok(ExitCode::from(u8::from(!done.failed.is_empty())))
}

async fn recompute(place: &Place) -> anyhow::Result<Done> {
    let knowledge = Knowledge::shipped()?;
    let version = engine_version(&knowledge);
    let store = place.open().await?;
    let zone = place.zone()?;
    let n = usize::try_from(store.counts().await?.originals)?;
    let progress = Progress::of(n, "recordings");
    let mut done = Done {
        schema: "trochlea.recompute/1",
        ..Done::default()
    };
    let mut after = None;
    loop {
        let page = store
            .stale_originals(&version, after.as_ref(), PAGE)
            .await?;
        let Some(last) = page.last() else { break };
        after = Some(last.sha256);
        for original in &page {
            match again(&store, original, &knowledge, &version, &zone).await {
                Ok(()) => done.n_recomputed += 1,
                Err(error) => done
                    .failed
                    .push(format!("{}: {error:#}", original.file_name)),
            }
            progress.step();
        }
    }
    progress.finish();
    Ok(done)
}

async fn again(
    store: &Store,
    original: &Original,
    knowledge: &Knowledge,
    version: &str,
    zone: &jiff::tz::TimeZone,
) -> anyhow::Result<()> {
    let bytes = store.original_bytes(&original.sha256).await?;
    let mut files = decode(&bytes, &Limits::default())?;
    let file = files.pop().context("nothing in it can be read")?;
    let (recording, warnings) = file.outcome?;
    let sha256 = original.sha256.to_string();
    let runs = summarised(&recording, &sha256, knowledge, zone)?;
    let outcome = Json::of(&outcome_of(&recording, &warnings))?;
    let tolerance = tolerance(&knowledge.import.duplicate);
    store
        .replace_runs(&original.sha256, version, &outcome, &runs, &tolerance)
        .await?;
    Ok(())
}
