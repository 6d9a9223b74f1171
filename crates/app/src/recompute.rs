//! Kept recordings, read again where another program, other rules or another baseline made what is
//! stored of them.

use anyhow::Context;
use trochlea_recording::{Limits, decode};
use trochlea_store::{Json, Original, Store};

use crate::engine::Engine;
use crate::import::{outcome_of, tolerance};

/// What was read again.
#[derive(Debug, Default)]
pub(crate) struct Recomputed {
    pub(crate) n_recomputed: usize,
    /// Name and reason of each that could not be; what was stored of it stays.
    pub(crate) failed: Vec<String>,
}

/// So many are listed at a time: the list of ten thousand need not be held.
const PAGE: u32 = 256;

/// Reads again what is stale; `step` is called after each.
pub(crate) async fn recompute(
    store: &Store,
    engine: &Engine<'_>,
    mut step: impl FnMut(),
) -> anyhow::Result<Recomputed> {
    let version = engine.version();
    let mut done = Recomputed::default();
    let mut after = None;
    loop {
        let page = store
            .stale_originals(&version, after.as_ref(), PAGE)
            .await?;
        let Some(last) = page.last() else { break };
        after = Some(last.sha256);
        for original in &page {
            match again(store, original, engine, &version).await {
                Ok(()) => done.n_recomputed += 1,
                Err(error) => done
                    .failed
                    .push(format!("{}: {error:#}", original.file_name)),
            }
            step();
        }
    }
    Ok(done)
}

async fn again(
    store: &Store,
    original: &Original,
    engine: &Engine<'_>,
    version: &str,
) -> anyhow::Result<()> {
    let bytes = store.original_bytes(&original.sha256).await?;
    let mut files = decode(&bytes, &Limits::default())?;
    let file = files.pop().context("nothing in it can be read")?;
    let (recording, warnings) = file.outcome?;
    let runs = engine.summarised(&recording, &original.sha256.to_string())?;
    let outcome = Json::of(&outcome_of(&recording, &warnings))?;
    let tolerance = tolerance(&engine.knowledge.import.duplicate);
    store
        .replace_runs(&original.sha256, version, &outcome, &runs, &tolerance)
        .await?;
    Ok(())
}
