//! What a run cost the knee, section by section. No figure stands without its interval.

use maud::{Markup, html};
use trochlea_knowledge::Message;
use trochlea_load::{Baseline, Interval, Ordinal};
use trochlea_picture::{Svg, Width};
use trochlea_quantity::{Shares, Speed};

use super::one::twice;
use crate::web::drawing::run::RunPictures;
use crate::web::drawing::run_load::change;
use crate::web::drawing::view::{Equal, LoadView, RunView};
use crate::web::drawing::{difference, with_interval};
use crate::web::{Site, figure, layout, picture};

/// Tasks that everybody knows; the others stand behind a click.
const FAMILIAR: [&str; 4] = ["stairs_up", "stairs_down", "squat", "lunge"];

/// The answer in one line.
pub(super) fn title(site: &Site, view: &RunView, load: &LoadView) -> String {
    let message = Message::new("page-load-title")
        .text("ran", figure::km(view.ran_m(load)))
        .text("cost", with_interval(load.run.flat_equivalent_km, 1));
    site.say(&message)
}

/// The same, with high peaks counted more; of a run that was run, or of a route.
pub(in crate::web) fn by_guard(site: &Site, load: &LoadView, is_planned: bool) -> String {
    let (plain, guard) = (
        load.run.flat_equivalent_km,
        load.run.flat_equivalent_km_guard,
    );
    let adds = guard.mid >= plain.mid + 0.05;
    let id = match (adds, is_planned) {
        (false, _) => "page-load-guard-same",
        (true, false) => "page-load-guard",
        (true, true) => "page-route-guard",
    };
    site.say(&Message::new(id).text("cost", with_interval(guard, 1)))
}

/// Ran and cost on one axis, and what the figures stand on.
pub(in crate::web) fn cost(site: &Site, pictures: &RunPictures<'_>, load: &LoadView) -> Markup {
    let drawing = pictures.cost(load);
    html! {
        section.sec.full.first aria-labelledby="cost" {
            h2.vh #cost { (site.text("page-cost-title")) }
            figure {
                (picture(&drawing.svg))
                figcaption.stack {
                    span { (site.text("page-cost-interval")) }
                    span { (flat_km(site, &load.baseline)) }
                    span { (origin(site, load.run.origin)) " " (outside(site, load)) }
                }
            }
            (layout::table("What was run and what it cost", &drawing.table))
        }
    }
}

/// What a flat kilometre is: whose speed and step rate.
pub(in crate::web) fn flat_km(site: &Site, baseline: &Baseline) -> String {
    let speed = Speed::from_m_per_s(baseline.reference_speed_m_per_s);
    let rate = baseline.line.at(baseline.reference_speed_m_per_s);
    let id = if baseline.n_runs > 0 {
        "page-cost-baseline-own"
    } else {
        "page-cost-baseline-population"
    };
    let message = Message::new(id)
        .text("pace", figure::pace(speed).unwrap_or_default())
        .text("rate", format!("{rate:.0}"))
        .text("runs", baseline.n_runs.to_string());
    site.say(&message)
}

/// How the steps and the ground under them came to be.
fn origin(site: &Site, origin: Shares) -> String {
    let parts = [
        ("page-cost-origin-measured", origin.measured),
        ("page-cost-origin-estimated", origin.estimated),
        ("page-cost-origin-assumed", origin.assumed),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(_, share)| *share >= 0.005)
        .map(|(id, share)| site.say(&Message::new(id).text("share", percent(share))))
        .collect();
    site.say(&Message::new("page-cost-origin").text("parts", said.join(", ")))
}

fn outside(site: &Site, load: &LoadView) -> String {
    let share = load.run.share_outside_range;
    if share < 0.005 {
        return site.text("page-cost-inside");
    }
    site.say(&Message::new("page-cost-outside").text("share", percent(share)))
}

/// The colours in order, each with what it stands for.
pub(in crate::web) fn colours(key: &Svg) -> Markup {
    html! {
        span.key { span { "below 0.85" } (picture(key)) span { "1.3 and more" } }
    }
}

/// Up, level, down.
pub(in crate::web) fn terrain(site: &Site, pictures: &RunPictures<'_>, load: &LoadView) -> Markup {
    let Some(drawing) = pictures.terrain(load) else {
        return html! {};
    };
    html! {
        section.sec aria-labelledby="terrain" {
            h2 #terrain { (pictures.terrain_heading(load)) }
            figure {
                (picture(&drawing.svg))
                figcaption { (site.text("page-terrain-key")) }
            }
            (layout::table("Way and load by the ground", &drawing.table))
        }
    }
}

/// How the cost grew.
pub(in crate::web) fn cumulative(
    site: &Site,
    pictures: &RunPictures<'_>,
    load: &LoadView,
) -> Markup {
    let drawing = pictures.cumulative(load);
    html! {
        section.sec aria-labelledby="cumulative" {
            h2 #cumulative { (site.text("page-cumulative-title")) }
            figure {
                (picture(&drawing.svg))
                figcaption { (site.text("page-cumulative-key")) }
            }
            (layout::table("The cost from the start on", &drawing.table))
        }
    }
}

/// Kilometre by kilometre, under the ground.
pub(in crate::web) fn kilometres(
    site: &Site,
    pictures: &RunPictures<'_>,
    load: &LoadView,
) -> Markup {
    let at = |width, id| pictures.kilometres(load, width, id);
    let caption = html! { figcaption { (site.text("page-km-key")) } };
    twice(
        &pictures.kilometres_heading(load),
        "kilometres",
        &at(Width::Phone, "km-p"),
        &at(Width::Wide, "km-w"),
        &caption,
    )
}

/// The same run, changed in one thing.
pub(in crate::web) fn what_if(site: &Site, pictures: &RunPictures<'_>, load: &LoadView) -> Markup {
    let drawing = pictures.what_if(load);
    html! {
        section.sec aria-labelledby="what-if" {
            h2 #what-if { (site.text("page-what-if-title")) }
            figure {
                (picture(&drawing.svg))
                figcaption { (site.text("page-what-if-key")) }
            }
            details {
                summary { (site.text("page-what-if-table")) }
                table.tight {
                    caption.vh { (site.text("page-what-if-drawing")) }
                    thead { tr { th scope="col" { (site.text("page-what-if-change")) } th.r scope="col" { (site.text("page-what-if-load")) } th.r scope="col" { (site.text("page-what-if-guard")) } } }
                    tbody {
                        @for it in &load.what_if {
                            tr {
                                th scope="row" { (site.say(&change(it.change))) }
                                td.r { (difference_cell(it.impulse_ratio)) }
                                td.r { (difference_cell(it.guard_ratio)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn difference_cell(ratio: Interval) -> Markup {
    let words = difference(ratio);
    let (value, interval) = words.split_once(" (").unwrap_or((&words, ""));
    html! { (value) @if !interval.is_empty() { small.quiet { "(" (interval) } } }
}

/// Stairs and squats of the same cost.
pub(in crate::web) fn equal(site: &Site, load: &LoadView) -> Markup {
    let familiar = |task: &&Equal| FAMILIAR.contains(&task.id.as_str());
    html! {
        section.sec aria-labelledby="equal" {
            h2 #equal { (site.text("page-equal-title")) }
            p.small.quiet { (site.text("page-equal-how")) }
            (tasks(site, load.equal.iter().filter(familiar)))
            details {
                summary { (site.text("page-equal-more")) }
                (tasks(site, load.equal.iter().filter(|task| !familiar(task))))
            }
        }
    }
}

fn tasks<'a>(site: &Site, tasks: impl Iterator<Item = &'a Equal>) -> Markup {
    html! {
        table.tight {
            caption.vh { (site.text("page-equal-title")) }
            thead { tr { th scope="col" { (site.text("page-equal-task")) } th.r scope="col" { (site.text("page-equal-about")) } th.r scope="col" { (site.text("page-equal-range")) } } }
            tbody {
                @for task in tasks {
                    tr {
                        th scope="row" { (site.say(&task.label)) @if task.by_tier { small.quiet { (site.text("page-equal-by-tier")) } } }
                        td.r { (rough(task.amount.mid)) }
                        td.r { (rough(task.amount.low)) " to " (rough(task.amount.high)) }
                    }
                }
            }
        }
    }
}

/// Two digits: the interval carries no more.
fn rough(value: f64) -> String {
    if value < 10.0 {
        return figure::plain(value);
    }
    let unit = 10_f64.powi(value.log10().floor() as i32 - 1);
    let digits = ((value / unit).round() * unit).round();
    let text = format!("{digits:.0}");
    // A thin gap between thousands: a comma would be a decimal to half of the readers.
    match text.len().checked_sub(3).filter(|at| *at > 0) {
        Some(at) => format!("{}\u{202f}{}", &text[..at], &text[at..]),
        None => text,
    }
}

/// The band at the outer side: a word, not a figure.
pub(in crate::web) fn iliotibial(site: &Site, load: &LoadView) -> Markup {
    let band = &load.run.iliotibial;
    let word = site.text(match band.ordinal {
        Ordinal::Low => "load-iliotibial-low",
        Ordinal::Raised => "load-iliotibial-raised",
        Ordinal::High => "load-iliotibial-high",
    });
    let minutes = Message::new("page-iliotibial-minutes")
        .text("downhill", format!("{:.0}", band.minutes_downhill))
        .text("slow", format!("{:.0}", band.minutes_slow));
    html! {
        section.sec aria-labelledby="band" {
            h2 #band { (site.text("page-iliotibial-title")) ": " (word.to_lowercase()) }
            p { (site.say(&minutes)) }
            p.small.quiet { (site.text("load-iliotibial-note")) }
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}
