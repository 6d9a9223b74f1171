//! What an examination found: an answer that is taken from a clinician only.

use std::sync::Arc;

use axum::{
    Form,
    extract::{Path, State as Shared, rejection::FormRejection},
    response::{Html, Redirect},
};
use maud::html;
use trochlea_knowledge::{FeatureRow, Finder};
use trochlea_quantity::Side;
use trochlea_store::{EventKind, Json, NewEvent};
use trochlea_symptom::{Answer, ItemAnswer, Reporter};

use super::side_in;
use crate::web::answers::{Answers, refused};
use crate::web::assessment::{add_once, form_name, knee_name, name_of};
use crate::web::{Site, fault::Fault, layout};

fn find<'a>(site: &'a Site, feature: &str, side: &str) -> Result<(&'a FeatureRow, Side), Fault> {
    let row = site.knowledge.conditions.feature(feature);
    let row = row.filter(|row| row.by == Finder::Clinician);
    row.zip(side_in(side)).ok_or(Fault::NotFound)
}

pub(super) async fn show(
    Shared(site): Shared<Arc<Site>>,
    Path((feature, side)): Path<(String, String)>,
) -> Result<Html<String>, Fault> {
    let (row, side) = find(&site, &feature, &side)?;
    let question = site.say(&row.question());
    let body = html! {
        form.q method="post" action={ "/findings/examined/" (row.id) "/" (side.as_str()) } {
            input type="hidden" name="entry" value=(form_name(&site));
            div.head {
                p.quiet { (knee_name(side)) }
                h1 #question { (question) }
                p.lede { (site.say(&row.why())) }
            }
            fieldset.stack aria-labelledby="question" {
                label.choice { input type="radio" name="answer" value="no" required; span { (site.text("page-question-no")) } }
                label.choice { input type="radio" name="answer" value="yes" required; span { (site.text("page-question-yes")) } }
                label.choice.muted { input type="radio" name="answer" value="unknown" required; span { (site.text("page-findings-unclear")) } }
            }
            label.choice { input type="checkbox" name="clinician" value="yes" required; span { (site.text("page-findings-i-examined")) } }
            div.row.split.qnav { a.btn.plain href="/findings" { (site.text("page-measure-back")) } button.btn { (site.text("page-measure-keep-it")) } }
        }
    };
    Ok(layout::bare(&site, &question, "", &body))
}

pub(super) async fn keep(
    Shared(site): Shared<Arc<Site>>,
    Path((feature, side)): Path<(String, String)>,
    posted: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Redirect, Fault> {
    let form = Answers::take(posted)?;
    let (row, side) = find(&site, &feature, &side)?;
    if form.text("clinician") != Some("yes") {
        return Err(refused("only a professional who examined can say this"));
    }
    let now = site.now();
    let said = ItemAnswer {
        item: row.id.clone(),
        answer: match form.text("answer") {
            Some("yes") => Answer::Yes,
            Some("no") => Answer::No,
            Some("unknown") => Answer::Unknown,
            _ => return Err(refused("choose one of the answers")),
        },
        at: now.datetime(),
        by: Reporter::Clinician,
        side: Some(side),
    };
    let event = NewEvent {
        id: name_of(&form)?.to_owned(),
        kind: EventKind::Feature,
        at: now.timestamp(),
        replaces: None,
        document: Json::of(&said)?,
    };
    add_once(&site, &[event]).await?;
    Ok(Redirect::to("/findings"))
}
