//! One finding of one knee: what was found, and by whom.

use std::sync::Arc;

use axum::{
    Form,
    extract::{Path, Query, State as Shared, rejection::FormRejection},
    response::{Html, Redirect},
};
use maud::html;
use serde::Deserialize;
use trochlea_knowledge::{FindingRow, Message};
use trochlea_quantity::Side;
use trochlea_store::{EventKind, Json, NewEvent};
use trochlea_symptom::{Measure, Reporter};

use super::{path_of, side_in};
use crate::web::answers::{Answers, refused};
use crate::web::assessment::{add_once, form_name, knee_name, name_of};
use crate::web::log::pain;
use crate::web::{Site, fault::Fault, figure, layout};

/// The criterion of a gate that asks for it, when one led here.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    criterion: Option<String>,
}

impl Asked {
    /// What the gate needs, as its sentence.
    fn text(&self, site: &Site) -> Option<String> {
        let protocols = &site.knowledge.protocols;
        let mut criteria = protocols.criteria.iter();
        let row = criteria.find(|row| Some(&row.id) == self.criterion.as_ref())?;
        let needed = protocols.rule(&row.rule)?.value;
        let id = format!("plan-criterion-{}", row.id.replace(['_', '.'], "-"));
        Some(site.say(&Message::new(id).number("needed", needed)))
    }
}

fn find<'a>(site: &'a Site, measure: &str, side: &str) -> Result<(&'a FindingRow, Side), Fault> {
    let row = site.knowledge.findings.get(measure);
    row.zip(side_in(side)).ok_or(Fault::NotFound)
}

pub(super) async fn show(
    Shared(site): Shared<Arc<Site>>,
    Path((measure, side)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Fault> {
    let (row, side) = find(&site, &measure, &side)?;
    let [least, most] = row.range.map(figure::plain);
    let body = html! {
        form.q method="post" action=(path_of(&row.id, side)) {
            input type="hidden" name="entry" value=(form_name(&site));
            @if asked.criterion.is_some() { input type="hidden" name="back" value="plan"; }
            div.head {
                p.quiet { (knee_name(side)) }
                h1 { (site.say(&row.name())) }
                p.lede { (site.say(&row.how())) }
                @if let Some(needed) = asked.text(&site) { p { (site.text("page-findings-gate-needs")) " " (needed) } }
            }
            div.field {
                label for="value" { (figure::opening(&site.say(&row.unit.name()))) }
                input #value name="value" type="text" inputmode="decimal" required autocomplete="off" aria-describedby="most";
                p.hint #most { "A number from " (least) " to " (most) "." }
            }
            div.field {
                label for="pain" { (site.text("page-measure-worst-pain-while-it-was")) }
                input #pain name="pain" type="number" inputmode="numeric" min="0" max="10" required;
            }
            fieldset.stack {
                legend { (site.text("page-measure-who-tested-it")) }
                @if row.may_self_measure() {
                    label.choice { input type="radio" name="by" value="runner" required; span { (site.text("page-measure-i-did")) } }
                }
                label.choice { input type="radio" name="by" value="clinician" required; span { (site.text("page-measure-a-professional")) } }
                @if !row.may_self_measure() { p.hint { (site.text("page-findings-no-self-test")) } }
            }
            div.row.split.qnav { a.btn.plain href="/findings" { (site.text("page-measure-back")) } button.btn { (site.text("page-measure-keep-it")) } }
        }
    };
    Ok(layout::bare(&site, "Record a finding", "", &body))
}

pub(super) async fn keep(
    Shared(site): Shared<Arc<Site>>,
    Path((measure, side)): Path<(String, String)>,
    posted: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Redirect, Fault> {
    let form = Answers::take(posted)?;
    let (row, side) = find(&site, &measure, &side)?;
    let now = site.now();
    let measure = Measure {
        measure: row.id.clone(),
        side,
        value: value(row, form.text("value").unwrap_or_default())?,
        pain: pain(&form, "pain")?,
        at: now.datetime(),
        by: by(row, form.text("by").unwrap_or_default())?,
    };
    let event = NewEvent {
        id: name_of(&form)?.to_owned(),
        kind: EventKind::Measure,
        at: now.timestamp(),
        replaces: None,
        document: Json::of(&measure)?,
    };
    add_once(&site, &[event]).await?;
    Ok(Redirect::to(match form.text("back") {
        Some("plan") => "/plan",
        _ => "/findings",
    }))
}

fn value(row: &FindingRow, text: &str) -> Result<f64, Fault> {
    let text = text.replace(',', ".");
    match text.parse::<f64>() {
        Ok(value) if row.is_possible(value) => Ok(value),
        _ => {
            let [least, most] = row.range.map(figure::plain);
            let number = if row.unit.is_whole() {
                "a whole number"
            } else {
                "a number"
            };
            Err(refused(&format!(
                "“{text}” is not {number} from {least} to {most}"
            )))
        }
    }
}

fn by(row: &FindingRow, word: &str) -> Result<Reporter, Fault> {
    match word {
        "runner" if row.may_self_measure() => Ok(Reporter::Runner),
        "runner" => Err(refused("only a professional can find this")),
        "clinician" => Ok(Reporter::Clinician),
        _ => Err(refused("say who tested it")),
    }
}
