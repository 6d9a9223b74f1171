//! The pictures of a route that nobody has run, beside those it shares with a run.

use trochlea_knowledge::Message;
use trochlea_load::{Interval, RouteChange};
use trochlea_picture::{Drawing, EnvelopeRow, EnvelopeStrip, RangeRow, RangeRows};
use trochlea_quantity::Length;
use trochlea_report::Words;

use super::view::RouteView;
use super::{difference, label, range};
use crate::web::figure;

/// The route against today's limit, both in kilometres of way.
pub(crate) fn against_limit(words: &Words, length: Length, limit: Length, title: &str) -> Drawing {
    let name = words.say(&Message::new("page-route-this"));
    let limit_km = trochlea_report::limit_km(limit);
    let limit_words = words.say(&Message::new("page-route-limit").text("limit", limit_km));
    EnvelopeStrip {
        label: label("limit", title),
        rows: &[EnvelopeRow {
            name: &name,
            limit_words: &limit_words,
            most: 1.15 * length.as_km().max(limit.as_km()),
            limit: Some(limit.as_km()),
            today: Some(length.as_km()),
            bears: &[],
        }],
        table_head: ["", "This route, km", "Today's limit, km"],
    }
    .draw()
}

/// Gentler ways, as the difference each makes.
pub(crate) fn variants(words: &Words, route: &RouteView, title: &str) -> Option<Drawing> {
    let rows: Vec<(String, Interval, String)> = route
        .variants
        .iter()
        .map(|it| {
            let percent = |ratio: f64| 100.0 * (ratio - 1.0);
            let value = Interval {
                mid: percent(it.guard_ratio.mid),
                low: percent(it.guard_ratio.low),
                high: percent(it.guard_ratio.high),
            };
            (
                words.say(&change(it.change)),
                value,
                difference(it.guard_ratio),
            )
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let rows: Vec<RangeRow<'_>> = rows
        .iter()
        .map(|(name, value, words)| RangeRow {
            name,
            value: range(*value),
            words,
        })
        .collect();
    let as_it_is = words.say(&Message::new("page-route-as-it-is"));
    let drawing = RangeRows {
        label: label("variants", title),
        rows: &rows,
        reference: Some(0.0),
        reference_words: &as_it_is,
        unit: " %",
        table_head: ["Change", "Load, high peaks counted more"],
    };
    Some(drawing.draw())
}

/// A gentler way in few words.
pub(crate) fn change(change: RouteChange) -> Message {
    match change {
        RouteChange::Shorter { to_m } => {
            Message::new("page-route-shorter").text("km", figure::km(to_m))
        }
        RouteChange::SlowerDownhill { percent } => {
            Message::new("page-route-slower").text("percent", format!("{:.0}", -percent))
        }
        RouteChange::WalkedDownhill => Message::new("page-route-walked"),
    }
}
