//! What the pain is like: one question a screen, the most telling first.

use std::sync::Arc;

use axum::{
    Form,
    extract::{Path, State as Shared, rejection::FormRejection},
    response::{Html, Redirect},
};
use maud::html;
use trochlea_knowledge::{FeatureRow, Finder};
use trochlea_quantity::Side;
use trochlea_store::{EventKind, NewEvent};
use trochlea_symptom::{ItemAnswer, Reporter};
use trochlea_triage::KneeRanking;

use super::{add_once, answer, document, form_name, where_to};
use crate::decide;
use crate::web::answers::Answers;
use crate::web::{Site, fault::Fault, layout};

/// Which conditions fit, for each knee that hurts.
pub(super) async fn ranking(site: &Site) -> Result<Vec<KneeRanking>, Fault> {
    let assessment = decide::assessed(&site.store, &site.now(), &site.knowledge).await?;
    Ok(assessment.ranking)
}

/// Where the next question about a knee is asked; `None` when none is left.
pub(super) async fn next(site: &Site) -> Result<Option<String>, Fault> {
    Ok(ranking(site).await?.iter().find_map(|knee| {
        let feature = knee.questions.first()?;
        Some(path_of(knee.side, feature))
    }))
}

fn path_of(side: Side, feature: &str) -> String {
    format!("/assessment/{}/{feature}", side.as_str())
}

fn asked<'a>(site: &'a Site, side: &str, feature: &str) -> Result<(Side, &'a FeatureRow), Fault> {
    let side = Side::BOTH.into_iter().find(|known| known.as_str() == side);
    let row = site.knowledge.conditions.feature(feature);
    let row = row.filter(|row| row.by == Finder::Runner);
    side.zip(row).ok_or(Fault::NotFound)
}

pub(super) async fn show(
    Shared(site): Shared<Arc<Site>>,
    Path((side, feature)): Path<(String, String)>,
) -> Result<Html<String>, Fault> {
    let (side, row) = asked(&site, &side, &feature)?;
    let knees = ranking(&site).await?;
    let left = knees
        .iter()
        .find(|knee| knee.side == side)
        .map_or(0, |knee| knee.questions.len());
    let question = site.say(&row.question());
    let body = html! {
        form.q method="post" action=(path_of(side, &row.id)) {
            input type="hidden" name="entry" value=(form_name(&site));
            div.head {
                p.small.quiet {
                    "About the " (side.as_str()) " knee"
                    @match left { 0 => {}, 1 => ", the last question", _ => { ", " (left) " questions left" } }
                    ". Nothing is sent anywhere."
                }
                h1 #question { (question) }
            }
            fieldset.stack aria-labelledby="question" {
                // No stands first in every question, so that a hand that learned the place is right.
                label.choice { input type="radio" name="answer" value="no" required; span { (site.text("page-question-no")) } }
                label.choice { input type="radio" name="answer" value="yes" required; span { (site.text("page-question-yes")) } }
                label.choice.muted {
                    input type="radio" name="answer" value="unknown" required;
                    span { "I don't know" small { (site.text("page-question-then-it-stays-open-it")) } }
                }
            }
            p.why { b { (site.text("page-question-why-we-ask")) } span { (site.say(&row.why())) } }
            div.row.split.qnav { a.btn.plain href="/assessment/knee" { (site.text("page-question-back")) } button.btn { (site.text("page-question-next")) } }
            a.link href="/result" { (site.text("page-question-see-what-is-known-so")) }
        }
    };
    Ok(layout::bare(&site, &question, "", &body))
}

pub(super) async fn keep(
    Shared(site): Shared<Arc<Site>>,
    Path((side, feature)): Path<(String, String)>,
    posted: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Redirect, Fault> {
    let (side, row) = asked(&site, &side, &feature)?;
    let form = Answers::take(posted)?;
    let now = site.now();
    let said = ItemAnswer {
        item: row.id.clone(),
        answer: answer::plain(&form)?,
        at: now.datetime(),
        by: Reporter::Runner,
        side: Some(side),
    };
    let (kind, document) = document(&said, EventKind::Feature)?;
    let event = NewEvent {
        id: answer::name_of(&form)?.to_owned(),
        kind,
        at: now.timestamp(),
        replaces: None,
        document,
    };
    add_once(&site, &[event]).await?;
    where_to(&site, "/assessment").await
}
