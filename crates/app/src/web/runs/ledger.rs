//! All that loaded the knee: runs, walks, strength work and other sports on one scale.

use std::sync::Arc;

use axum::{extract::State as Shared, response::Html};
use maud::{Markup, html};
use trochlea_knowledge::Message;
use trochlea_ledger::{LoadHistory, LoadKind, LoadTotals};
use trochlea_load::{Interval, task_name};
use trochlea_picture::Width;
use trochlea_quantity::Shares;

use super::load::flat_km;
use super::one::twice;
use crate::engine::stored_baseline;
use crate::loads;
use crate::web::drawing::ledger::{KINDS, LedgerPictures};
use crate::web::drawing::with_interval;
use crate::web::{Site, fault::Fault, layout, picture};

pub(super) async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let history = loads::seen(&site.store, &site.memory, &site.knowledge, &site.now()).await?;
    let baseline = stored_baseline(&site.store, &site.knowledge).await?;
    let page = Page {
        site: &site,
        history: &history,
        pictures: LedgerPictures {
            words: &site.words,
            history: &history,
            newest: loads::newest_run(&site.store).await?,
        },
        flat_km: flat_km(&site, &baseline),
    };
    Ok(layout::columns(
        &site,
        &site.text("page-ledger-name"),
        layout::Tab::Runs,
        &page.body(),
    ))
}

struct Page<'a> {
    site: &'a Site,
    history: &'a LoadHistory,
    pictures: LedgerPictures<'a>,
    flat_km: String,
}

impl Page<'_> {
    fn body(&self) -> Markup {
        let (site, history) = (self.site, self.history);
        let month = &history.last_30_days;
        html! {
            div.head.full {
                p.quiet { a href="/runs" { (site.text("page-runs-runs")) } }
                h1 { (self.finding(month)) }
                p.lede { (site.text("page-ledger-lede")) }
            }
            @if history.days.is_empty() {
                p.full { (site.text("page-ledger-empty")) }
            } @else {
                (self.bars())
            }
            (self.sums())
            div.side { (self.without_figure()) }
            (self.single_run())
            section.sec aria-labelledby="what" {
                h2 #what { (site.text("page-ledger-what")) }
                p { (self.flat_km) }
                p { (site.text("page-ledger-weighted")) }
                p { (site.text("page-ledger-origin")) }
                @if !month.by_kind.is_empty() { p { (self.rests_on(month)) } }
            }
        }
    }

    fn finding(&self, month: &LoadTotals) -> String {
        if month.by_kind.is_empty() {
            return self.site.text("page-ledger-none");
        }
        let cost = with_interval(month.weighted_km, 0);
        self.site
            .say(&Message::new("page-ledger-title").text("cost", cost))
    }

    /// How what the sum is computed from came to be.
    fn rests_on(&self, month: &LoadTotals) -> String {
        let Shares {
            measured,
            estimated,
            assumed,
        } = month.origin;
        let parts = [
            ("page-ledger-rests-measured", measured),
            ("page-ledger-rests-estimated", estimated),
            ("page-ledger-rests-assumed", assumed),
        ];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(_, share)| *share >= 0.005)
            .map(|(id, share)| {
                let share = format!("{:.0} %", 100.0 * share);
                self.site.say(&Message::new(id).text("share", share))
            })
            .collect();
        let message = Message::new("page-ledger-rests");
        self.site.say(&message.text("parts", said.join(", ")))
    }

    fn bars(&self) -> Markup {
        let site = self.site;
        let [days, weeks] = ["page-ledger-days", "page-ledger-weeks"].map(|id| site.text(id));
        let used: Vec<_> = KINDS
            .iter()
            .filter(|(kind, ..)| {
                let mut listed = self.history.days.iter();
                listed.any(|day| day.totals.by_kind.contains_key(kind))
            })
            .collect();
        let key = html! {
            figcaption {
                span.key {
                    @for (_, name, step) in &used {
                        span { span class={ "swatch load-" (step) } aria-hidden="true" {} (site.text(*name)) }
                    }
                }
                (site.text("page-ledger-key"))
            }
        };
        let by_day = |width, id| self.pictures.days(width, id, &days);
        let by_week = |width, id| self.pictures.weeks(width, id, &weeks);
        html! {
            (twice(&days, "days", &by_day(Width::Phone, "days-p"), &by_day(Width::Wide, "days-w"), &key))
            (twice(&weeks, "weeks", &by_week(Width::Phone, "weeks-p"), &by_week(Width::Wide, "weeks-w"), &key))
        }
    }

    /// Today, a week and a month, by kind.
    fn sums(&self) -> Markup {
        let (site, history) = (self.site, self.history);
        let nothing = LoadTotals::default();
        let today = history.days.iter().find(|day| day.day == history.today);
        let columns = [
            (
                "page-ledger-today",
                today.map_or(&nothing, |day| &day.totals),
            ),
            ("page-ledger-7-days", &history.last_7_days),
            ("page-ledger-30-days", &history.last_30_days),
        ];
        html! {
            section.sec aria-labelledby="sums" {
                h2 #sums { (site.text("page-ledger-sums")) }
                table.tight.sums {
                    caption.vh { (site.text("page-ledger-sums")) }
                    thead { tr {
                        th scope="col" { (site.text("page-ledger-kind")) }
                        @for (name, _) in &columns { th.r scope="col" { (site.text(*name)) } }
                    } }
                    tbody {
                        @for (kind, name, _) in KINDS {
                            @if kind == LoadKind::Run || history.last_30_days.by_kind.contains_key(&kind) {
                                tr {
                                    th scope="row" { (site.text(name)) }
                                    @for (_, totals) in &columns { td.r { (cell(totals.by_kind.get(&kind).copied())) } }
                                }
                            }
                        }
                        tr.strong-text {
                            th scope="row" { (site.text("page-ledger-all")) }
                            @for (_, totals) in &columns {
                                td.r { (cell((!totals.by_kind.is_empty()).then_some(totals.weighted_km))) }
                            }
                        }
                    }
                }
                p.small.quiet { (site.text("page-ledger-sum-of-intervals")) }
            }
        }
    }

    /// Listed, never summed.
    fn without_figure(&self) -> Markup {
        let site = self.site;
        let listed = &self.history.without_figure;
        html! {
            section.sec aria-labelledby="without" {
                h2 #without { (site.text("page-ledger-without")) }
                p { (site.text("page-ledger-without-why")) }
                @if listed.is_empty() {
                    p.quiet { (site.text("page-ledger-without-none")) }
                } @else {
                    ul.list {
                        @for one in listed {
                            li {
                                span.main { (name_of(site, one.kind, &one.id)) }
                                span.side { (site.say(&Message::new("page-ledger-on-days").number("days", f64::from(one.n_days)))) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn single_run(&self) -> Markup {
        let site = self.site;
        let title = site.text("page-ledger-single");
        let drawing = self.pictures.single_run(&title);
        html! {
            section.sec aria-labelledby="single" {
                h2 #single { (title) }
                @if let Some(drawing) = drawing {
                    figure {
                        (picture(&drawing.svg))
                        figcaption { (site.text("page-ledger-single-key")) }
                    }
                    (layout::table(&title, &drawing.table))
                } @else {
                    p { (site.text("page-ledger-single-none")) }
                }
            }
        }
    }
}

fn cell(load: Option<Interval>) -> Markup {
    match load {
        None => html! { "–" },
        Some(it) => html! {
            (format!("{:.1}", it.mid))
            small.quiet { (format!("{:.1} to {:.1}", it.low, it.high)) }
        },
    }
}

fn name_of(site: &Site, kind: LoadKind, id: &str) -> String {
    let exercise = Message::new(format!("exercise-{}", id.replace('_', "-")));
    if kind == LoadKind::Exercise && site.words.has(&exercise.id) {
        return site.say(&exercise);
    }
    match kind {
        LoadKind::Run => site.text("page-ledger-run-without"),
        LoadKind::Walk => site.text("page-ledger-walk-without"),
        LoadKind::Exercise | LoadKind::OtherSport => {
            let task = task_name(id);
            if site.words.has(&task.id) {
                site.say(&task)
            } else {
                id.replace('_', " ")
            }
        }
    }
}
