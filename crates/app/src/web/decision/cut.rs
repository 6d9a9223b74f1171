//! A training plan of the runner's own, cut: planned and left, side by side. Nothing is kept.

use std::sync::Arc;

use axum::{
    extract::{Multipart, State as Shared, multipart::MultipartRejection},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use maud::{Markup, html};
use trochlea_knowledge::Message;
use trochlea_plan::{CutPlan, CutSession, CutWeek, Phase};
use trochlea_report::{
    CutPlanDocument, after_in_words, before_in_words, cut_plan_as_calendar, limit_km,
};
use trochlea_schedule::{Problem, TrainingPlan};

use crate::decide;
use crate::web::{Site, fault::Fault, figure, layout};

/// Several plans of a year.
pub(super) const LARGEST_BYTES: usize = 16 << 20;
const TOO_LARGE: &str = "A training plan may hold 4 MB. For larger files use “trochlea plan --from FILE” in a terminal.";

/// The form alone.
pub(super) async fn ask(Shared(site): Shared<Arc<Site>>) -> Html<String> {
    let body = html! {
        div.head {
            p.quiet { a href="/plan" { (site.text("page-cut-back")) } }
            h1 { (site.text("page-cut-title")) }
            p.lede { (site.text("page-cut-lede")) }
        }
        (form(&site))
    };
    page(&site, &body)
}

/// Takes the files and shows the cut, or gives it as a calendar.
pub(super) async fn cut(
    Shared(site): Shared<Arc<Site>>,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    let Sent { plan, as_calendar } = Sent::take(&site, sent).await?;
    let document = decide::cut(
        &site.store,
        &site.memory,
        &site.now(),
        &site.knowledge,
        &plan,
    )
    .await?;
    if let Some(cut) = document.cut.as_ref().filter(|_| as_calendar) {
        let headers = [
            (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
            (
                header::CONTENT_DISPOSITION,
                "attachment; filename=\"cut-plan.ics\"",
            ),
        ];
        return Ok((headers, cut_plan_as_calendar(cut, &site.words)).into_response());
    }
    let body = html! {
        div.head {
            p.quiet { a href="/plan" { (site.text("page-cut-back")) } }
            @match &document.cut {
                Some(cut) => { h1 { (site.say(&title(cut))) } p.lede { (site.say(&cut.level.reason)) } },
                None => { h1 { (site.text("page-cut-no-plan")) } },
            }
        }
        @match &document.cut {
            Some(cut) => { (whole(&site, cut)) },
            None => { (without(&site, &document)) },
        }
        (problems(&site, &document.problems))
        (form(&site))
    };
    Ok(page(&site, &body).into_response())
}

fn page(site: &Site, body: &Markup) -> Html<String> {
    layout::page(
        site,
        &site.text("page-cut-title"),
        Some(layout::Tab::Plan),
        body,
    )
}

/// What was sent.
struct Sent {
    plan: TrainingPlan,
    as_calendar: bool,
}

impl Sent {
    async fn take(site: &Site, sent: Result<Multipart, MultipartRejection>) -> Result<Self, Fault> {
        let mut sent = sent.map_err(|_| {
            unanswerable(
                "The files did not arrive as a form. Choose them on the page of training plans.",
            )
        })?;
        let (mut plans, mut as_calendar) = (Vec::new(), false);
        while let Some(field) = sent.next_field().await.map_err(broken)? {
            match field.name() {
                Some("plan") => {
                    let name = field.file_name().unwrap_or_default().to_owned();
                    let bytes = field.bytes().await.map_err(broken)?;
                    // A file field that was left empty comes as one nameless file of no bytes.
                    if name.is_empty() && bytes.is_empty() {
                        continue;
                    }
                    let plan = trochlea_schedule::read(&name, &bytes, &site.zone)
                        .map_err(|error| Fault::Unanswerable(error.to_string()))?;
                    plans.push(plan);
                }
                Some("as") => as_calendar = field.text().await.map_err(broken)? == "calendar",
                _ => {}
            }
        }
        if plans.is_empty() {
            return Err(unanswerable("No file was chosen."));
        }
        let plan = TrainingPlan::join(plans);
        if plan.sessions.is_empty() && plan.problems.is_empty() {
            return Err(unanswerable("There is no session in it."));
        }
        Ok(Self { plan, as_calendar })
    }
}

fn unanswerable(what: &str) -> Fault {
    Fault::Unanswerable(what.to_owned())
}

fn broken(error: axum::extract::multipart::MultipartError) -> Fault {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Fault::TooLarge(TOO_LARGE)
    } else {
        unanswerable("The files stopped arriving. Send them again.")
    }
}

fn form(site: &Site) -> Markup {
    html! {
        section.sec aria-labelledby="cut" {
            h2 #cut { (site.text("page-cut-choose")) }
            form.stack.narrow method="post" action="/plan/training" enctype="multipart/form-data" data-drop {
                label.drop {
                    b { (site.text("page-cut-files")) }
                    span.small.quiet { (site.text("page-cut-files-kinds")) }
                    input type="file" name="plan" multiple required accept=".ics,.csv,.fit";
                }
                p { button.btn { (site.text("page-cut-button")) } }
                p { button.btn.plain name="as" value="calendar" { (site.text("page-cut-as-calendar")) } }
                p.small.quiet { (site.text("page-cut-nothing-kept")) }
            }
        }
    }
}

fn title(cut: &CutPlan) -> Message {
    if cut.changed().next().is_none() {
        return Message::new("page-cut-unchanged");
    }
    Message::new("page-cut-to")
        .text("run", limit_km(cut.level.run))
        .text("week", limit_km(cut.level.week))
}

fn without(site: &Site, document: &CutPlanDocument) -> Markup {
    html! {
        section.sec {
            ul.bullets { @for reason in &document.no_plan { li { (site.say(reason)) } } }
            p { a.btn href="/" { (site.text("page-cut-see-today")) } }
        }
    }
}

fn whole(site: &Site, cut: &CutPlan) -> Markup {
    html! {
        (phases(site, cut))
        (weeks(site, &cut.weeks))
        (differences(site, cut))
        @if !cut.notes.is_empty() {
            section.sec aria-labelledby="notes" {
                h2 #notes { (site.text("page-cut-notes")) }
                ul.bullets { @for note in &cut.notes { li { (site.say(note)) } } }
            }
        }
    }
}

fn phases(site: &Site, cut: &CutPlan) -> Markup {
    let phases = &cut.phases;
    let mut rows = vec![
        ("page-cut-run-from", phases.run_from),
        ("page-cut-grows-from", phases.grow_from),
        ("page-cut-hills-from", phases.intense_from),
    ];
    // A hold that is over says nothing about what comes.
    if phases.run_from.is_some() && phases.held_until > cut.from {
        rows.insert(1, ("page-cut-held-until", Some(phases.held_until)));
    }
    html! {
        section.sec aria-labelledby="phases" {
            h2 #phases { (site.text("page-cut-phases")) }
            dl.facts {
                @for (name, day) in rows {
                    div {
                        dt { (site.text(name)) }
                        dd { @match day { Some(day) => { (figure::short_day(day)) }, None => { (site.text("page-cut-open")) } } }
                    }
                }
            }
        }
    }
}

fn weeks(site: &Site, weeks: &[CutWeek]) -> Markup {
    html! {
        section.sec aria-labelledby="weeks" {
            h2 #weeks { (site.text("page-cut-weeks")) }
            table.tight {
                caption.vh { (site.text("page-cut-weeks")) }
                thead { tr {
                    th scope="col" { (site.text("page-cut-week-of")) }
                    th.r scope="col" { (site.text("page-cut-planned-km")) }
                    th.r scope="col" { (site.text("page-cut-left-km")) }
                    th.r scope="col" { (site.text("page-cut-growth")) }
                } }
                tbody {
                    @for week in weeks {
                        tr {
                            th scope="row" {
                                (figure::short_day(week.monday))
                                @if week.n_unknown > 0 { br; small.quiet { (site.say(&Message::new("page-cut-unknown").number("n", f64::from(week.n_unknown)))) } }
                            }
                            td.r { (figure::km(week.before.as_m())) }
                            td.r { (limit_km(week.after)) }
                            td.r { @match week.growth_fraction { Some(growth) => { (figure::signed(100.0 * growth, 0)) " %" }, None => { "–" } } }
                        }
                    }
                }
            }
        }
    }
}

/// What was planned and what is left, the changes first in the eye by their reasons.
fn differences(site: &Site, cut: &CutPlan) -> Markup {
    html! {
        section.sec aria-labelledby="days" {
            h2 #days { (site.text("page-cut-days")) }
            div.scroll tabindex="0" role="region" aria-labelledby="days" {
                table.tight {
                    caption.vh { (site.text("page-cut-days")) }
                    thead { tr {
                        th scope="col" { (site.text("page-cut-day")) }
                        th scope="col" { (site.text("page-cut-planned")) }
                        th scope="col" { (site.text("page-cut-left")) }
                        th scope="col" { (site.text("page-cut-why")) }
                    } }
                    tbody { @for session in &cut.sessions { (one(site, session)) } }
                }
            }
        }
    }
}

fn one(site: &Site, session: &CutSession) -> Markup {
    let phase = match session.phase {
        Phase::Rest => "page-cut-phase-rest",
        Phase::Hold => "page-cut-phase-hold",
        Phase::Rebuild => "page-cut-phase-rebuild",
    };
    let before = before_in_words(session);
    html! {
        tr {
            th scope="row" {
                (figure::short_day(session.day))
                br; small.quiet { (site.text(phase)) @if session.placed { ", " (site.text("page-cut-placed")) } }
            }
            td { @if before.is_empty() { (site.text("page-cut-nothing")) } @else { (before) } }
            td { @if session.changed { b { (after_in_words(session, &site.words)) } } @else { (site.text("page-cut-same")) } }
            td { @for reason in &session.reasons { p.small { (site.say(&reason.message)) } } }
        }
    }
}

fn problems(site: &Site, problems: &[Problem]) -> Markup {
    html! {
        @if !problems.is_empty() {
            section.sec aria-labelledby="not-read" {
                h2 #not-read { (site.text("page-cut-not-read")) }
                ul.bullets {
                    @for problem in problems {
                        li {
                            b { (problem.source.file) @if let Some(line) = problem.source.line { ", " (site.text("page-cut-line")) " " (line) } }
                            ": " (site.say(&problem.reason))
                        }
                    }
                }
            }
        }
    }
}
