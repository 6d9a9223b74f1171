//! What stands beside the runs on the plan: routines, other sports, and the steps.

use maud::{Markup, html};
use trochlea_assess::Assessment;
use trochlea_knowledge::Message;
use trochlea_programme::{CrossTraining, Retraining, Routine, SportStatus};

use crate::web::Site;

pub(super) fn sections(site: &Site, assessment: &Assessment) -> Markup {
    html! {
        (routines(site, &assessment.routines))
        @if let Some(sports) = &assessment.cross_training { (other_sports(site, sports)) }
        @if let Some(retraining) = &assessment.retraining { (steps(site, retraining)) }
    }
}

fn routines(site: &Site, routines: &[Routine]) -> Markup {
    html! {
        @if !routines.is_empty() {
            section.sec aria-labelledby="routines" {
                h2 #routines { (site.text("page-beside-around-a-run")) }
                @for routine in routines {
                    details {
                        summary { (site.say(&routine.name)) ", " (site.say(&minutes(routine))) }
                        div.stack {
                            p.small.quiet { (site.say(&routine.rule)) }
                            ul.bullets { @for one in &routine.exercises { li { a href={ "/exercises/" (one.exercise) } { (site.say(&one.name)) } ": " (site.say(&one.dose_text)) } } }
                        }
                    }
                    @if let Some(steady) = &routine.steadiness { p.small.quiet { (site.say(&steady.text)) } }
                }
            }
        }
    }
}

fn minutes(routine: &Routine) -> Message {
    let [from, to] = routine.minutes.map(f64::from);
    Message::new("page-beside-minutes")
        .number("from", from)
        .number("to", to)
}

fn other_sports(site: &Site, sports: &CrossTraining) -> Markup {
    html! {
        section.sec aria-labelledby="sports" {
            h2 #sports { (site.text("page-beside-other-sports")) }
            p { (site.say(&sports.text)) }
            ul.list {
                @for sport in &sports.sports {
                    li {
                        div.main {
                            b { (site.say(&sport.name)) @if sport.status == SportStatus::Dropped { " " span.tag { (site.text("page-beside-left-out")) } } }
                            span { (site.say(&sport.text)) }
                            @if let Some(caution) = &sport.caution { small { (site.say(caution)) } }
                        }
                    }
                }
            }
        }
    }
}

fn steps(site: &Site, retraining: &Retraining) -> Markup {
    html! {
        section.sec aria-labelledby="steps" {
            h2 #steps { (site.text("page-beside-steps")) }
            p { (site.say(&retraining.text)) }
            p { a.link href="/step-rate" { (site.text("page-beside-steps-more")) } }
        }
    }
}
