//! A test that a gate asks for: what was found, and by whom.

use std::sync::Arc;

use axum::{
    Form,
    extract::{Query, State as Shared, rejection::FormRejection},
    response::{Html, Redirect},
};
use maud::html;
use serde::Deserialize;
use trochlea_knowledge::{Criterion, Message};
use trochlea_quantity::Side;
use trochlea_store::{EventKind, Json, NewEvent};
use trochlea_symptom::{Measure, Reporter};

use crate::web::answers::{Answers, refused};
use crate::web::assessment::{add_once, form_name, knee_name, name_of};
use crate::web::log::pain;
use crate::web::{Site, fault::Fault, layout};

/// Which test, of which knee.
#[derive(Debug, Deserialize)]
pub(super) struct Which {
    criterion: String,
    side: String,
}

struct Test<'a> {
    criterion: &'a Criterion,
    measure: &'a str,
    /// The number asked for, in the measure's unit.
    needed: f64,
    side: Side,
}

impl<'a> Test<'a> {
    fn find(site: &'a Site, criterion: &str, side: &str) -> Result<Self, Fault> {
        let table = &site.knowledge.protocols;
        let row = table.criteria.iter().find(|row| row.id == criterion);
        let criterion = row.ok_or(Fault::NotFound)?;
        let side = Side::BOTH.into_iter().find(|known| known.as_str() == side);
        let mut rules = table.rules();
        let rule = rules.find(|rule| rule.id == criterion.rule);
        Ok(Self {
            criterion,
            measure: criterion.measure.as_deref().ok_or(Fault::NotFound)?,
            needed: rule.ok_or(Fault::NotFound)?.value,
            side: side.ok_or(Fault::NotFound)?,
        })
    }

    /// What is written down, by the unit that ends the measure's id.
    fn asked_for(&self) -> (&'static str, f64) {
        match self.measure.rsplit_once('_').map(|(_, unit)| unit) {
            Some("deg") => ("Degrees of bend reached", 180.0),
            Some("reps") => ("How many", 200.0),
            Some("nprs") => ("Worst pain in it, 0 to 10", 10.0),
            _ => ("What was found", 10_000.0),
        }
    }
}

pub(super) async fn show(
    Shared(site): Shared<Arc<Site>>,
    Query(which): Query<Which>,
) -> Result<Html<String>, Fault> {
    let test = Test::find(&site, &which.criterion, &which.side)?;
    let text = Message::new(format!(
        "plan-criterion-{}",
        test.criterion.id.replace(['_', '.'], "-")
    ))
    .number("needed", test.needed);
    let (label, most) = test.asked_for();
    let body = html! {
        form.q method="post" action="/plan/measure" {
            input type="hidden" name="entry" value=(form_name(&site));
            input type="hidden" name="criterion" value=(test.criterion.id);
            input type="hidden" name="side" value=(test.side.as_str());
            div.head {
                p.quiet { (knee_name(test.side)) }
                h1 { (site.text("page-measure-record-a-test")) }
                p.lede { (site.say(&text)) }
            }
            div.field {
                label for="value" { (label) }
                input #value name="value" type="text" inputmode="decimal" required autocomplete="off" aria-describedby="most";
                p.hint #most { "A number from 0 to " (most) "." }
            }
            div.field {
                label for="pain" { (site.text("page-measure-worst-pain-while-it-was")) }
                input #pain name="pain" type="number" inputmode="numeric" min="0" max="10" required;
            }
            fieldset.stack {
                legend { (site.text("page-measure-who-tested-it")) }
                label.choice { input type="radio" name="by" value="runner" required; span { (site.text("page-measure-i-did")) } }
                label.choice { input type="radio" name="by" value="clinician" required; span { (site.text("page-measure-a-professional")) } }
            }
            div.row.split.qnav { a.btn.plain href="/plan" { (site.text("page-measure-back")) } button.btn { (site.text("page-measure-keep-it")) } }
        }
    };
    Ok(layout::bare(&site, "Record a test", "", &body))
}

pub(super) async fn keep(
    Shared(site): Shared<Arc<Site>>,
    posted: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Redirect, Fault> {
    let form = Answers::take(posted)?;
    let named = |name: &str| form.text(name).unwrap_or_default();
    let test = Test::find(&site, named("criterion"), named("side"))?;
    let now = site.now();
    let (_, most) = test.asked_for();
    let text = named("value").replace(',', ".");
    let value = match text.parse::<f64>() {
        Ok(value) if (0.0..=most).contains(&value) => value,
        _ => {
            return Err(refused(&format!(
                "“{text}” is not a number from 0 to {most}"
            )));
        }
    };
    let measure = Measure {
        measure: test.measure.to_owned(),
        side: test.side,
        value,
        pain: pain(&form, "pain")?,
        at: now.datetime(),
        by: match named("by") {
            "runner" => Reporter::Runner,
            "clinician" => Reporter::Clinician,
            _ => return Err(refused("say who tested it")),
        },
    };
    let event = NewEvent {
        id: name_of(&form)?.to_owned(),
        kind: EventKind::Measure,
        at: now.timestamp(),
        replaces: None,
        document: Json::of(&measure)?,
    };
    add_once(&site, &[event]).await?;
    Ok(Redirect::to("/plan"))
}
