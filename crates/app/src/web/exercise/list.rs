//! The programme: each exercise with its figure, its dose and what it needs, and what comes later.

use std::sync::Arc;

use axum::{extract::State as Shared, response::Html};
use maud::{Markup, html};
use trochlea_assess::Assessment;
use trochlea_knowledge::ExerciseKind;
use trochlea_plan::StrengthDay;
use trochlea_programme::{Excluded, Left, Prescribed, Programme};

use super::{exercise, figure, needs, picture, side, without_programme};
use crate::web::decision::current;
use crate::web::{Site, fault::Fault, layout};
use trochlea_picture::Icon;

pub(super) async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let assessment = current(&site).await?;
    let body = match &assessment.programme {
        None => without_programme(&site, &assessment),
        Some(programme) => {
            let today = assessment.plan.as_ref();
            let today = today.and_then(|plan| plan.week.days.first());
            whole(&site, &assessment, programme, today.map(|day| day.strength))?
        }
    };
    let title = site.text("page-exercises-title");
    Ok(layout::page(&site, &title, Some(layout::Tab::Plan), &body))
}

fn whole(
    site: &Site,
    assessment: &Assessment,
    programme: &Programme,
    today: Option<StrengthDay>,
) -> Result<Markup, Fault> {
    // In the order of the programme.
    let mut kinds: Vec<ExerciseKind> = programme.exercises.iter().map(|one| one.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let groups = kinds.iter().map(|kind| group(site, programme, *kind));
    let groups = groups.collect::<Result<Vec<_>, _>>()?;
    Ok(html! {
        div.head.full {
            h1 { (site.text("page-exercises-title")) }
            p.lede { (site.text(day(today))) }
            p.why { b { (site.text("page-today-pain")) } span { (site.say(&programme.pain_rule)) } }
        }
        @for group in groups { (group) }
        (beside(site, assessment, programme))
        (later(site, &programme.excluded))
    })
}

const fn day(today: Option<StrengthDay>) -> &'static str {
    match today {
        Some(StrengthDay::DailyOnly) => "page-exercises-daily",
        Some(StrengthDay::None) => "page-exercises-rest",
        Some(StrengthDay::Full) | None => "page-exercises-full",
    }
}

fn group(site: &Site, programme: &Programme, kind: ExerciseKind) -> Result<Markup, Fault> {
    let of_kind = programme.exercises.iter().filter(|one| one.kind == kind);
    let cards = of_kind.map(|one| card(site, one));
    let cards = cards.collect::<Result<Vec<_>, _>>()?;
    let word = serde_json::to_value(kind).unwrap_or_default();
    let word = word.as_str().unwrap_or_default();
    Ok(html! {
        section.sec aria-labelledby={ "kind-" (word) } {
            h2 id={ "kind-" (word) } { (site.text(format!("page-kind-{word}"))) }
            div.excs { @for card in cards { (card) } }
        }
    })
}

fn card(site: &Site, one: &Prescribed) -> Result<Markup, Fault> {
    let row = exercise(site, &one.exercise)?;
    let figure = figure(site, row, side(one))?;
    Ok(html! {
        article.exc {
            figure { (picture(&figure.drawing.svg)) }
            h3 { a.link href={ "/exercises/" (one.exercise) } { (site.say(&one.name)) } }
            p.num { (site.say(&one.dose_text)) }
            p.small.quiet {
                (site.text("page-exercise-needs")) ": " (needs(site, row)) "."
                @if one.daily { " " (site.text("page-exercise-every-day")) }
                @if one.optional { " " (site.text("page-exercise-optional")) }
            }
            @if let Some(without) = &one.without { p.small.quiet { (site.say(without)) } }
            @if let Some(ease_off) = &one.ease_off { p.small { (site.say(ease_off)) } }
        }
    })
}

/// What may be added, and what belongs around a run: by name, the figure is a step away.
fn beside(site: &Site, assessment: &Assessment, programme: &Programme) -> Markup {
    let line = |one: &Prescribed| html! { li { a.link href={ "/exercises/" (one.exercise) } { (site.say(&one.name)) } " " span.quiet { (site.say(&one.dose_text)) } } };
    html! {
        @if !programme.choices.is_empty() {
            section.sec aria-labelledby="choices" {
                h2 #choices { (site.text("page-exercises-choices")) }
                ul.stack { @for one in &programme.choices { (line(one)) } }
            }
        }
        @if !assessment.routines.is_empty() {
            section.sec aria-labelledby="around" {
                h2 #around { (site.text("page-beside-around-a-run")) }
                @for routine in &assessment.routines {
                    h3 { (site.say(&routine.name)) }
                    ul.stack { @for one in &routine.exercises { (line(one)) } }
                    p.small.quiet { (site.say(&routine.rule)) }
                }
            }
        }
    }
}

/// What opens later, with what opens it; what is not for this knee stands behind it.
fn later(site: &Site, excluded: &[Excluded]) -> Markup {
    let (locked, others): (Vec<&Excluded>, Vec<&Excluded>) = excluded
        .iter()
        .filter(|one| one.left != Left::ByChoice)
        .partition(|one| matches!(one.left, Left::Locked(_)));
    html! {
        @if !locked.is_empty() {
            section.sec aria-labelledby="later" {
                h2 #later { (site.text("page-exercises-later")) }
                ul.stack { @for (why, names) in by_reason(site, &locked) { li.open { (picture(&Icon::Missing.silent())) span { (why) " " b { (names.join(", ")) } } } } }
            }
        }
        @if !others.is_empty() {
            details {
                summary { (site.text("page-exercises-others")) }
                ul.stack { @for one in &others { (left_out(site, one)) } }
            }
        }
    }
}

/// What opens with the same key together, in the order of the programme.
fn by_reason(site: &Site, locked: &[&Excluded]) -> Vec<(String, Vec<String>)> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for one in locked {
        let (why, name) = (site.say(&one.why), site.say(&one.name));
        match groups.iter_mut().find(|(reason, _)| *reason == why) {
            Some((_, names)) => names.push(name),
            None => groups.push((why, vec![name])),
        }
    }
    groups
}

fn left_out(site: &Site, one: &Excluded) -> Markup {
    html! {
        li.open { (picture(&Icon::Missing.silent())) span { b { (site.say(&one.name)) } " " (site.say(&one.why)) } }
    }
}
