//! The exercises: the programme with a figure of each, and one exercise with its movement.

mod list;
mod motion;
mod one;

use std::sync::Arc;

use axum::{Router, routing::get};
use maud::{Markup, html};
use trochlea_assess::{Assessment, Disposition};
use trochlea_knowledge::{Exercise, Message};
use trochlea_programme::{Prescribed, Programme};
use trochlea_quantity::Side;
use trochlea_report::ExerciseFigure;

use super::{Site, fault::Fault, picture};

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/exercises", get(list::show))
        .route("/exercises/{id}", get(one::show))
        .route("/exercises/{id}/{side}", get(motion::serve))
}

/// The row of an exercise; there are no others.
fn exercise<'a>(site: &'a Site, id: &str) -> Result<&'a Exercise, Fault> {
    site.knowledge.exercises.get(id).ok_or(Fault::NotFound)
}

/// The figure for one knee.
fn figure(site: &Site, exercise: &Exercise, side: Side) -> Result<ExerciseFigure, Fault> {
    let figures = &site.knowledge.figures;
    let row = figures.get(&exercise.id).ok_or(Fault::NotFound)?;
    let name = site.say(&name(exercise));
    let title = site.say(&Message::new("page-exercise-figure").text("name", name));
    trochlea_report::exercise_figure(exercise, row, &figures.tempo, side, &title)
        .map_err(|error| Fault::Broken(anyhow::anyhow!("the figure of {}: {error}", exercise.id)))
}

fn name(exercise: &Exercise) -> Message {
    Message::new(format!("exercise-{}", exercise.id.replace('_', "-")))
}

/// Everything that may be done now: the programme, what may be added, what belongs around a run.
fn open_now<'a>(
    assessment: &'a Assessment,
    programme: &'a Programme,
) -> impl Iterator<Item = &'a Prescribed> {
    let around = assessment
        .routines
        .iter()
        .flat_map(|routine| &routine.exercises);
    programme
        .exercises
        .iter()
        .chain(&programme.choices)
        .chain(around)
}

/// The knee whose figure is shown: the affected one.
fn side(one: &Prescribed) -> Side {
    one.sides.first().copied().unwrap_or(Side::Right)
}

/// What an exercise needs, in words.
fn needs(site: &Site, exercise: &Exercise) -> String {
    let each = exercise.equipment.iter();
    let each: Vec<String> = each
        .filter_map(|one| serde_json::to_value(one).ok())
        .filter_map(|one| Some(site.text(format!("page-needs-{}", one.as_str()?))))
        .collect();
    if each.is_empty() {
        site.text("page-needs-nothing")
    } else {
        each.join(", ")
    }
}

/// Without a programme there is no exercise to show.
fn without_programme(site: &Site, assessment: &Assessment) -> Markup {
    let asks = assessment.disposition == Disposition::AnswerFirst;
    html! {
        div.head.full {
            h1 { (site.text("page-exercises-none")) }
            p.lede { (site.text(if asks { "page-exercises-none-yet" } else { "page-exercises-none-first" })) }
            p { a.btn href="/" { (site.text("page-exercises-to-today")) } }
        }
    }
}
