use std::process::ExitCode;

use clap::Args;
use serde::Serialize;
use trochlea_knowledge::Knowledge;

use super::output;
use super::progress::Progress;
use crate::engine::Engine;
use crate::place::Place;
use crate::recompute::{Recomputed, recompute};

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

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    n_recomputed: usize,
    failed: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let done = super::block_on(read_again(&arguments.place))?;
    let code = ExitCode::from(u8::from(!done.failed.is_empty()));
    if arguments.json {
        output::json_line(&Document {
            schema: "trochlea.recompute/1",
            n_recomputed: done.n_recomputed,
            failed: done.failed,
        })?;
    } else {
        output::line(&format!("{} recordings read again\n", done.n_recomputed))?;
        for failure in &done.failed {
            output::line(&format!("{failure}\n"))?;
        }
    }
    Ok(code)
}

async fn read_again(place: &Place) -> anyhow::Result<Recomputed> {
    let knowledge = Knowledge::shipped()?;
    let store = place.open().await?;
    let engine = Engine::of(&store, &knowledge, place.zone()?).await?;
    let n = usize::try_from(store.counts().await?.originals)?;
    let progress = Progress::of(n, "recordings");
    let done = recompute(&store, &engine, || progress.step()).await?;
    progress.finish();
    Ok(done)
}
