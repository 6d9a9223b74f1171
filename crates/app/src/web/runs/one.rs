//! One run: what it cost the knee and where, the pace, the step rate, and how good the recording is.

use std::sync::Arc;

use anyhow::Context;
use axum::{
    extract::{Path, State as Shared},
    response::Html,
};
use maud::{Markup, html};
use trochlea_gait::RunSummary;
use trochlea_knowledge::Message;
use trochlea_picture::{Drawing, Icon, Width};
use trochlea_quantity::{Duration, Length, Shares, Speed, StepRate};
use trochlea_store::{EventKind, Run};
use trochlea_symptom::{Diary, DiaryEntry, RunRecord};

use super::{id_in, load, path_of};
use crate::engine::stored_baseline;
use crate::web::drawing::run::{Coloured, RunPictures};
use crate::web::drawing::view::{Reader, RunView};
use crate::web::{Site, fault::Fault, figure, layout, picture};

pub(super) async fn show(
    Shared(site): Shared<Arc<Site>>,
    Path(path): Path<String>,
) -> Result<Html<String>, Fault> {
    let id = id_in(&path).ok_or(Fault::NotFound)?;
    let run = site.store.run(&id).await?;
    let bytes = site.store.original_bytes(&id.sha256).await?;
    let baseline = stored_baseline(&site.store, &site.knowledge).await?;
    let pain = pain_of(&site, &run).await?;
    let session_idx = usize::try_from(id.session_idx).map_err(|_| Fault::NotFound)?;
    let drawing = Arc::clone(&site);
    let page = move || {
        let site = &drawing;
        let reader = Reader {
            knowledge: &site.knowledge,
            model: &site.model,
            baseline,
        };
        let view = reader.read(&bytes, session_idx)?;
        let page = Page {
            site,
            run: &run,
            view: &view,
            pictures: RunPictures::new(&site.words, &view, &pain),
        };
        anyhow::Ok(layout::columns(
            site,
            &page.title(),
            layout::Tab::Runs,
            &page.body(),
        ))
    };
    let page = tokio::task::spawn_blocking(page).await;
    Ok(page.context("reading a recording")??)
}

/// What was said about this run, each knee apart.
async fn pain_of(site: &Site, run: &Run) -> Result<Vec<RunRecord>, Fault> {
    let events = site.store.events(Some(EventKind::Diary)).await?;
    let entries: Result<Vec<DiaryEntry>, _> =
        events.iter().map(|event| event.document.read()).collect();
    let id = run.id.to_string();
    let mut said = Diary::read(&entries?).runs;
    said.retain(|record| record.run == id);
    Ok(said)
}

struct Page<'a> {
    site: &'a Site,
    run: &'a Run,
    view: &'a RunView,
    pictures: RunPictures<'a>,
}

impl Page<'_> {
    /// How far and how long, for the tab of the browser and for what has no load.
    fn title(&self) -> String {
        let summary = &self.view.summary;
        let km = summary
            .distance
            .map(|distance| format!("{} km", figure::km(distance.as_m())));
        let time = summary.timer.map(|timer| figure::time(timer.as_s()));
        match (km, time) {
            (Some(km), Some(time)) => format!("{km} in {time}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => "A recording without distance and time".to_owned(),
        }
    }

    fn body(&self) -> Markup {
        let (site, view) = (self.site, self.view);
        let load = view.load.as_ref();
        html! {
            div.head.full {
                p.quiet { (self.when_and_what()) }
                h1 { (load.map_or_else(|| self.title(), |load| load::title(site, view, load))) }
                @if let Some(load) = load { p.lede { (load::by_guard(site, load, false)) } }
                (self.said())
                @if let Some(of) = &self.run.duplicate_of {
                    p.why { b { (site.text("page-run-recorded-twice")) } span { "Another recording of this run counts. " a href=(path_of(of)) { (site.text("page-run-see-that-one")) } "." } }
                }
            }
            @match load {
                Some(load) => (load::cost(site, &self.pictures, load)),
                None => { p.full { (site.text("page-load-none")) } },
            }
            section.sec.full aria-label="In figures" {
                (self.facts())
                p { a.btn href={ "/log?run=" (self.run.id.sha256) "%23" (self.run.id.session_idx) } { (site.text("page-run-log-how-it-felt")) } }
            }
            (self.track())
            @if let Some(load) = load {
                div.side { (load::terrain(site, &self.pictures, load)) (load::cumulative(site, &self.pictures, load)) }
                (load::kilometres(site, &self.pictures, load))
                (load::what_if(site, &self.pictures, load))
                div.side { (load::equal(site, load)) (load::iliotibial(site, load)) }
            } @else {
                (self.profile())
            }
            (self.step_rate())
            (self.pace())
            (self.quality())
        }
    }

    fn track(&self) -> Markup {
        let Some(drawing) = self.pictures.track() else {
            return html! {};
        };
        let (site, coloured) = (self.site, self.pictures.coloured());
        html! {
            section.sec aria-labelledby="way" {
                h2 #way { (self.pictures.track_heading()) }
                figure {
                    (picture(&drawing.svg))
                    @match coloured {
                        Coloured::ByLoad => {
                            figcaption {
                                (load::colours(&self.pictures.track_key()))
                                (site.text("page-track-load-key"))
                            }
                        },
                        Coloured::ByGrade => {
                            figcaption.key { span { (site.text("page-track-steep-climb")) } (picture(&self.pictures.track_key())) span { (site.text("page-track-steep-descent")) } }
                        },
                        Coloured::NotAtAll => { figcaption { (site.text("page-track-no-grade")) } },
                    }
                }
                @if coloured != Coloured::NotAtAll { (layout::table("Each kilometre of the way", &drawing.table)) }
            }
        }
    }

    /// Altitude alone, where no cost stands below it.
    fn profile(&self) -> Markup {
        let at = |width, id| self.pictures.profile(width, id);
        match (at(Width::Phone, "profile-p"), at(Width::Wide, "profile-w")) {
            (Some(phone), Some(wide)) => twice("Profile", "profile", &phone, &wide, &html! {}),
            _ => html! {},
        }
    }

    fn step_rate(&self) -> Markup {
        let at = |width, id| self.pictures.step_rate(width, id);
        let heading = self.pictures.step_rate_heading();
        match (at(Width::Phone, "steps-p"), at(Width::Wide, "steps-w")) {
            (Some(phone), Some(wide)) => twice(&heading, "steps", &phone, &wide, &html! {}),
            _ => html! {
                section.sec.full aria-labelledby="steps" {
                    h2 #steps { "Step rate" }
                    p.quiet { "Not measured in this recording, or at one speed only, so there is nothing to compare." }
                }
            },
        }
    }

    fn pace(&self) -> Markup {
        let Some(drawing) = self.pictures.pace() else {
            return html! {};
        };
        html! {
            section.sec aria-labelledby="pace" {
                h2 #pace { "Pace" }
                figure { (picture(&drawing.svg)) }
                (layout::table("The pace of each kilometre", &drawing.table))
            }
        }
    }

    fn when_and_what(&self) -> String {
        let day = self.run.day.map(figure::long_day);
        let clock = self
            .run
            .start
            .map(|start| figure::clock(start, &self.site.zone));
        let summary: &RunSummary = &self.view.summary;
        let sport = summary.sub_sport.as_deref();
        let sport = sport
            .filter(|sport| *sport != "generic")
            .or(summary.sport.as_deref());
        let sport = sport.map(|sport| sport.replace('_', " "));
        let parts: Vec<String> = day.into_iter().chain(clock).chain(sport).collect();
        parts.join(", ")
    }

    fn said(&self) -> Markup {
        html! {
            @for record in self.pictures.said {
                p.lede {
                    "The " (record.side.as_str()) " knee: "
                    @match record.pain_during { Some(score) => { (score.get()) " of 10 while running" }, None => "nothing said about the run itself" }
                    @if let Some(onset) = record.onset { ", from km " (figure::km(onset.as_m())) }
                    @if let Some(score) = record.pain_after { ", " (score.get()) " of 10 after" }
                    "."
                }
            }
        }
    }

    fn facts(&self) -> Markup {
        let summary = &self.view.summary;
        let climbed = |length: Option<Length>| length.map(|length| format!("{:.0}", length.as_m()));
        let speed = match (summary.distance, summary.moving) {
            (Some(distance), Some(moving)) if moving.as_s() > 0.0 => {
                figure::pace(Speed::from_m_per_s(distance.as_m() / moving.as_s()))
            }
            _ => None,
        };
        html! {
            dl.facts {
                @if self.view.load.is_some() {
                    @if let Some(timer) = summary.timer { (fact("Time", &figure::time(timer.as_s()), "", "")) }
                }
                @if let Some(pace) = speed { (fact("Pace", &pace, "/km", "while moving")) }
                @if let Some(ascent) = climbed(summary.ascent) { (fact("Up", &ascent, "m", "")) }
                @if let Some(descent) = climbed(summary.descent) {
                    (fact("Down", &descent, "m", &summary.share_downhill_fraction.map_or(String::new(), |share| format!("{:.0} % of the way downhill", share * 100.0))))
                }
                @if let Some(rate) = summary.step_rate_mean.map(StepRate::as_spm) { (fact("Step rate", &format!("{rate:.0}"), "/min", "both feet, while running")) }
                @if let Some(steps) = summary.n_steps { (fact("Steps", &steps.to_string(), "", &self.counted(summary.origin.step_rate))) }
                @if let Some(walked) = summary.walking.map(Duration::as_s).filter(|seconds| *seconds >= 60.0) { (fact("Walked", &figure::time(walked), "", "")) }
            }
        }
    }

    /// How far the number of steps can be trusted.
    fn counted(&self, shares: Shares) -> String {
        if shares.measured >= 0.995 {
            self.site.text("page-steps-counted")
        } else if shares.measured >= 0.005 {
            let share = percent(shares.measured);
            self.site
                .say(&Message::new("page-steps-partly").text("share", share))
        } else {
            self.site.text("page-steps-not-counted")
        }
    }

    fn quality(&self) -> Markup {
        let summary = &self.view.summary;
        let grade = summary.origin.grade;
        let paused = match (summary.elapsed, summary.timer) {
            (Some(elapsed), Some(timer)) => elapsed.as_s() - timer.as_s(),
            _ => 0.0,
        };
        html! {
            section.sec aria-labelledby="quality" {
                h2 #quality { (self.site.text("page-run-how-good-is-this-recording")) }
                ul.stack {
                    (quality_line("Step rate", summary.origin.step_rate, "on every step", "of the steps"))
                    (quality_line("Grade", grade, "all the way", "of the way"))
                    @if paused >= 60.0 { (open_line(html! { b { (figure::time(paused)) " of pauses" } " left out." })) }
                    @for flag in &summary.flags { (open_line(html! { (self.site.say(flag)) })) }
                    @if let Some(load) = &self.view.load {
                        // How much lies outside is said with the cost, by load.
                        @for flag in load.run.flags.iter().filter(|flag| flag.id != "load-outside-range") { (open_line(html! { (self.site.say(flag)) })) }
                        (open_line(html! { b { (self.site.text("page-load-no-pain-study")) } " " (self.site.text("page-load-no-pain-study-so")) }))
                    }
                }
            }
        }
    }
}

/// A chart that needs room: drawn twice, one of them shown.
pub(in crate::web) fn twice(
    heading: &str,
    id: &str,
    phone: &Drawing,
    wide: &Drawing,
    caption: &Markup,
) -> Markup {
    html! {
        section.sec.full aria-labelledby=(id) {
            h2 id=(id) { (heading) }
            figure {
                div.phone-only { (picture(&phone.svg)) }
                div.wide-only { (picture(&wide.svg)) }
                (caption)
            }
            (layout::table(heading, &wide.table))
        }
    }
}

fn fact(name: &str, value: &str, unit: &str, note: &str) -> Markup {
    html! {
        div {
            dt { (name) }
            dd { (value) @if !unit.is_empty() { span.unit { (unit) } } @if !note.is_empty() { small { (note) } } }
        }
    }
}

fn quality_line(what: &str, shares: Shares, all: &str, of: &str) -> Markup {
    let total = shares.measured + shares.estimated + shares.assumed;
    if total < 0.5 {
        return open_line(html! { b { (what) " not known." } });
    }
    if shares.measured >= 0.995 {
        return html! { li.met { (picture(&Icon::Met.silent())) span { b { (what) " measured" } " " (all) "." } } };
    }
    let parts = [
        ("measured", shares.measured),
        ("estimated", shares.estimated),
        ("assumed", shares.assumed),
    ];
    if let Some((how, _)) = parts.iter().find(|(_, share)| *share >= 0.995) {
        return open_line(html! { b { (what) " " (how) } " " (all) "." });
    }
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(_, share)| *share >= 0.005)
        .map(|(how, share)| format!("{how} {}", percent(share)))
        .collect();
    open_line(html! { b { (what) } " " (said.join(", ")) " " (of) "." })
}

fn open_line(text: Markup) -> Markup {
    html! { li.open { (picture(&Icon::Missing.silent())) span { (text) } } }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
