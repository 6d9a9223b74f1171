//! The stored runs as the ledger takes them.

use anyhow::Context;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use trochlea_gait::RunSummary;
use trochlea_ledger::Run;
use trochlea_load::RunLoad;
use trochlea_store::{RunQuery, Store};

/// What is stored of a session beside the columns the store searches by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoredSummary {
    /// As the ledger takes it; `None` when the session is no run.
    pub(crate) run: Option<Run>,
    /// Everything that was computed, as `inspect` prints it.
    pub(crate) session: RunSummary,
    /// What it cost one knee, without its kilometres; `None` when it is neither run nor walk.
    pub(crate) load: Option<RunLoad>,
}

/// All runs that count, oldest first.
pub(crate) async fn all(store: &Store) -> anyhow::Result<Vec<Run>> {
    read(store, RunQuery::default()).await
}

/// The runs that an assessment can read: those on `from` or later, and else the newest of all.
pub(crate) async fn since(store: &Store, from: Date) -> anyhow::Result<Vec<Run>> {
    let in_reach = RunQuery {
        from: Some(from),
        ..RunQuery::default()
    };
    let runs = read(store, in_reach).await?;
    if !runs.is_empty() {
        return Ok(runs);
    }
    // After more than a year without a run; sessions that are no run hide which one is the newest.
    Ok(all(store).await?.pop().into_iter().collect())
}

/// What is stored of the sessions that a query finds, newest first.
pub(crate) async fn summaries(
    store: &Store,
    query: RunQuery,
) -> anyhow::Result<Vec<StoredSummary>> {
    listed(store, query).await?.iter().map(summary).collect()
}

/// What is stored of a session that was listed with its summary.
pub(crate) fn summary(stored: &trochlea_store::Run) -> anyhow::Result<StoredSummary> {
    part(stored)
}

async fn read(store: &Store, query: RunQuery) -> anyhow::Result<Vec<Run>> {
    let mut runs = Vec::new();
    for stored in listed(store, query).await? {
        runs.extend(part::<LedgerPart>(&stored)?.run);
    }
    runs.reverse();
    Ok(runs)
}

async fn listed(store: &Store, query: RunQuery) -> anyhow::Result<Vec<trochlea_store::Run>> {
    let query = RunQuery {
        with_summary: true,
        ..query
    };
    Ok(store.runs(&query).await?)
}

fn part<T: DeserializeOwned>(stored: &trochlea_store::Run) -> anyhow::Result<T> {
    let old = || format!("run {} has an old summary: trochlea recompute", stored.id);
    let summary = stored.summary.as_ref().with_context(old)?;
    summary.read().with_context(old)
}

/// A [`StoredSummary`] of which only the ledger's part is wanted.
#[derive(Deserialize)]
struct LedgerPart {
    run: Option<Run>,
}
