//! The result: which patterns fit, what speaks for and against each, what would change it most.

use std::sync::Arc;

use axum::{extract::State as Shared, response::Html};
use maud::{Markup, html};
use trochlea_assess::Assessment;
use trochlea_picture::{
    Icon, Label,
    knee::{self, Mark, Spot, View},
};
use trochlea_triage::{Band, Candidate, Evidence, KneeRanking};

use super::{current, flags, open_questions};
use crate::web::assessment::{knee_name, place_name};
use crate::web::{Site, fault::Fault, figure, layout, picture};

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
            h1 { "What is it likely to be?" }
            p.lede { "First come the questions about what could be dangerous, then where it hurts. It takes about ten minutes and can be stopped at any point." }
            p { a.btn href="/assessment" { @if screening.unasked.is_empty() { "Go on" } @else { "Answer the questions" } } }
        }
        div.stack { (flags(site, screening)) (open_questions(site, screening)) }
    }
}

fn ranked(site: &Site, assessment: &Assessment) -> Markup {
    let views: Vec<View> = View::ALL.to_vec();
    html! {
        (picture(&knee::symbols(&views)))
        div.head.full {
            p.quiet { "A ranking of what fits, not a diagnosis" }
            @match assessment.ranking.as_slice() {
                [one] => h1 { (site.say(&one.headline)) },
                _ => h1 { "Both knees" },
            }
        }
        @for knee in &assessment.ranking { (one_knee(site, knee, assessment.ranking.len() > 1)) }
        div.stack {
            (flags(site, &assessment.screening))
            (open_questions(site, &assessment.screening))
            section.sec aria-labelledby="change" {
                h2 #change { "Change what you told us" }
                p { a.link href="/assessment/knee" { "Where it hurts" } }
                p { a.link href="/assessment/habits" { "How you run" } }
                p { a.link href="/plan" { "The plan that follows from this" } }
            }
        }
    }
}

fn one_knee(site: &Site, ranking: &KneeRanking, named: bool) -> Markup {
    let id = format!("knee-{}", ranking.side.as_str());
    html! {
        section.sec aria-labelledby=(id) {
            h2 id=(id) { (knee_name(ranking.side)) @if named { ": " (site.say(&ranking.headline)) } }
            (places(ranking))
            @if let Some(why) = &ranking.see_professional {
                div.stoprule {
                    (picture(&Icon::StopOutline.silent()))
                    div.stack {
                        p { b { "See a professional." } " " (site.say(why)) }
                        (tell_them(site, ranking))
                    }
                }
            }
            @if let Some(next) = &ranking.next_question {
                div.card {
                    h3 { "This would change it most" }
                    p { (site.say(&next.question)) }
                    p { a.btn href={ "/assessment/" (ranking.side.as_str()) "/" (next.feature) } { "Answer it" } }
                }
            }
            @for candidate in ranking.candidates.iter().filter(|one| one.band != Band::LessLikely) {
                (one_candidate(site, candidate))
            }
            (less_likely(site, ranking))
            @if ranking.see_professional.is_none() && !ranking.tell_them.is_empty() {
                details { summary { "To tell a professional" span.vh { ", " (ranking.side.as_str()) " knee" } } (tell_them(site, ranking)) }
            }
        }
    }
}

fn tell_them(site: &Site, ranking: &KneeRanking) -> Markup {
    html! {
        @if !ranking.tell_them.is_empty() {
            p { "Tell them:" }
            ul.bullets { @for message in &ranking.tell_them { li { (site.say(message)) } } }
        }
    }
}

/// Each marked place as a small picture with its name.
fn places(ranking: &KneeRanking) -> Markup {
    let spots = ranking.spots.iter().filter_map(|id| Spot::from_id(id));
    html! {
        div.row {
            @for spot in spots {
                @let (plain, anatomy) = place_name(spot);
                span.spotchip {
                    @if let Some(detail) = detail(ranking, spot) { (picture(&detail)) }
                    span { (plain) small.quiet { (anatomy) } }
                }
            }
        }
    }
}

fn detail(ranking: &KneeRanking, spot: Spot) -> Option<trochlea_picture::Svg> {
    let id = format!("spot-{}-{}", ranking.side.as_str(), spot.id());
    let title = format!("{}, {} knee", place_name(spot).0, ranking.side.as_str());
    let label = Label {
        id: &id,
        title: &title,
        desc: "",
    };
    let mark = Mark { spot, spread: 1.0 };
    let drawn = |view: View| knee::detail(view, ranking.side, mark, label);
    View::ALL.into_iter().find_map(drawn)
}

fn one_candidate(site: &Site, candidate: &Candidate) -> Markup {
    html! {
        div.cond {
            h3 { (figure::opening(&site.say(&candidate.name))) " " span.tag { (band(candidate.band)) } }
            p.quiet { (site.say(&candidate.condition.about())) }
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
            @if evidence.is_empty() { p.quiet.small { "Nothing so far" } }
            ul.fa { @for one in evidence { li { (picture(&icon.silent())) span { (site.say(&one.message)) } } } }
        }
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
                div.stack { @for candidate in less { (one_candidate(site, candidate)) } }
            }
        }
    }
}

const fn band(band: Band) -> &'static str {
    match band {
        Band::MoreLikely => "more likely",
        Band::Possible => "possible",
        Band::CannotTellApart => "cannot be told apart",
        Band::LessLikely => "less likely",
    }
}
