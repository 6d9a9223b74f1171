//! The list of runs: weeks as bars, days newest first, a page at a time.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::Context;
use axum::{
    extract::{Query, State as Shared},
    response::Html,
};
use jiff::{ToSpan, civil::Date};
use maud::{Markup, html};
use serde::Deserialize;
use trochlea_picture::{Label, Week, WeekKind, WeeksChart, Width};
use trochlea_quantity::Speed;
use trochlea_store::{Run, RunCursor, RunQuery};

use super::{path_of, upload};
use crate::runs::summary;
use crate::web::{Site, fault::Fault, figure, layout, picture};

/// So many runs on a page.
const PAGE: usize = 30;
/// So many weeks as bars.
const WEEKS: i64 = 12;

/// Where the list goes on.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Place {
    before: Option<String>,
}

pub(super) async fn show(
    Shared(site): Shared<Arc<Site>>,
    Query(place): Query<Place>,
) -> Result<Html<String>, Fault> {
    let first_page = place.before.is_none();
    let query = RunQuery {
        before: place.before.map(RunCursor::from),
        // One more tells whether there is another page.
        limit: Some(u32::try_from(PAGE + 1).unwrap_or(u32::MAX)),
        ..RunQuery::default()
    };
    let runs = site.store.runs(&query).await?;
    let (shown, more) = match runs.get(..PAGE) {
        Some(shown) if runs.len() > PAGE => (shown, shown.last().map(|run| &run.cursor)),
        _ => (runs.as_slice(), None),
    };
    let weeks = if first_page && !shown.is_empty() {
        weeks(&site).await?
    } else {
        html! {}
    };
    let body = html! {
        div.head {
            h1 { @if first_page { (site.text("page-runs-runs")) } @else { (site.text("page-runs-earlier-runs")) } }
            @if first_page {
                p.lede { (finding(shown)) }
                div.row {
                    @if !shown.is_empty() { a.btn.plain href="#add" { (site.text("page-runs-add-recordings")) } }
                    a.btn.plain href="/ledger" { (site.text("page-ledger-link")) }
                    a.btn.plain href="/route" { (site.text("page-route-link")) }
                }
            }
        }
        @if first_page { (weeks) }
        @if !shown.is_empty() {
            section.sec aria-labelledby="days" {
                h2 #days { (site.text("page-runs-newest-first")) }
                (table(&site, shown))
                @if let Some(cursor) = more {
                    p { a.btn.plain rel="next" href={ "/runs?before=" (escaped(cursor.as_str())) } { (site.text("page-runs-earlier-runs")) } }
                }
            }
        } @else if !first_page {
            p { (site.text("page-runs-there-are-no-earlier-runs")) }
        }
        @if first_page { (upload::form(&site)) } @else { p { a.link href="/runs" { (site.text("page-runs-back-to-the-newest")) } } }
    };
    Ok(layout::page(&site, "Runs", Some(layout::Tab::Runs), &body))
}

fn finding(shown: &[Run]) -> String {
    match shown.first() {
        None => {
            "No run is kept yet. Add the recordings of your watch below; they stay on this machine."
                .to_owned()
        }
        Some(run) => match (run.day, run.distance_m) {
            (Some(day), Some(metres)) => format!(
                "The newest is from {}, {} km.",
                figure::long_day(day),
                figure::km(metres)
            ),
            _ => "Each recording that you added, by day.".to_owned(),
        },
    }
}

fn table(site: &Site, runs: &[Run]) -> Markup {
    let this_year = site.now().date().year();
    html! {
        table.tight.runs {
            caption.vh { (site.text("page-runs-runs-by-day-newest-first")) }
            thead { tr { th scope="col" { (site.text("page-runs-day")) } th.r scope="col" { (site.text("page-runs-km")) } th.r scope="col" { (site.text("page-runs-time")) } th.r scope="col" { (site.text("page-runs-pace")) } } }
            tbody {
                @for run in runs {
                    tr {
                        th scope="row" {
                            a href=(path_of(&run.id)) { (run.day.map_or("Day not known".to_owned(), figure::short_day)) }
                            @let beside = beside_the_day(site, run, this_year);
                            @if !beside.is_empty() { small.quiet { (beside) } }
                        }
                        td.r { (run.distance_m.map_or("–".to_owned(), figure::km)) }
                        td.r { (run.timer_s.map_or("–".to_owned(), figure::time)) }
                        td.r { (pace(run).unwrap_or_else(|| "–".to_owned())) }
                    }
                }
            }
        }
    }
}

/// The time of day; the year where it is another one, the sport where it is not plain running.
fn beside_the_day(site: &Site, run: &Run, this_year: i16) -> String {
    let clock = run.start.map(|start| figure::clock(start, &site.zone));
    let year = run.day.map(jiff::civil::Date::year);
    let year = year
        .filter(|year| *year != this_year)
        .map(|year| year.to_string());
    let sport = run.sport.clone().filter(|sport| sport != "running");
    let parts: Vec<String> = year.into_iter().chain(clock).chain(sport).collect();
    parts.join(", ")
}

fn pace(run: &Run) -> Option<String> {
    let (metres, seconds) = (run.distance_m?, run.timer_s?);
    (seconds > 0.0)
        .then(|| figure::pace(Speed::from_m_per_s(metres / seconds)))
        .flatten()
}

/// Only what may not stand in a query as it is.
fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('#', "%23")
        .replace('&', "%26")
        .replace('+', "%2B")
}

async fn weeks(site: &Site) -> Result<Markup, Fault> {
    let today = site.now().date();
    let monday = monday_of(today);
    let from = monday.saturating_sub((WEEKS - 1).weeks());
    let query = RunQuery {
        from: Some(from),
        with_summary: true,
        ..RunQuery::default()
    };
    let mut runs = Vec::new();
    for run in site.store.runs(&query).await? {
        runs.extend(summary(&run)?.run);
    }
    let history = trochlea_ledger::history(&runs, &BTreeSet::new(), today, &site.knowledge.ledger)
        .context("the history of runs")?;
    let of = |monday: Date| history.weeks.iter().find(|week| week.monday == monday);
    let names: Vec<(Date, String)> = (0..WEEKS)
        .map(|idx| from.saturating_add(idx.weeks()))
        .map(|monday| (monday, monday.strftime("%-d %b").to_string()))
        .collect();
    let bars: Vec<Week<'_>> = names
        .iter()
        .map(|(week, name)| Week {
            name,
            distance_km: of(*week).map(|week| week.totals.distance.as_km()),
            limit_km: None,
            worst_pain: None,
            kind: if *week == monday {
                WeekKind::Current
            } else {
                WeekKind::Past
            },
        })
        .collect();
    if history.weeks.iter().all(|week| week.totals.n_runs == 0) {
        return Ok(html! { section.sec { p.quiet { "No run in the last " (WEEKS) " weeks." } } });
    }
    let this_week = of(monday).map_or(0.0, |week| week.totals.distance.as_m());
    let title = format!("{} km so far this week", figure::km(this_week));
    let drawing = |width: Width, id: &str| {
        let chart = WeeksChart {
            label: Label {
                id,
                title: &title,
                desc: "",
            },
            width,
            weeks: &bars,
            unit: "km a week",
            limit_words: "",
            table_head: ["Week of", "km", "Limit", "Worst pain"],
        };
        chart.draw()
    };
    let (phone, wide) = (
        drawing(Width::Phone, "weeks-p"),
        drawing(Width::Wide, "weeks-w"),
    );
    Ok(html! {
        section.sec aria-labelledby="weeks" {
            h2 #weeks { (title) }
            figure {
                div.phone-only { (picture(&phone.svg)) }
                div.wide-only { (picture(&wide.svg)) }
            }
            details {
                summary { (site.text("page-runs-the-weeks-as-a-table")) }
                table.tight {
                    caption.vh { (site.text("page-runs-kilometres-by-week")) }
                    thead { tr { th scope="col" { (site.text("page-runs-week-of")) } th.r scope="col" { (site.text("page-runs-km")) } th.r scope="col" { (site.text("page-runs-runs")) } } }
                    tbody {
                        @for (week, name) in names.iter().rev() {
                            tr {
                                th scope="row" { (name) }
                                td.r { (of(*week).map_or("0.0".to_owned(), |week| figure::km(week.totals.distance.as_m()))) }
                                td.r { (of(*week).map_or(0, |week| week.totals.n_runs)) }
                            }
                        }
                    }
                }
            }
        }
    })
}

fn monday_of(day: Date) -> Date {
    let since_monday = i64::from(day.weekday().to_monday_zero_offset());
    day.saturating_sub(since_monday.days())
}
