//! The stored runs as the ledger takes them.

use anyhow::Context;
use serde::{Deserialize, Serialize};
use trochlea_gait::RunSummary;
use trochlea_ledger::Run;
use trochlea_store::{RunQuery, Store};

/// What is stored of a session beside the columns the store searches by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoredSummary {
    /// As the ledger takes it; `None` when the session is no run.
    pub(crate) run: Option<Run>,
    /// Everything that was computed, as `inspect` prints it.
    pub(crate) session: RunSummary,
}

/// All runs that count, oldest first.
pub(crate) async fn all(store: &Store) -> anyhow::Result<Vec<Run>> {
    let query = RunQuery {
        with_summary: true,
        ..RunQuery::default()
    };
    let mut runs = Vec::new();
    for stored in store.runs(&query).await? {
        let summary = stored
            .summary
            .with_context(|| format!("run {} has no summary: trochlea recompute", stored.id))?;
        let summary: StoredSummary = summary
            .read()
            .with_context(|| format!("run {} has an old summary: trochlea recompute", stored.id))?;
        runs.extend(summary.run);
    }
    runs.reverse();
    Ok(runs)
}
