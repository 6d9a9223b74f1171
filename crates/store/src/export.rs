//! Everything in the store as JSON lines, for another program or for leaving.

use serde::Serialize;

use crate::db::{Tx, on};
use crate::decision::DecisionRow;
use crate::event::EventRow;
use crate::run::{OriginalRow, RunRow};
use crate::{Decision, Event, Json, Original, Run, Store, StoreError};

/// Stands in the first line.
pub const EXPORT_SCHEMA: &str = "trochlea.export/1";

/// How many rows are in memory at a time.
const PAGE: i64 = 256;

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Line<'a> {
    Export {
        schema: &'static str,
        store_format: i64,
    },
    Original {
        sha256: String,
        n_bytes: u64,
        file_name: &'a str,
        added_at: String,
        engine_version: &'a str,
        outcome: Json,
    },
    Run {
        id: String,
        start: Option<String>,
        day: Option<String>,
        sport: Option<&'a str>,
        distance_m: Option<f64>,
        timer_s: Option<f64>,
        engine_version: &'a str,
        duplicate_of: Option<String>,
        summary: Option<Json>,
    },
    Event {
        seq: i64,
        id: &'a str,
        event: &'static str,
        at: String,
        replaces: Option<&'a str>,
        document: Json,
    },
    Decision {
        seq: i64,
        id: &'a str,
        at: String,
        rule_set: &'a str,
        engine_version: &'a str,
        input: Json,
        output: Json,
    },
}

impl Store {
    /// Gives everything, line by line and all of one moment: originals (their bytes come from
    /// [`Store::original_bytes`]), runs, entries with their history, decisions. Ends at the first error of `write`.
    pub async fn export(
        &self,
        mut write: impl FnMut(&str) -> std::io::Result<()>,
    ) -> Result<(), StoreError> {
        let mut tx = self.place.read("export").await?;
        let mut out = |line: &Line<'_>| -> Result<(), StoreError> {
            let text =
                serde_json::to_string(line).map_err(|source| StoreError::NotJson { source })?;
            write(&text).map_err(|source| {
                StoreError::from_io("write", std::path::Path::new("the export"), source)
            })
        };
        out(&Line::Export {
            schema: EXPORT_SCHEMA,
            store_format: self.opened().format,
        })?;
        let broken = self.place.while_("export");
        let mut after = String::new();
        loop {
            let rows = originals_after(&mut tx, &after).await.map_err(&broken)?;
            let Some(last) = rows.last() else { break };
            after.clone_from(&last.0);
            rows.into_iter()
                .try_for_each(|row| original_line(row, &mut out))?;
        }
        let mut after = String::new();
        loop {
            let rows = runs_after(&mut tx, &after).await.map_err(&broken)?;
            let Some(last) = rows.last() else { break };
            after.clone_from(&last.9);
            rows.into_iter()
                .try_for_each(|row| run_line(row, &mut out))?;
        }
        let mut after = 0;
        loop {
            let rows = events_after(&mut tx, after).await.map_err(&broken)?;
            let Some(last) = rows.last() else { break };
            after = last.0;
            rows.into_iter()
                .try_for_each(|row| event_line(row, &mut out))?;
        }
        let mut after = 0;
        while let Some(row) = decision_after(&mut tx, after).await.map_err(&broken)? {
            after = row.0;
            decision_line(row, &mut out)?;
        }
        Ok(())
    }
}

type Out<'a> = &'a mut dyn FnMut(&Line<'_>) -> Result<(), StoreError>;

fn original_line(row: OriginalRow, out: Out<'_>) -> Result<(), StoreError> {
    let original = Original::try_from(row)?;
    out(&Line::Original {
        sha256: original.sha256.to_string(),
        n_bytes: original.n_bytes,
        file_name: &original.file_name,
        added_at: original.added_at.to_string(),
        engine_version: &original.engine_version,
        outcome: original.outcome.one_line()?,
    })
}

fn run_line(row: RunRow, out: Out<'_>) -> Result<(), StoreError> {
    let run = Run::try_from(row)?;
    out(&Line::Run {
        id: run.id.to_string(),
        start: run.start.map(|start| start.to_string()),
        day: run.day.map(|day| day.to_string()),
        sport: run.sport.as_deref(),
        distance_m: run.distance_m,
        timer_s: run.timer_s,
        engine_version: &run.engine_version,
        duplicate_of: run.duplicate_of.map(|id| id.to_string()),
        summary: run.summary.map(Json::one_line).transpose()?,
    })
}

fn event_line(row: EventRow, out: Out<'_>) -> Result<(), StoreError> {
    let event = Event::try_from(row)?;
    out(&Line::Event {
        seq: event.seq,
        id: &event.id,
        event: event.kind.as_str(),
        at: event.at.to_string(),
        replaces: event.replaces.as_deref(),
        document: event.document.one_line()?,
    })
}

fn decision_line(row: DecisionRow, out: Out<'_>) -> Result<(), StoreError> {
    let decision = Decision::try_from(row)?;
    out(&Line::Decision {
        seq: decision.seq,
        id: &decision.id,
        at: decision.at.to_string(),
        rule_set: &decision.rule_set,
        engine_version: &decision.engine_version,
        input: decision.input.one_line()?,
        output: decision.output.one_line()?,
    })
}

async fn originals_after(tx: &mut Tx, after: &str) -> Result<Vec<OriginalRow>, sqlx::Error> {
    on!(tx, e => sqlx::query_as(
        "SELECT sha256, n_bytes, n_stored_bytes, file_name, added_at_unix_ms, engine_version, outcome,
                (SELECT count(*) FROM run WHERE run.sha256 = original.sha256)
         FROM original WHERE sha256 > $1 ORDER BY sha256 LIMIT $2",
    )
    .bind(after)
    .bind(PAGE)
    .fetch_all(e)
    .await)
}

async fn runs_after(tx: &mut Tx, after: &str) -> Result<Vec<RunRow>, sqlx::Error> {
    on!(tx, e => sqlx::query_as(
        "SELECT run.id, run.start_unix_ms, run.day, run.sport, run.distance_m, run.timer_s, original.engine_version,
                run.duplicate_of, run.summary, run.list_key
         FROM run JOIN original ON original.sha256 = run.sha256
         WHERE run.list_key > $1 ORDER BY run.list_key LIMIT $2",
    )
    .bind(after)
    .bind(PAGE)
    .fetch_all(e)
    .await)
}

async fn events_after(tx: &mut Tx, after: i64) -> Result<Vec<EventRow>, sqlx::Error> {
    on!(tx, e => sqlx::query_as(
        "SELECT event.seq, event.id, event.kind, event.at_unix_ms, event.replaces, later.id, event.document
         FROM event LEFT JOIN event AS later ON later.replaces = event.id
         WHERE event.seq > $1 ORDER BY event.seq LIMIT $2",
    )
    .bind(after)
    .bind(PAGE)
    .fetch_all(e)
    .await)
}

async fn decision_after(tx: &mut Tx, after: i64) -> Result<Option<DecisionRow>, sqlx::Error> {
    on!(tx, e => sqlx::query_as(
        "SELECT seq, id, at_unix_ms, rule_set, engine_version, input, output FROM decision
         WHERE seq > $1 ORDER BY seq LIMIT 1",
    )
    .bind(after)
    .fetch_optional(e)
    .await)
}
