//! Today: what may be run and why not more, what strength work, what to watch for.

use std::sync::Arc;

use axum::{
    extract::State as Shared,
    response::{IntoResponse, Redirect, Response},
};
use jiff::{ToSpan, civil::Date};
use maud::{Markup, html};
use trochlea_assess::{Assessment, Disposition};
use trochlea_knowledge::{Arg, CardPlace, Gate, Message};
use trochlea_picture::{DiaryChart, DiaryDay, EnvelopeRow, EnvelopeStrip, Icon, Label, Width};
use trochlea_plan::{Cap, Downhill, Plan, Stage, StrengthDay, TodayRun};
use trochlea_programme::{Excluded, Left, Prescribed, Programme, RetrainingStatus};
use trochlea_quantity::Side;

use super::plan::{gate_name, met_of};
use super::{current, flags, limits, open_questions};
use crate::web::{Site, fault::Fault, figure, layout, learn, picture};

/// So many days are drawn.
const DAYS: i64 = 14;
/// More limits than these stand in the table only.
const LIMITS_DRAWN: usize = 5;
/// The strip goes a little beyond the widest limit on it, so that no tick stands at its end.
const BEYOND: f64 = 1.15;

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
                    div.side-stack { (self.professional(plan)) (flags(self.site, screening)) (self.limits_drawn(plan)) (self.course()) }
                    (self.strength())
                    (learn::links(self.site, self.assessment, CardPlace::Today))
                    (self.notes(plan))
                },
                None => {
                    div.stack { (self.first_step()) (flags(self.site, screening)) (open_questions(self.site, screening)) (learn::links(self.site, self.assessment, CardPlace::Today)) }
                    div.side-stack { (self.strength()) (self.course()) }
                },
            }
        }
    }

    fn headline(&self) -> String {
        match (&self.assessment.plan, self.assessment.disposition) {
            (Some(plan), _) => self.site.say(&plan.today.headline),
            (None, Disposition::AnswerFirst) if self.all_were_asked() => {
                let open = self.assessment.screening.unknown.len();
                let open = f64::from(u16::try_from(open).unwrap_or(u16::MAX));
                self.site
                    .say(&Message::new("page-today-still-open").number("count", open))
            }
            (None, Disposition::AnswerFirst) => "A few questions first".to_owned(),
            (None, _) => "No running until somebody has looked".to_owned(),
        }
    }

    fn lede(&self) -> String {
        match self.assessment.disposition {
            Disposition::Proceed => self.day_in_words(),
            Disposition::ProceedAndSeeProfessional => "Go on within these limits, and let a professional look at the knee soon.".to_owned(),
            Disposition::AnswerFirst if self.all_were_asked() => self.site.text("page-today-still-open-why"),
            Disposition::AnswerFirst => "What could be dangerous is asked before anything is planned. Each question takes a few seconds, and “I don't know” is an answer.".to_owned(),
            Disposition::SeeProfessional | Disposition::Urgent | Disposition::Emergency => {
                "What you told us should be seen by a person before there is a running plan.".to_owned()
            }
        }
    }

    /// How to run, whether there is strength work, and what comes next.
    fn day_in_words(&self) -> String {
        let Some(plan) = &self.assessment.plan else {
            return self.site.text("page-today-holds");
        };
        let strength = plan.week.days.first();
        let strength = strength.is_some_and(|day| day.strength != StrengthDay::None);
        let first = match (&plan.today.run, strength) {
            (Some(run), _) => {
                let how = match (run.easy_only, run.downhill) {
                    (true, Downhill::None) => "page-today-easy-flat",
                    (true, _) => "page-today-easy",
                    (false, _) => "page-today-free",
                };
                let whole = if strength {
                    "page-today-then-strength"
                } else {
                    "page-today-only"
                };
                Message::new(whole).message("how", Message::new(how))
            }
            (None, true) => Message::new("page-today-rest-strength"),
            (None, false) => Message::new("page-today-rest"),
        };
        let next = match &plan.next_gate {
            Some(gate) => {
                let before = Gate::ALL.iter().take_while(|one| **one != gate.gate);
                Message::new("page-today-next-gate")
                    .text("number", (before.count() + 1).to_string())
                    .message("gate", Message::new(gate_name(gate)))
                    .message("met", met_of(gate))
            }
            None => Message::new("page-today-holds"),
        };
        format!("{} {}", self.site.say(&first), self.site.say(&next))
    }

    /// Whether only what nobody knew is left: the questions in their order would lead nowhere.
    fn all_were_asked(&self) -> bool {
        let screening = &self.assessment.screening;
        screening.unasked.is_empty() && !screening.unknown.is_empty()
    }

    fn first_step(&self) -> Markup {
        html! {
            @if self.assessment.disposition == Disposition::AnswerFirst && !self.all_were_asked() {
                p.row { a.btn href="/assessment" { (self.site.text("page-today-answer-the-questions")) } }
            }
        }
    }

    fn run(&self, plan: &Plan) -> Markup {
        html! {
            section.card.run aria-labelledby="run" {
                header.row.split { h2 #run { (self.site.text("page-today-run")) } @if let Some(stage) = stage(plan) { span.tag { (self.site.text(stage)) } } }
                @match &plan.today.run {
                    Some(run) => (self.todays_run(run)),
                    None => {
                        p.hero { "Rest" span.hero-2 { (self.site.text("page-today-for-the-running")) } }
                        (self.open_before_running(plan))
                        @let others = plan.today.rest_reasons.iter().filter(|reason| **reason != plan.today.reason && open_criterion(reason).is_none());
                        ul.stack { @for reason in others { li { (self.site.say(reason)) } } }
                    },
                }
                @if plan.today.run.is_none() { (self.next_run(plan)) }
                @if open_criterion(&plan.today.reason).is_none() {
                    p.why {
                        b { @if plan.today.run.is_some() { (self.site.text("page-today-why-not-more")) } @else { (self.site.text("page-today-why")) } }
                        span { (self.site.say(&plan.today.reason)) }
                    }
                }
                (limits(self.site, &plan.caps))
                div.row.acts {
                    @if plan.today.run.is_some() {
                        a.btn href="/log?for=run" { (self.site.text("page-today-log-the-run")) }
                        a.btn.plain href="/log" { (self.site.text("page-today-log-the-morning")) }
                    } @else {
                        a.btn href="/log" { (self.site.text("page-today-log-how-it-is")) }
                    }
                }
            }
        }
    }

    /// What the next gate still asks for, once for each knee, not in a sentence for each.
    fn open_before_running(&self, plan: &Plan) -> Markup {
        let open: Vec<(&str, &Message)> = plan
            .today
            .rest_reasons
            .iter()
            .filter_map(open_criterion)
            .collect();
        html! {
            @for side in Side::BOTH {
                @let criteria: Vec<&Message> = open.iter().filter(|(of, _)| *of == side.as_str()).map(|(_, criterion)| *criterion).collect();
                @if !criteria.is_empty() {
                    @let count = f64::from(u16::try_from(criteria.len()).unwrap_or(u16::MAX));
                    p.why {
                        b { (self.site.text("page-today-why")) }
                        span { (self.site.say(&Message::new("page-today-open").number("count", count).text("side", side.as_str()))) }
                    }
                    ul.crit { @for criterion in criteria { li.open { (picture(&Icon::Missing.silent())) span { (self.site.say(criterion)) } } } }
                }
            }
            @if !open.is_empty() { a.link href="/plan" { (self.site.text("page-today-record")) } }
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
            p.hero.num { (trochlea_report::limit_km(run.distance)) span.unit { (self.site.text("page-today-km")) } " " span.hero-2 { "at most" @if run.easy_only { ", easy" } } }
            dl.facts {
                div { dt { (self.site.text("page-today-downhill")) } dd { (downhill(run.downhill)) } }
                div { dt { (self.site.text("page-today-pace")) } dd { @if run.easy_only { "Easy" small { (self.site.text("page-today-you-can-talk-in-whole")) } } @else { (self.site.text("page-today-free-2")) } } }
                (self.step_rate())
            }
            p { (self.site.say(&run.ground)) }
            p.stoprule { (picture(&Icon::Stop.silent())) span { b { (self.site.text("page-today-if-it-hurts")) } " " (self.site.say(&run.stop_rule)) } }
        }
    }

    /// The target of shorter, quicker steps, where it is offered or under way.
    fn step_rate(&self) -> Markup {
        let offered = self.assessment.retraining.as_ref().filter(|retraining| {
            matches!(
                retraining.status,
                RetrainingStatus::Offered | RetrainingStatus::UnderWay
            )
        });
        let rates = offered.and_then(|it| it.own.zip(it.target));
        html! {
            @if let Some((own, target)) = rates {
                div {
                    dt { (self.site.text("page-today-step-rate-worth-a-try")) }
                    dd {
                        (format!("{:.0} to {:.0}", target.low.as_spm(), target.high.as_spm())) span.unit { "/min" }
                        small { "yours is " (format!("{:.0}", own.step_rate.as_spm())) ". " a.link href="/step-rate" { (self.site.text("page-today-step-rate-beat")) } }
                    }
                }
            }
        }
    }

    /// Every limit as a strip, the tightest first, today's run on each.
    fn limits_drawn(&self, plan: &Plan) -> Markup {
        let Some(run) = &plan.today.run else {
            return html! {};
        };
        let mut caps: Vec<&Cap> = plan.caps.iter().collect();
        caps.sort_by(|one, other| {
            let by_limit = one.limit.as_m().total_cmp(&other.limit.as_m());
            other.tightest.cmp(&one.tightest).then(by_limit)
        });
        // Two ways back that say the same need one strip.
        caps.dedup_by(|one, other| one.id == other.id && one.limit == other.limit);
        caps.truncate(LIMITS_DRAWN);
        let (Some(tightest), Some(widest)) = (
            caps.first(),
            caps.iter().map(|cap| cap.limit.as_km()).reduce(f64::max),
        ) else {
            return html! {};
        };
        let limit_words = |cap: &Cap| {
            let limit = trochlea_report::limit_km(cap.limit);
            self.site
                .say(&Message::new("page-limits-limit").text("limit", limit))
        };
        let words: Vec<(String, String)> = caps
            .iter()
            .map(|cap| (self.cap_name(plan, cap), limit_words(cap)))
            .collect();
        let rows: Vec<EnvelopeRow<'_>> = caps
            .iter()
            .zip(&words)
            .map(|(cap, (name, limit))| EnvelopeRow {
                name,
                limit_words: limit,
                most: widest * BEYOND,
                limit: Some(cap.limit.as_km()),
                today: Some(run.distance.as_km()),
                bears: &[],
            })
            .collect();
        let title = self.site.say(
            &Message::new("page-limits-drawing")
                .text("today", trochlea_report::limit_km(run.distance))
                .text("name", self.cap_name(plan, tightest))
                .text("limit", trochlea_report::limit_km(tightest.limit)),
        );
        let heads = ["what", "today", "limit"]
            .map(|head| self.site.text(format!("page-limits-head-{head}")));
        let [what, today, limit] = &heads;
        let drawing = EnvelopeStrip {
            label: Label {
                id: "limits",
                title: &title,
                desc: "",
            },
            rows: &rows,
            table_head: [what, today, limit],
        }
        .draw();
        html! {
            section.sec aria-labelledby="envelope" {
                h2 #envelope { (self.site.text("page-limits-title")) }
                figure {
                    (picture(&drawing.svg))
                    figcaption {
                        span.key {
                            span { span.key-limit aria-hidden="true" {} (self.site.text("page-limits-key-limit")) }
                            span { span.key-today aria-hidden="true" {} (self.site.text("page-limits-key-today")) }
                        }
                        p { (self.site.text("page-limits-caption")) }
                    }
                }
            }
        }
    }

    /// What a limit is called; with its knee where more than one is on the way back.
    fn cap_name(&self, plan: &Plan, cap: &Cap) -> String {
        let name = self.site.text(format!("page-cap-{}", cap.id));
        if plan.caps.iter().all(|other| other.side == cap.side) {
            name
        } else {
            format!("{name}, {}", cap.side.as_str())
        }
    }

    fn professional(&self, plan: &Plan) -> Markup {
        html! {
            @if !plan.signals.is_empty() {
                section.sec aria-labelledby="course" {
                    h2 #course { (self.site.text("page-today-a-good-moment-to-have")) }
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
                    p { a.link href="/exercises" { (self.site.text("page-exercises-link")) } }
                    p.why { b { (self.site.text("page-today-pain")) } span { (self.site.say(&programme.pain_rule)) } }
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
        let (optional, asked): (Vec<&Prescribed>, Vec<&Prescribed>) = programme
            .exercises
            .iter()
            .filter(due)
            .partition(|one| one.optional);
        let more = Message::new("page-strength-if-you-like").number(
            "count",
            f64::from(u16::try_from(optional.len()).unwrap_or(u16::MAX)),
        );
        html! {
            @if !asked.is_empty() { ul.exercises { @for one in &asked { (self.exercise(one)) } } }
            @if !optional.is_empty() {
                details {
                    summary { (self.site.say(&more)) }
                    ul.exercises { @for one in &optional { (self.exercise(one)) } }
                }
            }
        }
    }

    /// One exercise: what and how much in a line, how and why when it is opened.
    fn exercise(&self, one: &Prescribed) -> Markup {
        html! {
            li {
                details {
                    summary {
                        span.main {
                            b { (self.site.say(&one.name)) }
                            small.num { (self.site.say(&one.dose_text)) }
                            @if let Some(ease_off) = &one.ease_off { small { (self.site.say(ease_off)) } }
                        }
                    }
                    div.stack {
                        ol.bullets {
                            @for cue in &one.cues { li { (self.site.say(cue)) } }
                            @for quality in &one.quality { li { (self.site.say(&quality.text)) } }
                        }
                        @if let Some(without) = &one.without { p { (self.site.say(without)) } }
                        p.why { b { (self.site.text("page-today-why")) } span { (self.site.say(&one.why)) } }
                        p { a.link href={ "/exercises/" (one.exercise) } { (self.site.text("page-exercise-show")) span.vh { ": " (self.site.say(&one.name)) } } }
                    }
                }
            }
        }
    }

    fn left_out(&self, programme: &Programme) -> Markup {
        html! {
            // What may be chosen is no loss, and stands with the exercises.
            @let left: Vec<&Excluded> = programme.excluded.iter().filter(|one| one.left != Left::ByChoice).collect();
            @if !left.is_empty() {
                details {
                    summary { (self.site.text("page-today-left-out-for-now-and")) }
                    ul.stack {
                        @for one in left {
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
                    p.quiet { (self.site.text("page-today-no-run-and-no-morning")) }
                    a.link href="/log" { (self.site.text("page-today-log-how-it-is")) }
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
                a.link href="/log" { (self.site.text("page-today-log-or-correct")) }
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
                    h2 #notes { (self.site.text("page-today-worth-writing-down")) }
                    ul.stack {
                        @for message in &plan.to_log { li { (self.site.say(message)) } }
                        @for contradiction in &plan.contradictions {
                            li { "Two entries about one run say different things (" (self.site.text(format!("page-field-{}", contradiction.field))) ", " (contradiction.side.as_str()) " knee). The worse one counts. " a href="/log#recent" { (self.site.text("page-today-correct-one")) } }
                        }
                    }
                }
            }
        }
    }
}

/// The knee and the criterion of a reason that names an open gate.
fn open_criterion(reason: &Message) -> Option<(&str, &Message)> {
    if reason.id != "plan-rest-gate" {
        return None;
    }
    match (reason.args.get("side")?, reason.args.get("criterion")?) {
        (Arg::Text(side), Arg::Message(criterion)) => Some((side, criterion)),
        _ => None,
    }
}

/// The last gate that every complaint has passed, as a word for where the runner stands.
fn stage(plan: &Plan) -> Option<&'static str> {
    let furthest_back = plan.stages.iter().map(|stage| stage.stage).min()?;
    match furthest_back {
        Stage::Rest => None,
        Stage::Reduced => Some("page-gate-may_run_reduced"),
        Stage::Building => Some("page-gate-may_build"),
        Stage::Full => Some("page-gate-may_train_fully"),
    }
}

fn downhill(downhill: Downhill) -> Markup {
    match downhill {
        Downhill::None => html! { "None" small { "flat only" } },
        Downhill::OnTheWay => html! { "A little" small { "what lies on the way" } },
        Downhill::Allowed => html! { "Free" small { "bring it back slowly" } },
    }
}
