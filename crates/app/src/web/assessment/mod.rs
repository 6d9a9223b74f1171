//! The assessment: red flags first, then where it hurts, one question a screen.

mod answer;
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
use super::said::Said;
use super::{Site, fault::Fault};

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/assessment", get(show).post(keep))
        .route("/assessment/knee", get(knee::show).post(knee::keep))
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
        None => match next(&screening, &said) {
            Next::Question(id) => id,
            Next::Knee => return Ok(Redirect::to("/assessment/knee").into_response()),
            Next::Done => return Ok(Redirect::to("/result").into_response()),
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
    let after = Said::read(&site.store).await?;
    Ok(Redirect::to(where_to(&screening(&site, &after))))
}

/// An emergency does not wait for the remaining questions.
fn where_to(screening: &Screening) -> &'static str {
    match screening.level {
        Some(ActionLevel::Emergency) => "/flag",
        _ => "/assessment",
    }
}

/// Adds what a form said; the same form again changes nothing.
async fn add_once(site: &Site, events: &[NewEvent]) -> Result<(), Fault> {
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
    Knee,
    Done,
}

/// What was never asked, in the order of the table; then the place.
///
/// What was answered with "don't know" is asked again from the result, with how to find out: at
/// once it could only be guessed.
fn next(screening: &Screening, said: &Said) -> Next {
    match (screening.unasked.first(), &said.spots) {
        (Some(item), _) => Next::Question(item.clone()),
        (None, None) => Next::Knee,
        (None, Some(_)) => Next::Done,
    }
}

/// The name of a form, so that sending it twice is saving it once.
fn form_name(site: &Site) -> String {
    format!("answer-{}", site.now().timestamp().as_nanosecond())
}

fn document(value: &impl serde::Serialize, kind: EventKind) -> Result<(EventKind, Json), Fault> {
    Ok((kind, Json::of(value)?))
}
