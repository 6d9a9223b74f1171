//! The web door: pages for this machine only, drawn on the server, without need for a script.
//!
//! It decides nothing: it shows what the store keeps and what the assessment says, and it keeps
//! what the runner answers. Who may ask is settled in [`guard`] before any page is reached.

mod answers;
mod assessment;
mod asset;
mod calculators;
mod decision;
pub(crate) mod drawing;
mod exercise;
mod fault;
mod figure;
mod findings;
mod guard;
mod layout;
mod learn;
mod letter;
mod log;
mod outcome;
mod route;
mod runs;

use std::sync::Arc;

use anyhow::Context;
use axum::{Router, extract::DefaultBodyLimit, middleware, routing::get};
use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};
use maud::PreEscaped;
use trochlea_knowledge::{Knowledge, Message};
use trochlea_load::LoadModel;
use trochlea_picture::Svg;
use trochlea_report::Words;
use trochlea_store::Store;

use crate::decide::Memory;
use fault::Fault;

/// A form of the pages is a few kilobytes; recordings have a limit of their own.
const LARGEST_FORM_BYTES: usize = 1 << 20;

/// What is shown, and to whom.
#[derive(Clone, Debug)]
pub struct State {
    /// Where everything is kept.
    pub store: Store,
    /// The runner's zone: decides which day it is.
    pub zone: TimeZone,
    /// Whether the history was made up; said on every page.
    pub demo: bool,
    /// The tables in force.
    pub knowledge: Knowledge,
}

/// Answers until stopped.
///
/// # Errors
/// When the clinical tables of this build cannot be read, or the listener breaks.
pub async fn serve(listener: tokio::net::TcpListener, state: State) -> anyhow::Result<()> {
    axum::serve(listener, router(&Arc::new(Site::open(state)?))).await?;
    Ok(())
}

/// What every page needs.
struct Site {
    store: Store,
    memory: Memory,
    zone: TimeZone,
    demo: bool,
    knowledge: Knowledge,
    /// Tables and draws, read once.
    model: LoadModel,
    words: Words,
}

impl Site {
    fn open(state: State) -> anyhow::Result<Self> {
        let State {
            store,
            zone,
            demo,
            knowledge,
        } = state;
        Ok(Self {
            store,
            memory: Memory::default(),
            zone,
            demo,
            model: LoadModel::new(&knowledge.load, &knowledge.load_fit, &knowledge.gait),
            knowledge,
            words: Words::english().context("the texts of this build")?,
        })
    }

    /// This moment in the runner's zone. Read once for each request.
    fn now(&self) -> ZonedDateTime {
        Timestamp::now().to_zoned_datetime(self.zone.clone())
    }

    /// A message of the core as a sentence.
    fn say(&self, message: &Message) -> String {
        self.words.say(message)
    }
}

/// A drawing is trusted markup: the room that drew it escaped every text in it.
fn picture(svg: &Svg) -> PreEscaped<&str> {
    PreEscaped(svg.as_str())
}

fn router(site: &Arc<Site>) -> Router {
    Router::new()
        .route("/assets/{*path}", get(asset::serve))
        .merge(log::router())
        .merge(runs::router())
        .merge(route::router())
        .merge(assessment::router())
        .merge(decision::router())
        .merge(exercise::router())
        .merge(findings::router())
        .merge(calculators::router())
        .merge(learn::router())
        .merge(letter::router())
        .merge(outcome::router())
        .fallback(async || Fault::NotFound)
        .method_not_allowed_fallback(async || Fault::WrongMethod)
        .layer(DefaultBodyLimit::max(LARGEST_FORM_BYTES))
        .layer(middleware::from_fn_with_state(
            Arc::clone(site),
            fault::show,
        ))
        // Outermost: nothing is read or answered before it was checked who asks.
        .layer(middleware::from_fn(guard::check))
        .with_state(Arc::clone(site))
}

#[cfg(test)]
mod tests;
