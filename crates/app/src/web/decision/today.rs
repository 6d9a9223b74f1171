//! Today: what may be run and why not more, what strength work, what to watch for.

use std::sync::Arc;

use axum::{
    extract::State as Shared,
    response::{IntoResponse, Redirect, Response},
};
use jiff::{ToSpan, civil::Date};
use maud::{Markup, html};
use trochlea_assess::{Assessment, Disposition};
use trochlea_picture::{DiaryChart, DiaryDay, Icon, Label, Width};
use trochlea_plan::{Downhill, Plan, StrengthDay, TodayRun};
use trochlea_programme::{Prescribed, Programme};

use super::{current, flags, limits, open_questions};
use crate::web::{Site, fault::Fault, figure, layout, picture};

/// So many days are drawn.
const DAYS: i64 = 14;

pub(super) async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Response, Fault> {
    let assessment = current(&site).await?;
    // An emergency is not one line among others.
    if assessment.disposition == Disposition::Emergency {
        return Ok(Redirect::to("/flag").into_response());
    }
    let page = Page {
        site: &site,
        assessment: &assessment,
    };
    Ok(layout::columns(&site, "Today", layout::Tab::Today, &page.body()).into_response())
}

struct Page<'a> {
    site: &'a Site,
    assessment: &'a Assessment,
}

impl Page<'_> {
    fn body(&self) -> Markup {
        let screening = &self.assessment.screening;
        html! {
            div.head.full {
                p.quiet { (figure::long_day(self.assessment.now.date())) }
                h1 { (self.headline()) }
                p.lede { (self.lede()) }
            }
            @match &self.assessment.plan {
                Some(plan) => {
                    (self.run(plan))
                    div.stack { (self.professional(plan)) (flags(self.site, screening)) (self.course()) }
                    (self.strength())
                    (self.notes(plan))
                },
                None => {
                    div.stack { (self.first_step()) (flags(self.site, screening)) (open_questions(self.site, screening)) }
                    div.stack { (self.strength()) (self.course()) }
                },
            }
        }
    }

    fn headline(&self) -> String {
        match (&self.assessment.plan, self.assessment.disposition) {
            (Some(plan), _) => self.site.say(&plan.today.headline),
            (None, Disposition::AnswerFirst) => "A few questions first".to_owned(),
            (None, _) => "No running until somebody has looked".to_owned(),
        }
    }

    fn lede(&self) -> String {
        match self.assessment.disposition {
            Disposition::Proceed => "This holds for today. How the knee answers decides about tomorrow.".to_owned(),
            Disposition::ProceedAndSeeProfessional => "Go on within these limits, and let a professional look at the knee soon.".to_owned(),
            Disposition::AnswerFirst => "What could be dangerous is asked before anything is planned. Each question takes a few seconds, and “I don't know” is an answer.".to_owned(),
            Disposition::SeeProfessional | Disposition::Urgent | Disposition::Emergency => {
                "What you told us should be seen by a person before there is a running plan.".to_owned()
            }
        }
    }

    fn first_step(&self) -> Markup {
        html! {
            @if self.assessment.disposition == Disposition::AnswerFirst {
                p.row { a.btn href="/assessment" { "Answer the questions" } }
            }
        }
    }

    fn run(&self, plan: &Plan) -> Markup {
        html! {
            section.card.run aria-labelledby="run" {
                header.row.split { h2 #run { "Run" } a.tag href="/plan" { "plan and gates" } }
                @match &plan.today.run {
                    Some(run) => (self.todays_run(run)),
                    None => {
                        p.hero { "Rest" span.hero-2 { "for the running" } }
                        @let others = plan.today.rest_reasons.iter().filter(|reason| **reason != plan.today.reason);
                        ul.stack { @for reason in others { li { (self.site.say(reason)) } } }
                    },
                }
                @if plan.today.run.is_none() { (self.next_run(plan)) }
                p.why {
                    b { @if plan.today.run.is_some() { "Why not more" } @else { "Why" } }
                    span { (self.site.say(&plan.today.reason)) }
                }
                (limits(self.site, &plan.caps))
                div.row.acts {
                    @if plan.today.run.is_some() {
                        a.btn href="/log?for=run" { "Log the run" }
                        a.btn.plain href="/log" { "Log the morning" }
                    } @else {
                        a.btn href="/log" { "Log how it is" }
                    }
                }
            }
        }
    }

    fn next_run(&self, plan: &Plan) -> Markup {
        let next = plan.week.days.iter().skip(1).find(|day| day.run.is_some());
        html! {
            @if let Some(day) = next {
                p { "Next: " b { (figure::short_day(day.date)) } ". " (self.site.say(&day.text)) "." }
            }
        }
    }

    fn todays_run(&self, run: &TodayRun) -> Markup {
        html! {
            p.hero.num { (trochlea_report::limit_km(run.distance)) span.unit { "km" } " " span.hero-2 { "at most" @if run.easy_only { ", easy" } } }
            dl.facts {
                div { dt { "Downhill" } dd { (downhill(run.downhill)) } }
                div { dt { "Pace" } dd { @if run.easy_only { "Easy" small { "you can talk in whole sentences" } } @else { "Free" } } }
                @if let Some(hint) = &run.step_rate {
                    div { dt { "Step rate, worth a try" } dd { (format!("{:.0} to {:.0}", hint.low.as_spm(), hint.high.as_spm())) span.unit { "/min" } small { "yours is " (format!("{:.0}", hint.own.as_spm())) } } }
                }
            }
            p { (self.site.say(&run.ground)) }
            p.stoprule { (picture(&Icon::Stop.silent())) span { (self.site.say(&run.stop_rule)) } }
        }
    }

    fn professional(&self, plan: &Plan) -> Markup {
        html! {
            @if !plan.signals.is_empty() {
                section.sec aria-labelledby="course" {
                    h2 #course { "A good moment to have it looked at" }
                    ul.stack { @for signal in &plan.signals { li { (self.site.say(&signal.reason)) } } }
                }
            }
        }
    }

    fn strength(&self) -> Markup {
        let today = self
            .assessment
            .plan
            .as_ref()
            .and_then(|plan| plan.week.days.first());
        let what = today.map_or(StrengthDay::Full, |day| day.strength);
        html! {
            @if let Some(programme) = &self.assessment.programme {
                section.sec aria-labelledby="strength" {
                    h2 #strength {
                        @match what {
                            StrengthDay::Full => "Strength",
                            StrengthDay::DailyOnly => "Strength: the daily ones today",
                            StrengthDay::None => "No strength work today",
                        }
                    }
                    (self.exercises(programme, what))
                    p.why { b { "Pain" } span { (self.site.say(&programme.pain_rule)) } }
                    (self.left_out(programme))
                }
            }
        }
    }

    fn exercises(&self, programme: &Programme, what: StrengthDay) -> Markup {
        let due = |one: &&Prescribed| match what {
            StrengthDay::Full => true,
            StrengthDay::DailyOnly => one.daily,
            StrengthDay::None => false,
        };
        html! {
            ul.list {
                @for one in programme.exercises.iter().filter(due) {
                    li {
                        div.main {
                            b { (self.site.say(&one.name)) @if one.optional { span.quiet { " if you like" } } }
                            small.num { (self.site.say(&one.dose_text)) }
                            @if let Some(ease_off) = &one.ease_off { small { (self.site.say(ease_off)) } }
                            details {
                                summary { "How and why" span.vh { ": " (self.site.say(&one.name)) } }
                                ol.bullets { @for cue in &one.cues { li { (self.site.say(cue)) } } }
                                p.why { b { "Why" } span { (self.site.say(&one.why)) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn left_out(&self, programme: &Programme) -> Markup {
        html! {
            @if !programme.excluded.is_empty() {
                details {
                    summary { "Left out for now, and why" }
                    ul.stack {
                        @for one in &programme.excluded {
                            li.open { (picture(&Icon::Missing.silent())) span { b { (self.site.say(&one.name)) } " " (self.site.say(&one.why)) } }
                        }
                    }
                }
            }
        }
    }

    /// Two weeks of runs and of the mornings after them.
    fn course(&self) -> Markup {
        let today = self.assessment.now.date();
        let first = today.saturating_sub((DAYS - 1).days());
        let dates: Vec<(Date, String)> = (0..DAYS)
            .map(|idx| first.saturating_add(idx.days()))
            .map(|day| (day, day.strftime("%-d %b").to_string()))
            .collect();
        let days: Vec<DiaryDay<'_>> = dates
            .iter()
            .map(|(day, name)| DiaryDay {
                name,
                load: self.km_on(*day),
                interval: None,
                pain: self.morning_after(*day),
            })
            .collect();
        if days
            .iter()
            .all(|day| day.load.is_none() && day.pain.is_none())
        {
            return html! {
                section.sec aria-labelledby="days" {
                    h2 #days { "Last " (DAYS) " days" }
                    p.quiet { "No run and no morning was noted. A note takes less than a minute." }
                    a.link href="/log" { "Log how it is" }
                }
            };
        }
        let said = days.iter().filter(|day| day.pain.is_some()).count();
        let runs = days.iter().filter(|day| day.load.is_some()).count();
        let title = format!("Last {DAYS} days: {runs} with a run, {said} mornings noted");
        let drawing = DiaryChart {
            label: Label {
                id: "course",
                title: &title,
                desc: "",
            },
            width: Width::Phone,
            days: &days,
            load_words: "run, km",
            pain_words: "pain the next morning, 0 to 10",
            table_head: ["Day", "Run, km", "Pain the next morning"],
        }
        .draw();
        html! {
            section.sec aria-labelledby="days" {
                h2 #days { "Last " (DAYS) " days" }
                figure { (picture(&drawing.svg)) }
                (layout::table("The last days, and the mornings after", &drawing.table))
                a.link href="/log" { "Log or correct" }
            }
        }
    }

    fn km_on(&self, day: Date) -> Option<f64> {
        let mut days = self.assessment.history.days.iter();
        let found = days.find(|known| known.day == day)?;
        (found.totals.n_runs > 0).then(|| found.totals.distance.as_km())
    }

    fn morning_after(&self, day: Date) -> Option<u8> {
        let days = self.assessment.diary.days.iter();
        let of_day = days.filter(|known| known.day == day);
        of_day
            .filter_map(|known| known.pain_next_morning)
            .max()
            .map(|pain| pain.get())
    }

    fn notes(&self, plan: &Plan) -> Markup {
        html! {
            @if !plan.to_log.is_empty() || !plan.contradictions.is_empty() {
                section.sec aria-labelledby="notes" {
                    h2 #notes { "Worth writing down" }
                    ul.stack {
                        @for message in &plan.to_log { li { (self.site.say(message)) } }
                        @for contradiction in &plan.contradictions {
                            li { "Two entries about one run say different things (" (contradiction.field.replace('_', " ")) ", " (contradiction.side.as_str()) " knee). The worse one counts. " a href="/log" { "Correct one" } }
                        }
                    }
                }
            }
        }
    }
}

fn downhill(downhill: Downhill) -> Markup {
    match downhill {
        Downhill::None => html! { "None" small { "flat only" } },
        Downhill::OnTheWay => html! { "A little" small { "what lies on the way" } },
        Downhill::Allowed => html! { "Free" small { "bring it back slowly" } },
    }
}
