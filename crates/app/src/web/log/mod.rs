//! The log: how the knee is this morning, how a run went, what was entered before.

mod entry;
mod view;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Query, State as Shared, rejection::FormRejection},
    response::{Html, Redirect},
    routing::get,
};
use jiff::ToSpan;
use serde::Deserialize;
use trochlea_quantity::Side;
use trochlea_store::{Event, EventKind, Json, NewEvent, Run, RunId, RunQuery, StoreError};
use trochlea_symptom::{Diary, DiaryEntry, StrengthDone};

pub(super) use entry::pain;

use super::answers::{Answers, refused};
use super::{Site, assessment::where_to, fault::Fault, layout};

/// Runs of so many days can be logged.
const DAYS_BACK: i64 = 14;
/// So many entries are listed below the form.
const RECENT: usize = 10;

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new().route("/log", get(show).post(keep))
}

/// What the form was opened for.
#[derive(Debug, Default, Deserialize)]
struct Opened {
    /// `run`, or else this morning.
    #[serde(rename = "for")]
    about: Option<String>,
    /// A run by its id.
    run: Option<String>,
    /// An entry to correct.
    correct: Option<String>,
    /// Whether something was just saved.
    saved: Option<String>,
    /// An exercise that was just done, by its id, with its sets and repetitions.
    exercise: Option<String>,
    sets: Option<u8>,
    reps: Option<u16>,
}

impl Opened {
    /// What the form begins with; the runner may still change it.
    fn just_done(&self) -> Option<StrengthDone> {
        Some(StrengthDone {
            exercise: self.exercise.clone()?,
            sets: self.sets.unwrap_or_default(),
            reps: self.reps.unwrap_or_default(),
            pain: None,
        })
    }
}

async fn show(
    Shared(state): Shared<Arc<Site>>,
    Query(opened): Query<Opened>,
) -> Result<Html<String>, Fault> {
    let now = state.now();
    let entries = newest_entries(&state).await?;
    let correcting = match &opened.correct {
        Some(id) => Some(find(&entries, id)?.clone()),
        None => None,
    };
    let runs = runs_to_log(&state, now.date()).await?;
    let about = match (&correcting, &opened.run, opened.about.as_deref()) {
        (Some(entry), _, _) => view::About::Correction(entry),
        (None, Some(_), _) | (None, None, Some("run")) => view::About::Run(opened.run.as_deref()),
        (None, None, _) => view::About::Morning,
    };
    let told = told(&state, &entries, &runs).await?;
    let page = view::Log {
        state: &state,
        now: &now,
        about,
        knees: knees(&entries),
        runs: &runs,
        told: &told,
        saved: opened.saved.as_deref(),
        just_done: opened.just_done().into_iter().collect(),
    };
    Ok(layout::page(
        &state,
        page.title(),
        Some(layout::Tab::Log),
        &page.body(),
    ))
}

/// The newest entries, and older ones that another entry about the same run contradicts, each
/// with its run.
async fn told<'a>(
    state: &Site,
    newest_first: &'a [DiaryEntry],
    runs: &[Run],
) -> Result<Vec<view::Told<'a>>, Fault> {
    let contradictions = Diary::read(newest_first).contradictions;
    let contradicted: BTreeSet<&str> = contradictions
        .iter()
        .flat_map(|one| one.entries.iter().map(String::as_str))
        .collect();
    let mut told = Vec::new();
    for (idx, entry) in newest_first.iter().enumerate() {
        let contradicted = contradicted.contains(entry.id.as_str());
        if idx >= RECENT && !contradicted {
            continue;
        }
        let run = match entry.run.as_deref().map(str::parse::<RunId>) {
            Some(Ok(id)) => match runs.iter().find(|run| run.id == id) {
                Some(run) => Some(run.clone()),
                None => state.store.run(&id).await.ok(),
            },
            _ => None,
        };
        told.push(view::Told {
            entry,
            run,
            contradicted,
        });
    }
    Ok(told)
}

async fn keep(
    Shared(state): Shared<Arc<Site>>,
    posted: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Redirect, Fault> {
    let answers = Answers::take(posted)?;
    let now = state.now();
    let mut entries = entry::entries(&answers, &asked(&state), now.datetime())?;
    let known = newest_entries(&state).await?;
    for entry in &mut entries {
        if let Some(run) = &entry.run {
            let id: RunId = run.parse().map_err(|_| Fault::NotFound)?;
            state.store.run(&id).await?;
        }
        if let Some(replaces) = &entry.replaces {
            // A morning answers to the day before it was written: a correction a day later must
            // not move it.
            entry.at = find(&known, replaces)?.at;
        }
    }
    let events = entries.iter().map(|entry| {
        Ok(NewEvent {
            id: entry.id.clone(),
            kind: EventKind::Diary,
            at: now.timestamp(),
            replaces: entry.replaces.clone(),
            document: Json::of(entry)?,
        })
    });
    let events = events.collect::<Result<Vec<_>, StoreError>>()?;
    match state.store.append(&events).await {
        Ok(_) => where_to(&state, "/log?saved=now").await,
        // The same form again: sent twice, or sent after going back.
        Err(StoreError::IdTaken { .. }) => Ok(Redirect::to("/log?saved=before")),
        Err(error) => Err(error.into()),
    }
}

fn asked(state: &Site) -> entry::Asked<'_> {
    let tables = &state.knowledge;
    entry::Asked {
        flags: tables
            .red_flags
            .every_diary_entry()
            .map(|item| item.id.as_str())
            .collect(),
        exercises: tables
            .exercises
            .exercise
            .iter()
            .map(|exercise| exercise.id.as_str())
            .collect(),
        activities: tables.load.activities().map(|(id, _)| id).collect(),
    }
}

/// Entries that count, newest first.
async fn newest_entries(state: &Site) -> Result<Vec<DiaryEntry>, Fault> {
    let events = state.store.current_events(Some(EventKind::Diary)).await?;
    let read = |event: &Event| event.document.read::<DiaryEntry>();
    let entries: Result<Vec<_>, _> = events.iter().rev().map(read).collect();
    Ok(entries?)
}

fn find<'a>(entries: &'a [DiaryEntry], id: &str) -> Result<&'a DiaryEntry, Fault> {
    let found = entries.iter().find(|entry| entry.id == id);
    found.ok_or_else(|| refused("this entry was corrected before, or is not there"))
}

async fn runs_to_log(state: &Site, today: jiff::civil::Date) -> Result<Vec<Run>, Fault> {
    let query = RunQuery {
        from: Some(today.saturating_sub(DAYS_BACK.days())),
        to: Some(today),
        ..RunQuery::default()
    };
    Ok(state.store.runs(&query).await?)
}

/// The knees to ask about, the one last written about first.
fn knees(newest_first: &[DiaryEntry]) -> [Side; 2] {
    let first = newest_first.first().map_or(Side::Right, |entry| entry.side);
    [first, first.other()]
}
