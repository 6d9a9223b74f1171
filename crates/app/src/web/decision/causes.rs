//! Why it may have happened: a section of the result, and a page with everything that was looked
//! at and the data behind it.

use std::sync::Arc;

use axum::{extract::State as Shared, response::Html};
use maud::{Markup, html};
use trochlea_assess::Assessment;
use trochlea_cause::{
    Causes, Compared, Contributor, FailedCare, Family, FamilyBand, Finding, NextStep, ShoeNow,
};
use trochlea_knowledge::Message;
use trochlea_picture::{Belief, Icon, Label, Range, RangeRow, RangeRows};
use trochlea_report::{
    evidence_message, family_band_message, finding_message, known_message, onset_message,
};

use super::current;
use crate::web::{Site, fault::Fault, figure, layout, picture};

pub(super) async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let assessment = current(&site).await?;
    let causes = &assessment.causes;
    let body = html! {
        div.head.full {
            p.quiet { (site.text("page-causes-no-plan-waits")) }
            h1 { (site.text("page-causes-why")) }
            p.lede { (site.say(&causes.headline)) }
            (since(&site, causes))
        }
        @for family in &causes.families { (whole_family(&site, family)) }
        div.stack {
            (referral(&site, causes))
            @if let Some(care) = &causes.failed_care { (failed_care(&site, care)) }
            (repetitions(&site, &assessment))
            (shoes(&site, &causes.shoes))
            section.sec aria-labelledby="how" {
                h2 #how { (site.text("page-causes-how-to-read")) }
                p { (site.say(&causes.frame)) }
                p.quiet { (site.text("page-causes-steps")) }
                ul {
                    li { a.link href="/causes/questions" { (ask(&site, causes)) } }
                    li { a.link href="/result" { (site.text("page-causes-back")) } }
                }
            }
        }
    };
    Ok(layout::columns(
        &site,
        "Why it may have happened",
        layout::Tab::Knee,
        &body,
    ))
}

/// The families in short, on the result page.
pub(super) fn section(site: &Site, assessment: &Assessment) -> Markup {
    let causes = &assessment.causes;
    html! {
        section.sec aria-labelledby="why-it" {
            h2 #why-it { (site.text("page-causes-why")) }
            p { (site.say(&causes.headline)) }
            @for family in &causes.families {
                div.cond {
                    (family_head(site, family, "short"))
                    @let there: Vec<&Contributor> = there(family).collect();
                    @if there.is_empty() { p.quiet.small { (nothing(site, family)) } }
                    @else {
                        ul.fa { @for one in there { li { (picture(&Icon::For.silent())) span { (figure::opening(&site.say(&one.name))) } } } }
                    }
                }
            }
            @if let Some(who) = &causes.referral { p { (site.say(who)) } }
            (repetitions(site, assessment))
            p { a.link href="/causes" { (site.text("page-causes-all")) } }
            p { a.link href="/causes/questions" { (ask(site, causes)) } }
        }
    }
}

fn since(site: &Site, causes: &Causes) -> Markup {
    html! {
        p { (site.say(&onset_message(&causes.onset))) " " a.link href="/causes/questions#since" { (site.text("page-causes-say-since")) } }
    }
}

/// How many questions are open, as the name of a link.
fn ask(site: &Site, causes: &Causes) -> String {
    let open = causes
        .questions
        .iter()
        .filter(|question| question.answer.is_none());
    match open.count() {
        0 => site.text("page-causes-change-answers"),
        n => site.say(&Message::new("page-causes-open").number("count", n as f64)),
    }
}

fn there(family: &Family) -> impl Iterator<Item = &Contributor> {
    let is_there =
        |one: &&Contributor| matches!(one.finding, Finding::SpeaksFor | Finding::MayContribute);
    family.contributors.iter().filter(is_there)
}

fn with(family: &Family, finding: Finding) -> Vec<&Contributor> {
    let contributors = family.contributors.iter();
    contributors.filter(|one| one.finding == finding).collect()
}

fn nothing(site: &Site, family: &Family) -> String {
    let open = with(family, Finding::CannotTell).len();
    site.say(&Message::new("page-causes-nothing").number("open", open as f64))
}

fn family_head(site: &Site, family: &Family, place: &str) -> Markup {
    html! {
        h3 { (figure::opening(&site.say(&family.name))) " " span.tag { (site.say(&family_band_message(family))) } }
        (belief(site, family, place))
        p.quiet { (site.say(&family.about)) }
    }
}

fn whole_family(site: &Site, family: &Family) -> Markup {
    let id = format!("family-{}", family.family.as_str());
    let open = with(family, Finding::CannotTell);
    let absent = with(family, Finding::SpeaksAgainst);
    let shown = with(family, Finding::NotCounted);
    html! {
        section.sec aria-labelledby=(id) {
            h2 id=(id) { (figure::opening(&site.say(&family.name))) " " span.tag { (site.say(&family_band_message(family))) } }
            (belief(site, family, "whole"))
            p.quiet { (site.say(&family.about)) }
            @if there(family).next().is_none() { p { (nothing(site, family)) } }
            @for one in there(family) { (contributor(site, one)) }
            @if !open.is_empty() {
                details {
                    summary { (site.text("page-causes-not-known")) " (" (open.len()) ")" span.vh { ", " (site.say(&family.name)) } }
                    ul.fa {
                        @for one in &open {
                            li { (picture(&Icon::Missing.silent())) span { b { (figure::opening(&site.say(&one.name))) } " " (next(site, one.next.as_ref())) } }
                        }
                    }
                }
            }
            (folded(site, family, "page-causes-not-there", &absent, Icon::Against))
            (folded(site, family, "page-causes-not-counted", &shown, Icon::Ring))
        }
    }
}

fn folded(
    site: &Site,
    family: &Family,
    heading: &'static str,
    contributors: &[&Contributor],
    icon: Icon,
) -> Markup {
    html! {
        @if !contributors.is_empty() {
            details {
                summary { (site.text(heading)) " (" (contributors.len()) ")" span.vh { ", " (site.say(&family.name)) } }
                ul.fa {
                    @for one in contributors {
                        li {
                            (picture(&icon.silent()))
                            span { b { (figure::opening(&site.say(&one.name))) } " " (site.say(&one.data)) " " (site.say(&one.why)) (source(site, one)) }
                        }
                    }
                }
            }
        }
    }
}

/// One that is there: its data, the picture of it, and how good the evidence is.
fn contributor(site: &Site, one: &Contributor) -> Markup {
    html! {
        div.cond {
            h3 { (figure::opening(&site.say(&one.name))) " " span.tag { (site.say(&finding_message(one))) } }
            p { (site.say(&one.data)) }
            @if let Some(drawn) = drawn(site, one) { (drawn) }
            p.quiet { (site.say(&one.why)) }
            (source(site, one))
        }
    }
}

fn source(site: &Site, one: &Contributor) -> Markup {
    html! {
        p.small.quiet {
            (figure::opening(&site.say(&evidence_message(one)))) ", " (site.say(&known_message(one))) ". "
            (one.provenance.source) "."
            @if let Some(population) = &one.provenance.population { " " (site.text("page-causes-measured-on")) " " (population) "." }
        }
    }
}

/// What was found beside what was usual, with the threshold as a line.
fn drawn(site: &Site, one: &Contributor) -> Option<Markup> {
    let Compared {
        value,
        usual: Some(usual),
        threshold,
        unit,
        day,
    } = one.compared.as_ref()?
    else {
        return None;
    };
    let said = |number: f64| format!("{} {unit}", figure::plain(number));
    let (name, words) = match day {
        Some(day) => (day.strftime("%a %-d %b").to_string(), said(*value)),
        None => (site.text("page-causes-drawn-recent"), said(*value)),
    };
    let (usual_name, usual_words) = (site.text("page-causes-drawn-usual"), said(*usual));
    let title = site.say(
        &Message::new("page-causes-drawn")
            .message("name", one.name.clone())
            .text("value", words.as_str())
            .text("usual", usual_words.as_str()),
    );
    let id = format!("drawn-{}", one.id);
    let limit = site.say(&Message::new("page-causes-drawn-limit").text("limit", said(*threshold)));
    let point = |mid: f64| Range {
        mid,
        low: mid,
        high: mid,
    };
    let drawing = RangeRows {
        label: Label {
            id: &id,
            title: &title,
            desc: "",
        },
        rows: &[
            RangeRow {
                name: &name,
                value: point(*value),
                words: &words,
            },
            RangeRow {
                name: &usual_name,
                value: point(*usual),
                words: &usual_words,
            },
        ],
        reference: Some(*threshold),
        reference_words: &limit,
        unit: "",
        table_head: [&site.text("page-causes-head-what"), unit],
    }
    .draw();
    Some(html! { figure { (picture(&drawing.svg)) (layout::table(&title, &drawing.table)) } })
}

fn next(site: &Site, next: Option<&NextStep>) -> Markup {
    html! {
        @match next {
            Some(NextStep::Question { text, .. }) => { (site.say(text)) " " a.link href="/causes/questions" { (site.text("page-causes-answer")) span.vh { ": " (site.say(text)) } } }
            Some(NextStep::Feature { feature }) => { (site.say(&Message::new(format!("feature-{feature}-question")))) }
            Some(NextStep::Measure { text, clinician_only, .. }) => {
                (site.say(text))
                @if *clinician_only { " " (site.text("page-causes-by-a-professional")) }
            }
            Some(NextStep::Record { text }) => { (site.say(text)) }
            None => {}
        }
    }
}

fn referral(site: &Site, causes: &Causes) -> Markup {
    html! {
        @if let Some(who) = &causes.referral {
            section.sec aria-labelledby="gait-expert" {
                h2 #gait-expert { (site.text("page-causes-somebody-who-knows-gait")) }
                p { (site.say(who)) }
                p.quiet { (site.say(&causes.gait_assessment.text)) }
            }
        }
    }
}

fn failed_care(site: &Site, care: &FailedCare) -> Markup {
    html! {
        section.sec aria-labelledby="anew" {
            h2 #anew { (site.text("page-causes-look-anew")) }
            p { (site.text("page-causes-tried")) " " @for (idx, one) in care.tried.iter().enumerate() { @if idx > 0 { ", " } (site.say(one)) } "." }
            ul.bullets {
                @for one in &care.recheck {
                    li {
                        (site.say(&one.text))
                        @for taken in &one.taken { br; small.quiet { (site.say(taken)) } }
                    }
                }
            }
        }
    }
}

fn repetitions(site: &Site, assessment: &Assessment) -> Markup {
    html! {
        @if let Some(offered) = &assessment.downhill_repetitions {
            div.card {
                h3 { (site.text("page-causes-downhill-repetitions")) }
                p { (site.say(&offered.text)) }
                @if offered.sets.is_none() { p { a.btn.plain href="/causes/questions#hill" { (site.text("page-causes-say-how-high")) } } }
            }
        }
    }
}

fn shoes(site: &Site, shoes: &[ShoeNow]) -> Markup {
    html! {
        @if !shoes.is_empty() {
            section.sec aria-labelledby="shoes" {
                h2 #shoes { (site.text("page-causes-shoes")) }
                ul.bullets { @for shoe in shoes { li { (site.say(&shoe.text)) } } }
            }
        }
    }
}

/// Where a family stands on the scale of words. The smear is as wide as what is not known; where
/// nothing can be told there is no place to point to.
fn belief(site: &Site, family: &Family, place: &str) -> Markup {
    let pointer = match family.band {
        FamilyBand::SpeaksFor => 5.0 / 6.0,
        FamilyBand::MayContribute => 0.5,
        FamilyBand::SpeaksAgainst => 1.0 / 6.0,
        FamilyBand::CannotTell => return html! {},
    };
    let reach = 0.16 + 0.3 * (1.0 - family.known_fraction);
    let title = site.say(
        &Message::new("page-belief")
            .message("name", family.name.clone())
            .message("band", family_band_message(family)),
    );
    let words = [
        "page-causes-belief-against",
        "page-causes-belief-may",
        "page-causes-belief-for",
    ]
    .map(|id| site.text(id));
    let [against, may, speaks_for] = &words;
    let id = format!("belief-{place}-{}", family.family.as_str());
    let drawn = Belief {
        label: Label {
            id: &id,
            title: &title,
            desc: "",
        },
        words: [against, may, speaks_for],
        pointer,
        range: ((pointer - reach).max(0.0), (pointer + reach).min(1.0)),
    };
    html! { (picture(&drawn.draw())) }
}
