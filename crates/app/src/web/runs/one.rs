//! One run: where it went, the ground, the pace, the step rate, and how good the recording is.

use std::sync::Arc;

use anyhow::Context;
use axum::{
    extract::{Path, State as Shared},
    response::Html,
};
use maud::{Markup, html};
use trochlea_gait::{RunSummary, Series};
use trochlea_knowledge::Message;
use trochlea_picture::Icon;
use trochlea_quantity::{Duration, Length, Shares, Speed, StepRate};
use trochlea_recording::Limits;
use trochlea_store::{EventKind, Run};
use trochlea_symptom::{Diary, DiaryEntry, RunRecord};

use super::{charts, id_in, path_of};
use crate::web::{Site, fault::Fault, figure, layout, picture};

/// Points of the way and the ground: more than a screen has room for would only make the page
/// heavy.
const WAY_POINTS: usize = 360;
/// Points of pace and step rate, which waver from step to step: each is the mean of its stretch.
const LEG_POINTS: usize = 100;

pub(super) async fn show(
    Shared(site): Shared<Arc<Site>>,
    Path(path): Path<String>,
) -> Result<Html<String>, Fault> {
    let id = id_in(&path).ok_or(Fault::NotFound)?;
    let run = site.store.run(&id).await?;
    let bytes = site.store.original_bytes(&id.sha256).await?;
    let reading = Arc::clone(&site);
    let session_idx = usize::try_from(id.session_idx).map_err(|_| Fault::NotFound)?;
    let Drawn { summary, way, legs } =
        tokio::task::spawn_blocking(move || read(&reading, &bytes, session_idx))
            .await
            .context("reading a recording")??;
    let pain = pain_of(&site, &run).await?;
    let page = Page {
        site: &site,
        run: &run,
        summary: &summary,
        way: &way,
        legs: &legs,
        pain: &pain,
    };
    Ok(layout::columns(
        &site,
        &page.title(),
        layout::Tab::Runs,
        &page.body(),
    ))
}

struct Drawn {
    summary: RunSummary,
    way: Series,
    legs: Series,
}

/// Reads the kept bytes again: the pictures need every sample, and the store keeps sums only.
fn read(site: &Site, bytes: &[u8], session_idx: usize) -> anyhow::Result<Drawn> {
    let files = trochlea_recording::decode(bytes, &Limits::default())?;
    let file = files.into_iter().next().context("an empty recording")?;
    let (recording, _) = file.outcome?;
    let table = &site.knowledge.gait;
    let steps =
        trochlea_gait::read(&recording, session_idx, None, table).context("no such session")?;
    let summary = trochlea_gait::summary_of(&recording, session_idx, &steps, table)
        .context("no such session")?;
    Ok(Drawn {
        summary,
        way: trochlea_gait::series(&steps, WAY_POINTS),
        legs: trochlea_gait::series(&steps, LEG_POINTS),
    })
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
    summary: &'a RunSummary,
    way: &'a Series,
    legs: &'a Series,
    pain: &'a [RunRecord],
}

impl Page<'_> {
    fn title(&self) -> String {
        let km = self
            .summary
            .distance
            .map(|distance| format!("{} km", figure::km(distance.as_m())));
        let time = self.summary.timer.map(|timer| figure::time(timer.as_s()));
        match (km, time) {
            (Some(km), Some(time)) => format!("{km} in {time}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => "A recording without distance and time".to_owned(),
        }
    }

    fn body(&self) -> Markup {
        html! {
            div.head.full {
                p.quiet { (self.when_and_what()) }
                h1 { (self.title()) }
                (self.said())
                @if let Some(of) = &self.run.duplicate_of {
                    p.why { b { (self.site.text("page-run-recorded-twice")) } span { "Another recording of this run counts. " a href=(path_of(of)) { (self.site.text("page-run-see-that-one")) } "." } }
                }
            }
            section.sec.full.first aria-label="In figures" {
                (self.facts())
                p { a.btn href={ "/log?run=" (self.run.id.sha256) "%23" (self.run.id.session_idx) } { (self.site.text("page-run-log-how-it-felt")) } }
            }
            (charts::track(self.site, self.way, self.pain))
            div.side { (charts::pace(self.legs, self.pain)) (self.quality()) }
            (charts::profile(self.way, self.pain))
            (charts::step_rate(self.legs, self.summary, self.pain))
        }
    }

    fn when_and_what(&self) -> String {
        let day = self.run.day.map(figure::long_day);
        let clock = self
            .run
            .start
            .map(|start| figure::clock(start, &self.site.zone));
        let sport = self.summary.sub_sport.as_deref();
        let sport = sport
            .filter(|sport| *sport != "generic")
            .or(self.summary.sport.as_deref());
        let sport = sport.map(|sport| sport.replace('_', " "));
        let parts: Vec<String> = day.into_iter().chain(clock).chain(sport).collect();
        parts.join(", ")
    }

    fn said(&self) -> Markup {
        html! {
            @for record in self.pain {
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
        let summary = self.summary;
        let climbed = |length: Option<Length>| length.map(|length| format!("{:.0}", length.as_m()));
        let speed = match (summary.distance, summary.moving) {
            (Some(distance), Some(moving)) if moving.as_s() > 0.0 => {
                figure::pace(Speed::from_m_per_s(distance.as_m() / moving.as_s()))
            }
            _ => None,
        };
        html! {
            dl.facts {
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
        let summary = self.summary;
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
                }
            }
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
