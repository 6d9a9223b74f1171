//! New summaries for kept recordings, and which of several recordings counts.

use crate::db::{Tx, on};
use crate::import::{insert_run, refuse_impossible};
use crate::run::{find_original, list_key};
use crate::{ContentHash, DuplicateTolerance, Json, NewRun, RunId, Store, StoreError};

impl Store {
    /// Replaces everything a version made of a recording by what another makes of it, in one transaction.
    ///
    /// Runs keep their ids and whether they count. A run that is no longer there hands its count to another
    /// recording of it; a new one is looked up among the others as an import does.
    pub async fn replace_runs(
        &self,
        sha256: &ContentHash,
        engine_version: &str,
        outcome: &Json,
        runs: &[NewRun],
        tolerance: &DuplicateTolerance,
    ) -> Result<(), StoreError> {
        refuse_impossible(&sha256.to_string(), runs)?;
        let (doing, place) = ("recompute", &self.place);
        let mut tx = place.write(doing).await?;
        if find_original(&mut tx, sha256)
            .await
            .map_err(place.while_(doing))?
            .is_none()
        {
            return Err(StoreError::NoSuchOriginal(*sha256));
        }
        let replaced = async {
            on!(&mut tx, e => sqlx::query("UPDATE original SET engine_version = $1, outcome = $2 WHERE sha256 = $3")
                .bind(engine_version)
                .bind(outcome.as_str())
                .bind(sha256.to_string())
                .execute(e)
                .await
                .map(|_| ()))?;
            replace(&mut tx, sha256, runs, tolerance).await
        };
        replaced.await.map_err(place.while_(doing))?;
        place.commit(tx, doing).await
    }

    /// Lets this recording count for its run, instead of the one that was there first (a watch file is richer
    /// than the track that came before it).
    pub async fn prefer(&self, id: &RunId) -> Result<(), StoreError> {
        let (doing, place) = ("choose a recording", &self.place);
        let mut tx = place.write(doing).await?;
        let row: Option<(Option<String>,)> =
            on!(&mut tx, e => sqlx::query_as("SELECT duplicate_of FROM run WHERE id = $1")
                .bind(id.to_string())
                .fetch_optional(e)
                .await)
            .map_err(place.while_(doing))?;
        let (counted,) = row.ok_or(StoreError::NoSuchRun(*id))?;
        if let Some(counted) = counted {
            hand_over(&mut tx, &counted, &id.to_string())
                .await
                .map_err(place.while_(doing))?;
        }
        place.commit(tx, doing).await
    }
}

async fn replace(
    tx: &mut Tx,
    sha256: &ContentHash,
    runs: &[NewRun],
    tolerance: &DuplicateTolerance,
) -> Result<(), sqlx::Error> {
    let present: Vec<i64> = on!(&mut *tx, e => sqlx::query_scalar("SELECT session_idx FROM run WHERE sha256 = $1")
        .bind(sha256.to_string())
        .fetch_all(e)
        .await)?;
    for run in runs {
        let id = RunId {
            sha256: *sha256,
            session_idx: run.session_idx,
        };
        if present.contains(&i64::from(run.session_idx)) {
            update(tx, &id, run).await?;
        } else {
            insert_run(tx, &id, run, tolerance).await?;
        }
    }
    for gone in present
        .iter()
        .filter(|idx| !runs.iter().any(|run| i64::from(run.session_idx) == **idx))
    {
        remove(tx, &format!("{sha256}#{gone}")).await?;
    }
    Ok(())
}

async fn update(tx: &mut Tx, id: &RunId, run: &NewRun) -> Result<(), sqlx::Error> {
    on!(tx, e => sqlx::query(
        "UPDATE run SET list_key = $1, start_unix_ms = $2, day = $3, sport = $4, distance_m = $5, timer_s = $6, summary = $7
         WHERE id = $8",
    )
    .bind(list_key(run.day, run.start, id))
    .bind(run.start.map(jiff::Timestamp::as_millisecond))
    .bind(run.day.map(|day| day.to_string()))
    .bind(run.sport.as_deref())
    .bind(run.distance_m)
    .bind(run.timer_s)
    .bind(run.summary.as_str())
    .bind(id.to_string())
    .execute(e)
    .await
    .map(|_| ()))
}

async fn remove(tx: &mut Tx, id: &str) -> Result<(), sqlx::Error> {
    let heir: Option<String> = on!(&mut *tx, e => sqlx::query_scalar("SELECT min(id) FROM run WHERE duplicate_of = $1")
        .bind(id)
        .fetch_one(e)
        .await)?;
    if let Some(heir) = heir {
        hand_over(tx, id, &heir).await?;
    }
    on!(tx, e => sqlx::query("DELETE FROM run WHERE id = $1").bind(id).execute(e).await.map(|_| ()))
}

/// `heir` counts from now on; `counted` and all that stood behind it stand behind `heir`.
async fn hand_over(tx: &mut Tx, counted: &str, heir: &str) -> Result<(), sqlx::Error> {
    on!(&mut *tx, e => sqlx::query("UPDATE run SET duplicate_of = NULL WHERE id = $1")
        .bind(heir).execute(e).await.map(|_| ()))?;
    on!(tx, e => sqlx::query("UPDATE run SET duplicate_of = $1 WHERE (duplicate_of = $2 OR id = $2) AND id <> $1")
        .bind(heir).bind(counted).execute(e).await.map(|_| ()))
}
