//! Learn: the education cards by topic, and each with its evidence and sources.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State as Shared},
    response::Html,
    routing::get,
};
use maud::{Markup, html};
use trochlea_assess::Assessment;
use trochlea_knowledge::{CardFigure, CardPlace, CardTopic};
use trochlea_report::{CardView, LearnDocument};

use super::{Site, fault::Fault, layout};

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/learn", get(list))
        .route("/learn/{card}", get(one))
}

async fn list(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let document = document(&site, None)?;
    let body = html! {
        div.head.full {
            h1 { (site.text("page-learn-title")) }
            p.lede { (site.text("page-learn-lede")) }
        }
        @for topic in CardTopic::ALL {
            @let id = format!("topic-{}", topic as u8);
            section.sec aria-labelledby=(id) {
                h2 id=(id) { (site.say(&topic.title())) }
                ul.cards {
                    @for card in document.cards.iter().filter(|card| card.topic == topic) {
                        li { a.link href={ "/learn/" (card.id) } { (card.title) } " " span.tag { (card.evidence_label) } }
                    }
                }
            }
        }
    };
    Ok(layout::page(&site, "Learn", Some(layout::Tab::Knee), &body))
}

async fn one(
    Shared(site): Shared<Arc<Site>>,
    Path(card): Path<String>,
) -> Result<Html<String>, Fault> {
    let document = document(&site, Some(&card))?;
    let card = document.cards.first().ok_or(Fault::NotFound)?;
    Ok(layout::page(
        &site,
        &card.title,
        Some(layout::Tab::Knee),
        &whole(&site, card),
    ))
}

fn document(site: &Site, named: Option<&str>) -> Result<LearnDocument, Fault> {
    LearnDocument::of(&site.knowledge, &site.words, named).ok_or(Fault::NotFound)
}

fn whole(site: &Site, card: &CardView) -> Markup {
    html! {
        article.narrow.stack {
            div.head {
                p.quiet { a.link href="/learn" { (site.text("page-learn-title")) } ", " (card.topic_title.to_lowercase()) }
                h1 { (card.title) }
                p { span.tag { (card.evidence_label) } " " span.small.quiet { (card.evidence_sentence) } }
            }
            p { (card.text) }
            @if !card.points.is_empty() { ol.points { @for point in &card.points { li { (point) } } } }
            @if let (Some(benefit), Some(harm)) = (&card.benefit, &card.harm) {
                div.fag {
                    div { h2 { (site.text("page-learn-benefit")) } p { (benefit) } }
                    div { h2 { (site.text("page-learn-harm")) } p { (harm) } }
                }
            }
            @if let Some(clinician) = &card.clinician { p.why { b { (site.text("page-learn-who-decides")) } span { (clinician) } } }
            @if !card.exercises.is_empty() {
                section.sec aria-labelledby="exercises" {
                    h2 #exercises { (site.text("page-learn-exercises")) }
                    ul.bullets { @for exercise in &card.exercises { li { (exercise.name) } } }
                }
            }
            (sources(site, card))
            p.small.quiet { (card.written) " " (card.reviewed) }
        }
    }
}

fn sources(site: &Site, card: &CardView) -> Markup {
    html! {
        details {
            summary { (site.text("page-learn-sources")) }
            ul.bullets.small {
                @for source in &card.sources { li { (source.source) " " span.quiet { "(" (source.read_words) ")" } } }
                @for figure in &card.figures { li { b.num { (number(figure)) } " " (figure.unit) ": " (figure.source) } }
            }
        }
    }
}

fn number(figure: &CardFigure) -> String {
    match (figure.value, figure.range) {
        (Some(value), _) => value.to_string(),
        (None, Some([from, to])) => format!("{from} to {to}"),
        (None, None) => String::new(),
    }
}

/// The few cards that fit to a page, as links.
pub(super) fn links(site: &Site, assessment: &Assessment, place: CardPlace) -> Markup {
    let fitting: Vec<_> = assessment
        .learn
        .iter()
        .filter(|card| card.places.contains(&place))
        .collect();
    html! {
        @if !fitting.is_empty() {
            section.sec aria-labelledby="learn" {
                h2 #learn { (site.text("page-learn-good-to-know")) }
                ul.cards { @for card in fitting { li { a.link href={ "/learn/" (card.card) } { (site.say(&card.title)) } } } }
                p.small { a.link href="/learn" { (site.text("page-learn-all")) } }
            }
        }
    }
}
