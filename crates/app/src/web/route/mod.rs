//! Route check: what a way that nobody has run would cost the knee. Nothing of it is kept.

use std::sync::Arc;

use anyhow::Context;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, State as Shared, multipart::MultipartRejection},
    http::StatusCode,
    response::Html,
    routing::get,
};
use maud::{Markup, html};
use trochlea_knowledge::Message;
use trochlea_load::Descent;
use trochlea_quantity::{Length, Speed};
use trochlea_report::{LimitFrom, RouteToday, SpeedFrom, limit_km};

use super::drawing::route::{against_limit, change, variants};
use super::drawing::run::RunPictures;
use super::drawing::view::{LoadView, NoRoute, Reader, RouteView};
use super::drawing::{difference, with_interval};
use super::runs::load;
use super::{Site, fault::Fault, figure, layout, picture};
use crate::engine::stored_baseline;
use crate::{decide, route};

/// A route of points is far smaller than a recording.
const LARGEST_ROUTE_BYTES: usize = 16 << 20;
const TOO_LARGE: &str =
    "A route may hold 16 MB. For a larger file use “trochlea route FILE” in a terminal.";

pub(super) fn router() -> Router<Arc<Site>> {
    let limit = DefaultBodyLimit::max(LARGEST_ROUTE_BYTES);
    Router::new().route("/route", get(ask).post(check).layer(limit))
}

/// The form alone.
async fn ask(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let baseline = stored_baseline(&site.store, &site.knowledge).await?;
    let usual = route::usual_speed(
        Some(&site.store),
        &site.knowledge.ledger,
        &baseline,
        site.now().date(),
    )
    .await?;
    let body = html! {
        div.head {
            p.quiet { a href="/runs" { (site.text("page-runs-runs")) } }
            h1 { (site.text("page-route-name")) }
            p.lede { (site.text("page-route-lede")) }
        }
        (form(&site, usual))
    };
    Ok(layout::page(
        &site,
        &site.text("page-route-name"),
        Some(layout::Tab::Runs),
        &body,
    ))
}

/// Takes a file and says what it would cost.
async fn check(
    Shared(site): Shared<Arc<Site>>,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Html<String>, Fault> {
    let Sent { bytes, pace } = Sent::take(&site, sent).await?;
    let baseline = stored_baseline(&site.store, &site.knowledge).await?;
    let usual = route::usual_speed(
        Some(&site.store),
        &site.knowledge.ledger,
        &baseline,
        site.now().date(),
    )
    .await?;
    let speed = pace.map_or(usual, |speed| (speed, SpeedFrom::Stated));
    let assessment = decide::assessed(&site.store, &site.now(), &site.knowledge).await?;
    let mut today = route::today_of(&assessment);
    let (reading, limit) = (Arc::clone(&site), today.limit);
    let route = tokio::task::spawn_blocking(move || {
        let reader = Reader {
            knowledge: &reading.knowledge,
            model: &reading.model,
            baseline,
        };
        reader.route(&bytes, speed.0, limit)
    });
    let route = route.await.context("reading a route")?.map_err(no_route)?;
    let Some(load) = &route.view.load else {
        return Err(no_route(NoRoute::LeadsNowhere));
    };
    today.is_longer = today.limit.map(|limit| route.length > limit);
    today.guard = route::against_dearest(
        &site.store,
        &site.memory,
        &site.knowledge,
        &site.now(),
        &load.run.draws,
    )
    .await?;
    let page = Page {
        site: &site,
        route: &route,
        load,
        pictures: RunPictures::planned(&site.words, &route.view),
        today: &today,
        speed,
    };
    let body = html! { (page.body()) div.full { (form(&site, usual)) } };
    Ok(layout::columns(
        &site,
        &site.text("page-route-name"),
        layout::Tab::Runs,
        &body,
    ))
}

fn no_route(why: NoRoute) -> Fault {
    Fault::Unanswerable(why.to_string())
}

fn unanswerable(what: &str) -> Fault {
    Fault::Unanswerable(what.to_owned())
}

/// What was sent: a file, and a pace where one was stated.
struct Sent {
    bytes: Vec<u8>,
    pace: Option<Speed>,
}

impl Sent {
    async fn take(site: &Site, sent: Result<Multipart, MultipartRejection>) -> Result<Self, Fault> {
        let mut sent = sent.map_err(|_| {
            unanswerable("The file did not arrive as a form. Choose it on the page of routes.")
        })?;
        let (mut bytes, mut pace) = (Vec::new(), None);
        while let Some(field) = sent.next_field().await.map_err(broken)? {
            match field.name() {
                Some("route") => bytes = field.bytes().await.map_err(broken)?.to_vec(),
                Some("pace") => pace = speed_in(site, &field.text().await.map_err(broken)?)?,
                _ => {}
            }
        }
        if bytes.is_empty() {
            return Err(unanswerable("No file was chosen."));
        }
        Ok(Self { bytes, pace })
    }
}

fn broken(error: axum::extract::multipart::MultipartError) -> Fault {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Fault::TooLarge(TOO_LARGE)
    } else {
        unanswerable("The file stopped arriving. Send it again.")
    }
}

/// "6:30" or "6.5" minutes for a kilometre; nothing said is `None`.
fn speed_in(site: &Site, pace: &str) -> Result<Option<Speed>, Fault> {
    let pace = pace.trim();
    if pace.is_empty() {
        return Ok(None);
    }
    let minutes = match pace.split_once(':') {
        Some((minutes, seconds)) => minutes
            .parse::<u8>()
            .ok()
            .zip(seconds.parse::<u8>().ok().filter(|it| *it < 60))
            .map(|(minutes, seconds)| f64::from(minutes) + f64::from(seconds) / 60.0),
        None => pace.replace(',', ".").parse::<f64>().ok(),
    };
    let fastest = site.knowledge.gait.axis.max_speed_on_foot_m_per_s;
    let speed = minutes
        .filter(|it| it.is_finite() && *it > 0.0 && *it <= 60.0)
        .map(|minutes| 1000.0 / (60.0 * minutes))
        .filter(|speed| *speed <= fastest);
    match speed {
        Some(speed) => Ok(Some(Speed::from_m_per_s(speed))),
        None => Err(Fault::Unanswerable(format!(
            "“{pace}” is no pace on foot; write minutes and seconds for a kilometre, such as 6:30."
        ))),
    }
}

fn form(site: &Site, (speed, from): (Speed, SpeedFrom)) -> Markup {
    let usual = Message::new(match from {
        SpeedFrom::RecentRuns => "page-route-usual-recent",
        SpeedFrom::Baseline => "page-route-usual-baseline",
        SpeedFrom::Stated | SpeedFrom::Population => "page-route-usual-population",
    });
    let usual = usual.text("pace", figure::pace(speed).unwrap_or_default());
    html! {
        section.sec aria-labelledby="check" {
            h2 #check { (site.text("page-route-choose")) }
            form.stack.narrow method="post" action="/route" enctype="multipart/form-data" data-drop {
                label.drop {
                    b { (site.text("page-route-file")) }
                    span.small.quiet { (site.text("page-route-file-kind")) }
                    input type="file" name="route" required accept=".gpx,.fit,.tcx,.gz,.zip";
                }
                div.field {
                    label for="pace" { (site.text("page-route-pace")) }
                    input #pace name="pace" type="text" inputmode="text" autocomplete="off" aria-describedby="pace-usual";
                    p.hint #pace-usual { (site.say(&usual)) }
                }
                p { button.btn { (site.text("page-route-button")) } }
                p.small.quiet { (site.text("page-route-nothing-kept")) }
            }
        }
    }
}

struct Page<'a> {
    site: &'a Site,
    route: &'a RouteView,
    load: &'a LoadView,
    pictures: RunPictures<'a>,
    today: &'a RouteToday,
    speed: (Speed, SpeedFrom),
}

impl Page<'_> {
    fn body(&self) -> Markup {
        let (site, load) = (self.site, self.load);
        let title = Message::new("page-route-title")
            .text("km", figure::km(self.route.length.as_m()))
            .text("cost", with_interval(load.run.flat_equivalent_km, 1));
        html! {
            div.head.full {
                p.quiet { a href="/runs" { (site.text("page-runs-runs")) } ", " (self.at_speed()) }
                h1 { (site.say(&title)) }
                p.lede { (load::by_guard(site, load, true)) }
            }
            (self.against_today())
            (load::cost(site, &self.pictures, load))
            (self.track())
            div.side { (load::terrain(site, &self.pictures, load)) (self.steepest()) (load::cumulative(site, &self.pictures, load)) }
            (load::kilometres(site, &self.pictures, load))
            (self.gentler())
            (self.how_good())
        }
    }

    fn at_speed(&self) -> String {
        let (speed, from) = self.speed;
        let message = Message::new(match from {
            SpeedFrom::Stated => "page-route-at-stated",
            SpeedFrom::RecentRuns => "page-route-at-usual",
            SpeedFrom::Baseline => "page-route-at-baseline",
            SpeedFrom::Population => "page-route-at-population",
        });
        let pace = figure::pace(speed).unwrap_or_default();
        self.site.say(&message.text("pace", pace))
    }

    fn against_today(&self) -> Markup {
        let (site, today) = (self.site, self.today);
        let title = site.text("page-route-today");
        html! {
            section.sec.full.first aria-labelledby="today" {
                h2 #today { (title) }
                @if today.run_today == Some(false) { p { (site.text("page-route-no-run-today")) " " a href="/" { (site.text("page-route-see-today")) } "." } }
                @match today.limit {
                    Some(limit) => {
                        p { (self.limit_in_words(limit)) }
                        @let drawing = against_limit(&site.words, self.route.length, limit, &title);
                        figure {
                            (picture(&drawing.svg))
                            figcaption.key {
                                span { span.key-limit aria-hidden="true" {} (site.text("page-limits-key-limit")) }
                                span { span.key-today aria-hidden="true" {} (site.text("page-route-key-this")) }
                            }
                        }
                        (layout::table(&title, &drawing.table))
                    },
                    None => { @if today.run_today.is_none() { p { (site.text("page-route-no-limit")) } } },
                }
                @if let Some(guard) = &today.guard {
                    @let said = Message::new("page-route-dearest").text("day", figure::short_day(guard.day)).text("cost", with_interval(guard.guard_km, 1)).text("ratio", with_interval(guard.ratio, 1));
                    p { (site.say(&said)) }
                }
            }
        }
    }

    fn limit_in_words(&self, limit: Length) -> String {
        let id = match (self.today.is_longer, self.today.limit_from) {
            (Some(true), Some(LimitFrom::SingleRun)) => "page-route-over-single",
            (Some(true), _) => "page-route-over",
            (_, Some(LimitFrom::SingleRun)) => "page-route-within-single",
            _ => "page-route-within",
        };
        self.site
            .say(&Message::new(id).text("limit", limit_km(limit)))
    }

    fn track(&self) -> Markup {
        let Some(drawing) = self.pictures.track() else {
            return html! {};
        };
        html! {
            section.sec aria-labelledby="way" {
                h2 #way { (self.pictures.track_heading()) }
                figure {
                    (picture(&drawing.svg))
                    figcaption {
                        (load::colours(&self.pictures.track_key()))
                        (self.site.text("page-track-load-key"))
                    }
                }
                (layout::table("Each kilometre of the way", &drawing.table))
            }
        }
    }

    fn steepest(&self) -> Markup {
        let Some(descent) = &self.route.steepest_descent else {
            return html! {};
        };
        html! {
            section.sec aria-labelledby="steepest" {
                h2 #steepest { (self.site.text("page-route-steepest")) }
                p { (self.site.say(&steepest(descent))) }
            }
        }
    }

    /// The same route in gentler ways.
    fn gentler(&self) -> Markup {
        let site = self.site;
        let title = site.text("page-route-gentler");
        let Some(drawing) = variants(&site.words, self.route, &title) else {
            return html! {
                section.sec aria-labelledby="gentler" {
                    h2 #gentler { (title) }
                    p { (site.text("page-route-nothing-gentler")) }
                }
            };
        };
        html! {
            section.sec aria-labelledby="gentler" {
                h2 #gentler { (title) }
                figure {
                    (picture(&drawing.svg))
                    figcaption { (site.text("page-route-gentler-key")) }
                }
                details {
                    summary { (site.text("page-route-gentler-table")) }
                    table.tight {
                        caption.vh { (title) }
                        thead { tr { th scope="col" { (site.text("page-what-if-change")) } th.r scope="col" { (site.text("page-route-left")) } th.r scope="col" { (site.text("page-what-if-guard")) } } }
                        tbody {
                            @for it in &self.route.variants {
                                tr {
                                    th scope="row" { (site.say(&change(it.change))) small.quiet { (figure::km(it.distance_m)) " km" } }
                                    td.r { (with_interval(it.flat_equivalent_km_guard, 1)) }
                                    td.r { (difference(it.guard_ratio)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn how_good(&self) -> Markup {
        let site = self.site;
        html! {
            section.sec aria-labelledby="good" {
                h2 #good { (site.text("page-route-how-good")) }
                ul.bullets {
                    li { (site.text("page-route-guess")) }
                    @for flag in &self.load.run.flags { li { (site.say(flag)) } }
                    @for flag in &self.route.view.summary.flags { li { (site.say(flag)) } }
                    li { (site.text("page-load-no-pain-study")) " " (site.text("page-load-no-pain-study-so")) }
                }
            }
        }
    }
}

fn steepest(descent: &Descent) -> Message {
    Message::new("page-route-steepest-is")
        .text("length", format!("{:.0}", descent.length_m))
        .text("from", figure::km(descent.from_m))
        .text("grade", format!("{:.0}", -100.0 * descent.grade_fraction))
        .text("error", format!("{:.1}", 100.0 * descent.grade_se_fraction))
        .text("cost", with_interval(descent.flat_equivalent_km_guard, 1))
}
