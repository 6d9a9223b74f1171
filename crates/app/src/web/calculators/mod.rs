//! Calculators: plain forms that answer on the page itself. Nothing is kept.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Query, State as Shared, rejection::QueryRejection},
    response::Html,
    routing::get,
};
use maud::{Markup, html};
use serde::Deserialize;
use trochlea_gait::Stepping;
use trochlea_knowledge::Message;
use trochlea_plan::{Compound, RestartTable};
use trochlea_quantity::{Duration, Length, Outing, StepRate};
use trochlea_report::{EqualDocument, Running};

use super::drawing::with_interval;
use super::{Site, fault::Fault, layout};
use crate::amount;
use crate::engine::stored_baseline;

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new().route("/calculators", get(show))
}

/// What was typed; a field that was left empty is nothing.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// Which form was sent.
    #[serde(default)]
    calc: String,
    #[serde(default)]
    distance: String,
    #[serde(default)]
    time: String,
    #[serde(default)]
    pace: String,
    #[serde(default)]
    rate: String,
    #[serde(default)]
    length: String,
    #[serde(default)]
    onset: String,
    #[serde(default)]
    share: String,
    #[serde(default)]
    growth: String,
    #[serde(default)]
    percent: String,
    #[serde(default)]
    sessions: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    km: String,
}

impl Asked {
    /// What stands in a field: only of the form that was sent.
    fn value<'a>(&self, calc: &str, field: &'a str) -> &'a str {
        if self.calc == calc { field } else { "" }
    }
}

/// A field of a form.
struct Field<'a> {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: &'a str,
}

async fn show(
    Shared(site): Shared<Arc<Site>>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, Fault> {
    let Query(asked) = asked.map_err(|_| {
        Fault::Unanswerable("The form did not arrive whole. Fill it in again.".to_owned())
    })?;
    let equal = equal(&site, &asked).await?;
    let body = html! {
        div.head {
            h1 { (site.text("page-calc-title")) }
            p.lede { (site.text("page-calc-lede")) }
        }
        (pace(&site, &asked))
        (steps(&site, &asked))
        (restart(&site, &asked))
        (growth(&site, &asked))
        (equal)
        section.sec aria-labelledby="plan-load" {
            h2 #plan-load { (site.text("page-calc-plan")) }
            p { (site.text("page-calc-plan-how")) " " a.link href="/plan/training" { (site.text("page-cut-title")) } }
        }
    };
    Ok(layout::page(
        &site,
        &site.text("page-calc-title"),
        Some(layout::Tab::Plan),
        &body,
    ))
}

/// A form with its answer below it.
fn form(
    site: &Site,
    id: &str,
    title: &'static str,
    fields: &[Field<'_>],
    answer: Option<Result<Markup, String>>,
) -> Markup {
    html! {
        section.sec aria-labelledby=(id) {
            h2 id=(id) { (site.text(title)) }
            form.stack.narrow method="get" action={ "/calculators#" (id) } {
                input type="hidden" name="calc" value=(id);
                @for field in fields {
                    @let name = format!("{id}-{}", field.name);
                    div.field {
                        label for=(name) { (site.text(field.label)) }
                        input id=(name) name=(field.name) type="text" inputmode="text" autocomplete="off" value=(field.value) aria-describedby={ (name) "-hint" };
                        p.hint id={ (name) "-hint" } { (site.text(field.hint)) }
                    }
                }
                p { button.btn { (site.text("page-calc-button")) span.vh { ": " (site.text(title)) } } }
            }
            @match answer {
                Some(Ok(answer)) => div.stack role="status" { (answer) },
                Some(Err(why)) => p.stoprule role="alert" { span { (why) } },
                None => {}
            }
        }
    }
}

fn read<T>(text: &str, how: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    how(text).map(Some)
}

fn clock(pace: Option<Duration>) -> String {
    pace.map_or_else(String::new, amount::as_clock)
}

fn pace(site: &Site, asked: &Asked) -> Markup {
    let answer = (asked.calc == "pace").then(|| {
        let outing = Outing::from_two(
            read(&asked.distance, amount::distance)?,
            read(&asked.time, amount::time)?,
            read(&asked.pace, amount::pace)?,
        );
        let outing = outing.map_err(|why| {
            site.say(&Message::new("page-calc-pace-two").text("why", why.to_string()))
        })?;
        let said = Message::new("page-calc-pace-is")
            .text("km", format!("{:.2}", outing.distance.as_km()))
            .text("mi", format!("{:.2}", outing.distance.as_mi()))
            .text("time", amount::as_clock(outing.time))
            .text("pace_km", clock(outing.speed.pace_per_km()))
            .text("pace_mi", clock(outing.speed.pace_per_mi()));
        Ok(html! { p { (site.say(&said)) } })
    });
    let fields = [
        Field {
            name: "distance",
            label: "page-calc-distance",
            hint: "page-calc-distance-hint",
            value: asked.value("pace", &asked.distance),
        },
        Field {
            name: "time",
            label: "page-calc-time",
            hint: "page-calc-time-hint",
            value: asked.value("pace", &asked.time),
        },
        Field {
            name: "pace",
            label: "page-calc-pace",
            hint: "page-calc-pace-hint",
            value: asked.value("pace", &asked.pace),
        },
    ];
    form(site, "pace", "page-calc-pace-title", &fields, answer)
}

fn steps(site: &Site, asked: &Asked) -> Markup {
    let answer = (asked.calc == "steps").then(|| {
        let stepping = Stepping::from_two(
            read(&asked.pace, amount::pace)?,
            read(&asked.rate, amount::above_zero)?.map(StepRate::from_spm),
            read(&asked.length, amount::above_zero)?.map(Length::from_m),
        );
        let stepping = stepping.map_err(|why| {
            site.say(&Message::new("page-calc-pace-two").text("why", why.to_string()))
        })?;
        let said = Message::new("page-calc-steps-is")
            .text("pace", clock(stepping.speed.pace_per_km()))
            .text("rate", format!("{:.0}", stepping.step_rate.as_spm()))
            .text("length", format!("{:.2}", stepping.step_length.as_m()));
        Ok(html! { p { (site.say(&said)) } })
    });
    let fields = [
        Field {
            name: "pace",
            label: "page-calc-pace",
            hint: "page-calc-pace-hint",
            value: asked.value("steps", &asked.pace),
        },
        Field {
            name: "rate",
            label: "page-calc-rate",
            hint: "page-calc-rate-hint",
            value: asked.value("steps", &asked.rate),
        },
        Field {
            name: "length",
            label: "page-calc-length",
            hint: "page-calc-length-hint",
            value: asked.value("steps", &asked.length),
        },
    ];
    form(site, "steps", "page-calc-steps-title", &fields, answer)
}

fn restart(site: &Site, asked: &Asked) -> Markup {
    let answer = (asked.calc == "restart").then(|| {
        let onset = read(&asked.onset, amount::distance)?
            .ok_or_else(|| site.text("page-calc-onset-missing"))?;
        let table = trochlea_plan::restart_table(
            onset,
            read(&asked.share, amount::percent)?,
            read(&asked.growth, amount::percent)?,
            &site.knowledge.protocols,
        );
        table
            .map(|table| restart_table(site, &table))
            .map_err(|why| format!("{why}."))
    });
    let fields = [
        Field {
            name: "onset",
            label: "page-calc-onset",
            hint: "page-calc-distance-hint",
            value: asked.value("restart", &asked.onset),
        },
        Field {
            name: "share",
            label: "page-calc-share",
            hint: "page-calc-share-hint",
            value: asked.value("restart", &asked.share),
        },
        Field {
            name: "growth",
            label: "page-calc-growth",
            hint: "page-calc-growth-hint",
            value: asked.value("restart", &asked.growth),
        },
    ];
    form(site, "restart", "page-calc-restart-title", &fields, answer)
}

fn restart_table(site: &Site, table: &RestartTable) -> Markup {
    let said = Message::new("page-calc-restart-is")
        .number("runs", f64::from(table.n_grown))
        .text("below", format!("{:.2}", table.stays_below.as_km()));
    html! {
        p { (site.say(&said)) }
        table.tight {
            caption.vh { (site.text("page-calc-restart-title")) }
            thead { tr {
                th scope="col" { (site.text("page-calc-run")) }
                th.r scope="col" { (site.text("page-calc-km")) }
                th.r scope="col" { (site.text("page-calc-of-onset")) }
            } }
            tbody {
                @for row in &table.rows {
                    tr {
                        th scope="row" { (row.session) @if !row.within { br; small.quiet { (site.text("page-calc-beyond")) } } }
                        td.r { (format!("{:.2}", row.distance.as_km())) }
                        td.r { (format!("{:.0} %", row.share_fraction * 100.0)) }
                    }
                }
            }
        }
    }
}

fn growth(site: &Site, asked: &Asked) -> Markup {
    let answer = (asked.calc == "growth").then(|| {
        let table = &site.knowledge.protocols;
        let sessions = read(&asked.sessions, |text| {
            text.parse::<u32>()
                .map_err(|_| site.text("page-calc-sessions-hint"))
        })?;
        let way = (
            read(&asked.from, amount::distance)?,
            read(&asked.to, amount::distance)?,
        );
        let percent = read(&asked.percent, amount::percent)?;
        let compound = trochlea_plan::compound(
            percent.unwrap_or(table.pfps_weekly_growth.value),
            sessions.unwrap_or(1),
            way.0.zip(way.1),
            table,
        );
        compound
            .map(|compound| growth_table(site, &compound))
            .map_err(|why| format!("{why}."))
    });
    let fields = [
        Field {
            name: "percent",
            label: "page-calc-percent",
            hint: "page-calc-percent-hint",
            value: asked.value("growth", &asked.percent),
        },
        Field {
            name: "sessions",
            label: "page-calc-sessions",
            hint: "page-calc-sessions-hint",
            value: asked.value("growth", &asked.sessions),
        },
        Field {
            name: "from",
            label: "page-calc-from",
            hint: "page-calc-distance-hint",
            value: asked.value("growth", &asked.from),
        },
        Field {
            name: "to",
            label: "page-calc-to",
            hint: "page-calc-distance-hint",
            value: asked.value("growth", &asked.to),
        },
    ];
    form(site, "growth", "page-calc-growth-title", &fields, answer)
}

fn growth_table(site: &Site, compound: &Compound) -> Markup {
    let percent = |fraction: f64| format!("{:.0}", fraction * 100.0);
    let said = Message::new("page-calc-growth-is")
        .text("step", percent(compound.growth_fraction))
        .number("steps", f64::from(compound.steps_a_week))
        .text("week", percent(compound.weekly_fraction));
    html! {
        p { (site.say(&said)) }
        @if compound.above_cap {
            p { (site.say(&Message::new("page-calc-growth-above").text("cap", percent(compound.cap_fraction)))) }
        }
        @if !compound.weeks.is_empty() {
            table.tight {
                caption.vh { (site.text("page-calc-growth-title")) }
                thead { tr { th scope="col" { (site.text("page-calc-week")) } th.r scope="col" { (site.text("page-calc-km")) } } }
                tbody {
                    @for (n, week) in (1..).zip(&compound.weeks) {
                        tr { th scope="row" { (n) } td.r { (format!("{:.1}", week.as_km())) } }
                    }
                }
            }
        }
    }
}

async fn equal(site: &Site, asked: &Asked) -> Result<Markup, Fault> {
    let answer = if asked.calc == "equal" {
        let baseline = stored_baseline(&site.store, &site.knowledge).await?;
        let km = read(&asked.km, amount::distance);
        Some(km.map(|km| {
            let km = km.map_or(1.0, Length::as_km);
            let document = EqualDocument::of(&site.model, &baseline, Running::FlatKm(km));
            equal_table(site, &document)
        }))
    } else {
        None
    };
    let fields = [Field {
        name: "km",
        label: "page-calc-flat",
        hint: "page-calc-distance-hint",
        value: asked.value("equal", &asked.km),
    }];
    Ok(form(
        site,
        "equal",
        "page-calc-equal-title",
        &fields,
        answer,
    ))
}

fn equal_table(site: &Site, document: &EqualDocument) -> Markup {
    html! {
        p { (site.text("page-calc-equal-is")) }
        table.tight {
            caption.vh { (site.text("page-calc-equal-title")) }
            thead { tr { th scope="col" { (site.text("page-calc-what")) } th.r scope="col" { (site.text("page-calc-how-many")) } } }
            tbody {
                @for it in &document.equal {
                    @let digits = if it.count.mid < 10.0 { 1 } else { 0 };
                    tr {
                        th scope="row" { (site.say(&it.label)) @if it.by_tier { br; small.quiet { (site.text("page-calc-by-tier")) } } }
                        td.r { (with_interval(it.count, digits)) }
                    }
                }
            }
        }
    }
}
