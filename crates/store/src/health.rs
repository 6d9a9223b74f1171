//! How the store is doing, for `doctor`.

use crate::db::{Tx, on};
use crate::{Store, StoreError};

/// How much is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Recordings.
    pub originals: u64,
    /// Runs that count.
    pub runs: u64,
    /// Runs which another recording counts for.
    pub duplicate_runs: u64,
    /// Entries of all kinds, replaced ones among them.
    pub events: u64,
    /// Decisions.
    pub decisions: u64,
}

/// What an examination found.
#[derive(Debug)]
pub struct Health {
    /// How much is kept.
    pub counts: Counts,
    /// What SQLite says of its own file; empty when it is sound, and with PostgreSQL.
    pub damage: Vec<String>,
    /// Recordings whose bytes are gone or changed, each a [`StoreError::CorruptOriginal`].
    pub corrupt_originals: Vec<StoreError>,
}

impl Store {
    /// Counts what is kept.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let mut tx = self.place.read("count").await?;
        let (originals, runs, duplicate_runs, events, decisions): (i64, i64, i64, i64, i64) =
            on!(&mut tx, e => sqlx::query_as(
                "SELECT (SELECT count(*) FROM original),
                        (SELECT count(*) FROM run WHERE duplicate_of IS NULL),
                        (SELECT count(*) FROM run WHERE duplicate_of IS NOT NULL),
                        (SELECT count(*) FROM event),
                        (SELECT count(*) FROM decision)",
            )
            .fetch_one(e)
            .await)
            .map_err(self.place.while_("count"))?;
        Ok(Counts {
            originals: originals.unsigned_abs(),
            runs: runs.unsigned_abs(),
            duplicate_runs: duplicate_runs.unsigned_abs(),
            events: events.unsigned_abs(),
            decisions: decisions.unsigned_abs(),
        })
    }

    /// Reads everything and proves it whole. Takes as long as that takes.
    pub async fn examine(&self) -> Result<Health, StoreError> {
        let mut health = Health {
            counts: self.counts().await?,
            damage: self.damage().await?,
            corrupt_originals: Vec::new(),
        };
        let mut after = None;
        loop {
            let page = self.originals(after.as_ref(), 256).await?;
            let Some(last) = page.last() else {
                return Ok(health);
            };
            after = Some(last.sha256);
            for original in &page {
                match self.bytes_of(original).await {
                    Err(corrupt @ StoreError::CorruptOriginal { .. }) => {
                        health.corrupt_originals.push(corrupt)
                    }
                    other => drop(other?),
                }
            }
        }
    }

    async fn damage(&self) -> Result<Vec<String>, StoreError> {
        match self.place.read("examine").await? {
            Tx::Postgres(_) => Ok(Vec::new()),
            Tx::Sqlite(mut tx) => {
                let said: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check")
                    .fetch_all(&mut *tx)
                    .await
                    .map_err(self.place.while_("examine"))?;
                Ok(said.into_iter().filter(|line| line != "ok").collect())
            }
        }
    }
}
