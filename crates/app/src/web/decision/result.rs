//! The result: which patterns fit, what speaks for and against each, what would change it most.

use std::sync::Arc;

use axum::{extract::State as Shared, response::Html};
use maud::{Markup, html};
use trochlea_assess::Assessment;
use trochlea_knowledge::{CardPlace, Message, SpotRow, Status};
use trochlea_picture::{
    Belief, Icon, Label,
    knee::{self, Mark, Spot, View},
};
use trochlea_quantity::Side;
use trochlea_triage::{Band, Candidate, Evidence, EvidenceSource, KneeRanking, Share};

use super::{causes, current, flags, open_questions};
use crate::web::assessment::{knee_name, place_name};
use crate::web::{Site, fault::Fault, figure, layout, learn, picture};

pub(super) async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let assessment = current(&site).await?;
    let body = if assessment.ranking.is_empty() {
        nothing_yet(&site, &assessment)
    } else {
        ranked(&site, &assessment)
    };
    Ok(layout::columns(
        &site,
        "Your knee",
        layout::Tab::Knee,
        &body,
    ))
}

fn nothing_yet(site: &Site, assessment: &Assessment) -> Markup {
    let screening = &assessment.screening;
    html! {
        div.head.full {
            h1 { (site.text("page-result-what-is-it-likely-to")) }
            p.lede { (site.text("page-result-first-come-the-questions-about")) }
            p { a.btn href="/assessment" { @if screening.unasked.is_empty() { (site.text("page-result-go-on")) } @else { (site.text("page-result-answer-the-questions")) } } }
        }
        div.stack { (flags(site, screening)) (young(site, assessment)) (open_questions(site, screening)) }
    }
}

fn ranked(site: &Site, assessment: &Assessment) -> Markup {
    let views: Vec<View> = View::ALL.to_vec();
    html! {
        (picture(&knee::symbols(&views)))
        div.head.full {
            p.quiet { (site.text("page-result-a-ranking-of-what-fits")) }
            @match assessment.ranking.as_slice() {
                [one] => h1 { (figure::heading(&site.say(&one.headline))) },
                _ => h1 { (site.text("page-result-both-knees")) },
            }
        }
        @for knee in &assessment.ranking { (one_knee(site, knee, assessment.ranking.len() > 1)) }
        div.stack {
            (flags(site, &assessment.screening))
            (young(site, assessment))
            (open_questions(site, &assessment.screening))
            (causes::section(site, assessment))
            (see_professional_if(site))
            (learn::links(site, assessment, CardPlace::Result))
            section.sec aria-labelledby="change" {
                h2 #change { (site.text("page-result-change-what-you-told-us")) }
                ul {
                    li { a.link href="/assessment/knee" { (site.text("page-result-where-it-hurts")) } }
                    li { a.link href="/findings" { (site.text("page-result-findings")) } }
                    li { a.link href="/assessment/habits" { (site.text("page-result-how-you-run")) } }
                    li { a.link href="/causes/questions" { (site.text("page-result-what-may-have-led-to-it")) } }
                    li { a.link href="/outcomes" { (site.text("page-outcomes-title")) } }
                    li { a.link href="/letter" { (site.text("page-letter-link")) } }
                    li { a.link href="/plan" { (site.text("page-result-the-plan-that-follows-from")) } }
                }
            }
        }
    }
}

/// What comes first while somebody still grows.
fn young(site: &Site, assessment: &Assessment) -> Markup {
    html! {
        @if let Some(young) = &assessment.young {
            section.sec aria-labelledby="young" {
                h2 #young { (site.text("page-result-young")) }
                ul.bullets { @for part in &young.parts { li { (site.say(&part.text)) } } }
            }
        }
    }
}

/// What is asked again with every entry of the diary, as a list to keep in mind.
fn see_professional_if(site: &Site) -> Markup {
    html! {
        section.sec aria-labelledby="see" {
            h2 #see { (site.text("page-see-professional-title")) }
            ul.fa {
                @for item in site.knowledge.red_flags.every_diary_entry() {
                    li { (picture(&Icon::StopOutline.silent())) span { (site.say(&item.told())) } }
                }
            }
            p.small.quiet { (site.text("page-see-professional-intro")) }
            a.link href="/log" { (site.text("page-result-log-how-it-is")) }
        }
    }
}

fn one_knee(site: &Site, ranking: &KneeRanking, named: bool) -> Markup {
    let id = format!("knee-{}", ranking.side.as_str());
    html! {
        section.sec aria-labelledby=(id) {
            h2 id=(id) { (knee_name(ranking.side)) @if named { ": " (figure::heading(&site.say(&ranking.headline))) } }
            (places(site, ranking))
            @if let Some(why) = &ranking.see_professional {
                div.stoprule {
                    (picture(&Icon::StopOutline.silent()))
                    div.stack {
                        p { b { (site.say(why)) } }
                        (tell_them(site, ranking))
                    }
                }
            }
            @if !ranking.contradictions.is_empty() {
                div.stack {
                    h3 { (site.text("page-result-does-not-fit-together")) }
                    ul.bullets { @for one in &ranking.contradictions { li { (site.say(one)) } } }
                    p { a.link href={ "/assessment/knee" } { (site.text("page-result-answer-again")) } }
                }
            }
            @if let Some(next) = &ranking.next_question {
                div.card {
                    h3 { (site.text("page-result-this-would-change-it-most")) }
                    p { (site.say(&next.question)) }
                    p { a.btn href={ "/assessment/" (ranking.side.as_str()) "/" (next.feature) } { (site.text("page-result-answer-it")) } }
                }
            }
            @for candidate in ranking.candidates.iter().filter(|one| one.band != Band::LessLikely) {
                (one_candidate(site, ranking.side, candidate))
            }
            (less_likely(site, ranking))
            (outside(site, ranking))
            @if ranking.see_professional.is_none() && !ranking.tell_them.is_empty() {
                details { summary { "What to tell a professional" span.vh { ", " (ranking.side.as_str()) " knee" } } (tell_them(site, ranking)) }
            }
        }
    }
}

fn tell_them(site: &Site, ranking: &KneeRanking) -> Markup {
    html! {
        @if !ranking.tell_them.is_empty() {
            ul.bullets { @for message in &ranking.tell_them { li { (site.say(message)) } } }
        }
    }
}

/// What is kept outside the sum, in words.
fn outside(site: &Site, ranking: &KneeRanking) -> Markup {
    html! {
        details {
            summary { (site.text("page-result-outside")) span.vh { ", " (ranking.side.as_str()) " knee" } }
            p.quiet { (site.text("page-result-outside-why")) }
            ul.bullets { @for one in &ranking.outside { li { (figure::opening(&site.say(&one.name))) } } }
            p { a.link href="/assessment" { (site.text("page-result-outside-ask")) } }
        }
    }
}

/// Each marked place as a small picture with its name.
fn places(site: &Site, ranking: &KneeRanking) -> Markup {
    let spots = ranking.spots.iter().filter_map(|id| Spot::from_id(id));
    html! {
        div.row {
            @for spot in spots {
                @let (plain, anatomy) = place_name(site, spot);
                span.spotchip {
                    @if let Some(detail) = detail(site, ranking, spot) { (picture(&detail)) }
                    span { (plain) small.quiet { (anatomy) } }
                }
            }
            @for row in off_the_map(site, ranking) {
                span.spotchip { span { (site.say(&row.name())) small.quiet { (site.say(&row.anatomy())) } } }
            }
        }
    }
}

/// Marked places that no picture shows, such as "all over".
fn off_the_map<'a>(site: &'a Site, ranking: &KneeRanking) -> Vec<&'a SpotRow> {
    let off = ranking
        .spots
        .iter()
        .filter(|id| Spot::from_id(id).is_none());
    off.filter_map(|id| site.knowledge.conditions.spot(id))
        .collect()
}

fn detail(site: &Site, ranking: &KneeRanking, spot: Spot) -> Option<trochlea_picture::Svg> {
    let id = format!("spot-{}-{}", ranking.side.as_str(), spot.id());
    let title = format!(
        "{}, {} knee",
        place_name(site, spot).0,
        ranking.side.as_str()
    );
    let label = Label {
        id: &id,
        title: &title,
        desc: "",
    };
    let mark = Mark { spot, spread: 1.0 };
    let drawn = |view: View| knee::detail(view, ranking.side, mark, label);
    View::ALL.into_iter().find_map(drawn)
}

fn one_candidate(site: &Site, side: Side, candidate: &Candidate) -> Markup {
    html! {
        div.cond {
            h3 { (figure::opening(&site.say(&candidate.name))) " " span.tag { (site.text(band(candidate.band))) } }
            (belief(site, side, candidate))
            p.quiet { (site.say(&candidate.condition.about())) }
            @if !candidate.has_published_accuracy { p.small.quiet { (site.text("page-result-no-accuracy")) } }
            div.fag {
                (evidence(site, "Speaks for it", Icon::For, &candidate.speaks_for))
                (evidence(site, "Speaks against it", Icon::Against, &candidate.speaks_against))
            }
        }
    }
}

fn evidence(site: &Site, heading: &str, icon: Icon, evidence: &[Evidence]) -> Markup {
    html! {
        div {
            h4 { (heading) }
            @if evidence.is_empty() { p.quiet.small { (site.text("page-result-nothing-so-far")) } }
            ul.fa { @for one in evidence { li { (picture(&icon.silent())) span { (site.say(&one.message)) " " small.quiet { (site.text(basis(one))) } } } } }
        }
    }
}

/// What a piece of evidence stands on. A place and what another item already says have no weight of
/// their own.
fn basis(one: &Evidence) -> &'static str {
    match (one.from, one.counted, one.basis) {
        (EvidenceSource::Spot, _, _) => "page-result-basis-place",
        (_, false, _) => "page-result-basis-not-counted",
        (_, true, Status::Sourced) if one.capped => "page-result-basis-capped",
        (_, true, Status::Sourced) => "page-result-basis-published",
        (_, true, Status::House | Status::Contested) => "page-result-basis-house",
    }
}

fn less_likely(site: &Site, ranking: &KneeRanking) -> Markup {
    let less: Vec<&Candidate> = ranking
        .candidates
        .iter()
        .filter(|one| one.band == Band::LessLikely)
        .collect();
    html! {
        @if !less.is_empty() {
            details {
                summary { "Less likely, " (ranking.side.as_str()) " knee" }
                div.stack { @for candidate in less { (one_candidate(site, ranking.side, candidate)) } }
            }
        }
    }
}

/// Where a candidate's part of all that can hurt there lies on the scale of words: the pointer at
/// its middle, the smear over its 80 % interval.
fn belief(site: &Site, side: Side, candidate: &Candidate) -> Markup {
    let Share { low, mid, high } = candidate.share;
    let title = site.say(
        &Message::new("page-belief")
            .message("name", candidate.name.clone())
            .message("band", Message::new(band(candidate.band))),
    );
    let words = ["less", "possible", "more"].map(|word| site.text(format!("page-belief-{word}")));
    let [less, possible, more] = &words;
    let id = format!("belief-{}-{}", side.as_str(), candidate.condition.as_str());
    let drawn = Belief {
        label: Label {
            id: &id,
            title: &title,
            desc: "",
        },
        words: [less, possible, more],
        pointer: mid,
        range: (low, high),
    };
    html! { (picture(&drawn.draw())) }
}

const fn band(band: Band) -> &'static str {
    match band {
        Band::MoreLikely => "report-band-more_likely",
        Band::Possible => "report-band-possible",
        Band::CannotTellApart => "report-band-cannot_tell_apart",
        Band::LessLikely => "report-band-less_likely",
    }
}
