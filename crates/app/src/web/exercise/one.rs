//! One exercise: the moving figure with its tempo, how much of it, and the sets of today.

use std::sync::Arc;

use axum::{
    extract::{Path, Query, State as Shared},
    response::Html,
};
use maud::{Markup, html};
use serde::Deserialize;
use trochlea_knowledge::{Exercise, Message, Status};
use trochlea_programme::{Excluded, Prescribed, Programme};
use trochlea_quantity::Side;
use trochlea_report::ExerciseFigure;

use super::{exercise, figure, name, needs, open_now, picture, side, without_programme};
use crate::web::decision::current;
use crate::web::figure::plain;
use crate::web::{Site, fault::Fault, layout};

/// How far the runner is; kept in the address only.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Sets that are done.
    #[serde(default)]
    done: u8,
}

pub(super) async fn show(
    Shared(site): Shared<Arc<Site>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Fault> {
    let row = exercise(&site, &id)?;
    let assessment = current(&site).await?;
    let title = site.say(&name(row));
    let body = match &assessment.programme {
        None => without_programme(&site, &assessment),
        Some(programme) => {
            let mut open = open_now(&assessment, programme);
            match open.find(|one| one.exercise == id) {
                Some(one) => {
                    let page = Page {
                        site: &site,
                        row,
                        one,
                        programme,
                        idx: programme
                            .exercises
                            .iter()
                            .position(|own| own.exercise == id),
                        done: asked.done,
                    };
                    page.body()?
                }
                None => not_now(&site, row, programme),
            }
        }
    };
    Ok(layout::columns(&site, &title, layout::Tab::Plan, &body))
}

/// It is not in the programme: why not, and nothing that would invite to it.
fn not_now(site: &Site, row: &Exercise, programme: &Programme) -> Markup {
    let excluded = programme.excluded.iter();
    let why: Option<&Excluded> = excluded.clone().find(|one| one.exercise == row.id);
    let easier = row.regression.as_deref();
    let easier = easier.and_then(|id| programme.exercises.iter().find(|one| one.exercise == id));
    html! {
        div.head.full {
            p.quiet { (site.text("page-exercise-not-now")) }
            h1 { (site.say(&name(row))) }
            @if let Some(one) = why { p.lede { (site.say(&one.why)) } }
        }
        div.stack {
            @if let Some(one) = easier {
                p { (site.text("page-exercise-easier")) ": " a.link href={ "/exercises/" (one.exercise) } { (site.say(&one.name)) } }
            }
            p { a.link href="/exercises" { (site.text("page-exercise-all")) } }
        }
    }
}

struct Page<'a> {
    site: &'a Site,
    row: &'a Exercise,
    one: &'a Prescribed,
    programme: &'a Programme,
    /// Where it stands in the programme; what may be added stands nowhere.
    idx: Option<usize>,
    done: u8,
}

impl Page<'_> {
    fn text(&self, id: &'static str) -> String {
        self.site.text(id)
    }

    fn body(&self) -> Result<Markup, Fault> {
        let side = side(self.one);
        let figure = figure(self.site, self.row, side)?;
        Ok(html! {
            div.head.full {
                p.quiet { (self.place()) " " a.link href="/exercises" { (self.text("page-exercise-all")) } }
                h1 { (self.site.say(&self.one.name)) }
            }
            (self.stage(&figure, side))
            div.stack.side {
                (self.sets())
                @if let Some(ease_off) = &self.one.ease_off { p.why { b { (self.text("page-exercise-last-time")) } span { (self.site.say(ease_off)) } } }
                p.why { b { (self.text("page-today-why")) } span { (self.site.say(&self.one.why)) } }
                p.why { b { (self.text("page-today-pain")) } span { (self.site.say(&self.programme.pain_rule)) } }
                (self.facts())
                (self.neighbours())
                (self.source())
            }
        })
    }

    fn place(&self) -> String {
        let Some(idx) = self.idx else {
            return self.text("page-exercise-beside");
        };
        let all = self.programme.exercises.len();
        self.site.say(
            &Message::new("page-exercise-place")
                .text("number", (idx + 1).to_string())
                .text("all", all.to_string()),
        )
    }

    fn stage(&self, figure: &ExerciseFigure, side: Side) -> Markup {
        html! {
            // Only what moves the figure: the pages themselves hold no style.
            link rel="stylesheet" href={ "/exercises/" (self.one.exercise) "/" (side.as_str()) ".css" };
            section.card.stage aria-label=(self.text("page-exercise-stage")) {
                input #pause type="checkbox";
                label.pause for="pause" { (self.text("page-exercise-pause")) }
                figure { (picture(&figure.drawing.svg)) }
                (self.tempo(figure))
                ol.cues { @for cue in &self.one.cues { li { (self.site.say(cue)) } } }
            }
        }
    }

    fn tempo(&self, figure: &ExerciseFigure) -> Markup {
        let parts = figure.tempo.iter();
        let said: Vec<String> = parts
            .map(|part| format!("{} {} s", self.site.say(&part.what), plain(part.seconds)))
            .collect();
        let label = format!("{}: {}", self.text("page-exercise-tempo"), said.join(", "));
        let shortened = figure.tempo.iter().any(|part| part.shown_s < part.seconds);
        html! {
            div class={ "tempo tempo-" (figure.class) } role="img" aria-label=(label) {
                @for part in &figure.tempo { span.works[part.works] { b { (plain(part.seconds)) } " " (self.site.say(&part.what)) } }
                i {}
            }
            p.small.quiet.tempo-note { (self.text("page-exercise-tempo-seconds")) @if shortened { " " (self.text("page-exercise-shortened")) } }
        }
    }

    fn sets(&self) -> Markup {
        let Some(sets) = self.one.dose.sets else {
            return html! {
                section.sec.first {
                    h2 { (self.site.say(&self.one.dose_text)) }
                    div.row.acts { a.btn href=(self.log(1)) { (self.text("page-exercise-log")) } }
                }
            };
        };
        let done = self.done.min(sets);
        let heading = if done < sets {
            Message::new("page-exercise-set")
                .text("number", (done + 1).to_string())
                .text("all", sets.to_string())
        } else {
            Message::new("page-exercise-all-sets")
        };
        html! {
            section.sec.first {
                h2 { (self.site.say(&heading)) }
                ol.sets {
                    @for number in 1..=sets {
                        li.done[number <= done].now[number == done + 1] {
                            b { (self.amount()) }
                            small { (self.state(number, done)) }
                        }
                    }
                }
                div.row.acts {
                    @if done < sets {
                        a.btn href={ "/exercises/" (self.one.exercise) "?done=" (done + 1) } { (self.text("page-exercise-set-done")) }
                        a.btn.plain href=(self.log(done)) { (self.text("page-exercise-hurts")) }
                    } @else {
                        a.btn href=(self.log(done)) { (self.text("page-exercise-log")) }
                        @if let Some(next) = self.idx.and_then(|idx| self.programme.exercises.get(idx + 1)) {
                            a.btn.plain href={ "/exercises/" (next.exercise) } { (self.text("page-exercise-next")) ": " (self.site.say(&next.name)) }
                        }
                    }
                }
                @if let [first, _, ..] = self.one.sides.as_slice() {
                    p.small.quiet { (self.site.say(&Message::new("page-exercise-sides").text("side", first.as_str()))) }
                }
            }
        }
    }

    /// What one set is: repetitions, or seconds.
    fn amount(&self) -> String {
        match (self.one.dose.reps, self.one.dose.hold_s) {
            (Some(reps), _) => reps.to_string(),
            (None, Some([from, _])) => format!("{from} s"),
            (None, None) => "1".to_owned(),
        }
    }

    fn state(&self, number: u8, done: u8) -> String {
        if number <= done {
            return self.text("page-exercise-is-done");
        }
        match (number == done + 1, self.one.dose.rest_s) {
            (true, _) => self.text("page-exercise-now"),
            (false, Some(rest_s)) => self
                .site
                .say(&Message::new("page-exercise-rest").number("seconds", f64::from(rest_s))),
            (false, None) => self.text("page-exercise-then"),
        }
    }

    /// The log with this exercise already in it.
    fn log(&self, sets: u8) -> String {
        let reps = self.one.dose.reps.unwrap_or(1);
        format!(
            "/log?exercise={}&sets={sets}&reps={reps}#strength-done",
            self.one.exercise
        )
    }

    fn facts(&self) -> Markup {
        let dose = &self.one.dose;
        html! {
            dl.facts.words {
                div { dt { (self.text("page-exercise-dose")) } dd { (self.site.say(&self.one.dose_text)) } }
                @if let Some([from, to]) = dose.angle_deg {
                    div { dt { (self.text("page-exercise-angle")) } dd { @if from == to { (from) "°" } @else { (from) " to " (to) "°" } } }
                }
                div { dt { (self.text("page-exercise-needs")) } dd { (needs(self.site, self.row)) @if let Some(without) = &self.one.without { small { (self.site.say(without)) } } } }
            }
        }
    }

    fn neighbours(&self) -> Markup {
        let find = |id: &Option<String>| {
            let id = id.as_deref()?;
            self.site.knowledge.exercises.get(id)
        };
        let link = |what: &'static str, row: Option<&Exercise>| {
            html! {
                @if let Some(row) = row {
                    p { (self.text(what)) ": " a.link href={ "/exercises/" (row.id) } { (self.site.say(&name(row))) } }
                }
            }
        };
        let (easier, harder) = (find(&self.one.regression), find(&self.one.progression));
        html! {
            @if easier.is_some() || harder.is_some() {
                section.sec {
                    h2 { (self.text("page-exercise-neighbours")) }
                    (link("page-exercise-easier", easier))
                    (link("page-exercise-harder", harder))
                }
            }
        }
    }

    /// Where it comes from, and which numbers no document gives.
    fn source(&self) -> Markup {
        let provenance = &self.row.provenance;
        let house: Vec<String> = self
            .one
            .dose
            .house
            .iter()
            .map(|field| self.site.text(format!("page-dose-{field}")))
            .collect();
        html! {
            details {
                summary { (self.text("page-exercise-source")) }
                div.stack {
                    @if provenance.status == Status::House { p { span.tag { (self.text("page-exercise-house")) } " " (provenance.source) } }
                    @else { p { (provenance.source) } }
                    @if !house.is_empty() { p { span.tag { (self.text("page-exercise-house")) } " " (self.text("page-exercise-house-parts")) " " (house.join(", ")) "." } }
                    p.small.quiet { (self.text("page-exercise-figure-house")) }
                }
            }
        }
    }
}
