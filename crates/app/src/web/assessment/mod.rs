//! The assessment: red flags first, then where it hurts, one question a screen.

mod answer;
mod feature;
mod habits;
mod knee;
mod question;

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Query, State as Shared, rejection::FormRejection},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use serde::Deserialize;
use trochlea_knowledge::ActionLevel;
use trochlea_store::{EventKind, Json, NewEvent, StoreError};
use trochlea_symptom::{ScreenInput, Screening, Signals, screen};

use super::answers::{Answers, refused};
use super::{Site, fault::Fault};
use crate::said::Said;

pub(super) use answer::name_of;
pub(super) use knee::{knee_name, place_name};

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/assessment", get(show).post(keep))
        .route("/assessment/knee", get(knee::show).post(knee::keep))
        .route("/assessment/habits", get(habits::show).post(habits::keep))
        .route(
            "/assessment/{side}/{feature}",
            get(feature::show).post(feature::keep),
        )
}

/// Which question was asked for by name, to answer it again.
#[derive(Debug, Default, Deserialize)]
struct Place {
    item: Option<String>,
}

async fn show(
    Shared(site): Shared<Arc<Site>>,
    Query(place): Query<Place>,
) -> Result<Response, Fault> {
    let said = Said::read(&site.store).await?;
    let screening = screening(&site, &said);
    let item = match place.item {
        Some(id) => id,
        None => match next(&site, &screening, &said).await? {
            Next::Question(id) => id,
            Next::Page(path) => return Ok(Redirect::to(&path).into_response()),
        },
    };
    let item = site
        .knowledge
        .red_flags
        .item(&item)
        .ok_or(Fault::NotFound)?;
    let page: Html<String> = question::Asked {
        site: &site,
        item,
        said: &said,
        screening: &screening,
    }
    .page();
    Ok(page.into_response())
}

async fn keep(
    Shared(site): Shared<Arc<Site>>,
    posted: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Redirect, Fault> {
    let form = Answers::take(posted)?;
    let now = site.now();
    let before = Said::read(&site.store).await?;
    let item = form
        .text("item")
        .and_then(|id| site.knowledge.red_flags.item(id))
        .ok_or_else(|| refused("the question is not one of ours"))?;
    let given = answer::read(&form, item, &before.runner, now.datetime())?;
    let name = answer::name_of(&form)?;
    let mut events = Vec::new();
    for (idx, (kind, document)) in given.into_iter().enumerate() {
        events.push(NewEvent {
            id: format!("{name}-{idx}"),
            kind,
            at: now.timestamp(),
            replaces: None,
            document,
        });
    }
    add_once(&site, &events).await?;
    where_to(&site, "/assessment").await
}

/// An emergency does not wait for anything else.
pub(super) async fn where_to(site: &Site, otherwise: &'static str) -> Result<Redirect, Fault> {
    let said = Said::read(&site.store).await?;
    Ok(Redirect::to(match screening(site, &said).level {
        Some(ActionLevel::Emergency) => "/flag",
        _ => otherwise,
    }))
}

/// Adds what a form said; the same form again changes nothing.
pub(super) async fn add_once(site: &Site, events: &[NewEvent]) -> Result<(), Fault> {
    match site.store.append(events).await {
        Ok(_) | Err(StoreError::IdTaken { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn screening(site: &Site, said: &Said) -> Screening {
    let input = ScreenInput {
        runner: &said.runner,
        spots: said.spots.as_deref().unwrap_or_default(),
        answers: &said.answers,
        clearances: &said.clearances,
        diary: &said.diary,
        // What the course raises is shown with today's decision; it asks no question here.
        signals: &Signals::default(),
        now: site.now().datetime(),
    };
    screen(&site.knowledge.red_flags, &input)
}

enum Next {
    Question(String),
    Page(String),
}

/// What was never asked, in the order of the table; then the place, what the pain is like, and
/// how the runner runs.
///
/// What was answered with "don't know" is asked again from the result, with how to find out: at
/// once it could only be guessed.
async fn next(site: &Site, screening: &Screening, said: &Said) -> Result<Next, Fault> {
    // What was answered with "don't know" is not asked in a circle. A pregnancy nobody asked about
    // is "unknown" in the profile, and an age nobody knows stays "unasked".
    let answered = |item: &str| said.answers.iter().any(|answer| answer.item == item);
    let open = |item: &str| screening.questions.iter().any(|open| open.item == item);
    let mut items = site.knowledge.red_flags.items.iter();
    if let Some(item) = items.find(|item| open(&item.id) && !answered(&item.id)) {
        return Ok(Next::Question(item.id.clone()));
    }
    if said.spots.is_none() {
        return Ok(Next::Page("/assessment/knee".to_owned()));
    }
    if let Some(path) = feature::next(site).await? {
        return Ok(Next::Page(path));
    }
    let habits = site.store.current_events(Some(EventKind::Habits)).await?;
    Ok(Next::Page(if habits.is_empty() {
        "/assessment/habits".to_owned()
    } else {
        "/result".to_owned()
    }))
}

/// The name of a form, so that sending it twice is saving it once.
pub(super) fn form_name(site: &Site) -> String {
    format!("answer-{}", site.now().timestamp().as_nanosecond())
}

fn document(value: &impl serde::Serialize, kind: EventKind) -> Result<(EventKind, Json), Fault> {
    Ok((kind, Json::of(value)?))
}
