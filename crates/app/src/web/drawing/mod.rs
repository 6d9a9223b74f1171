//! What the pages draw, without the pages: each picture from values of the core, with the table
//! behind it. The command line draws the same ones.

pub(crate) mod ledger;
pub(crate) mod route;
pub(crate) mod run;
pub(crate) mod run_load;
pub(crate) mod view;

use trochlea_load::Interval;
use trochlea_picture::{Label, Range};

/// What a drawing is called in a page: its id and its finding.
pub(crate) const fn label<'a>(id: &'a str, title: &'a str) -> Label<'a> {
    Label {
        id,
        title,
        desc: "",
    }
}

pub(crate) const fn range(interval: Interval) -> Range {
    Range {
        mid: interval.mid,
        low: interval.low,
        high: interval.high,
    }
}

/// "6.7 (6.2 to 7.6)": no figure of the model without its interval.
pub(crate) fn with_interval(interval: Interval, places: usize) -> String {
    format!(
        "{:.places$} ({:.places$} to {:.places$})",
        interval.mid, interval.low, interval.high
    )
}

/// A ratio as the difference it makes: "−5 % (−9 to −1)".
pub(crate) fn difference(ratio: Interval) -> String {
    let percent = |value: f64| super::figure::signed(100.0 * (value - 1.0), 0);
    format!(
        "{} % ({} to {})",
        percent(ratio.mid),
        percent(ratio.low),
        percent(ratio.high)
    )
}
