//! The chart grammar: one thing, one mark, on every page and on paper.

use crate::svg::{Anchor, Path, Pen};

/// How wide a chart is drawn. Charts that need room are rendered twice and the
/// page shows one (`phone-only`, `wide-only`); they are never scrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// 358 units, as on a phone of 390 pixels.
    Phone,
    /// 720 units, from 64 rem.
    Wide,
}

impl Width {
    pub(crate) const fn units(self) -> f64 {
        match self {
            Self::Phone => 358.0,
            Self::Wide => 720.0,
        }
    }

    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Phone => "chart",
            Self::Wide => "chart chart-wide",
        }
    }
}

/// A pain score at a place of a run. Drawn as a plum diamond with its numeral.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pain<'a> {
    /// Distance from the start of the run.
    pub at_km: f64,
    /// 0 to 10; more is drawn as 10.
    pub score: u8,
    /// What to write beside it ("pain began, km 11.2").
    pub words: &'a str,
}

/// Class of the diamond: five steps for 1-2, 3, 4-5, 6-7, 8-10.
pub(crate) const fn pain_class(score: u8) -> &'static str {
    match score {
        0..=2 => "pain pain-1",
        3 => "pain pain-2",
        4 | 5 => "pain pain-3",
        6 | 7 => "pain pain-4",
        _ => "pain pain-5",
    }
}

/// The outline of a diamond; nothing else on a page has this shape.
pub(crate) fn diamond_path((x, y): (f64, f64), radius: f64) -> Path {
    Path::default()
        .to((x, y - radius))
        .line((x + radius, y))
        .line((x, y + radius))
        .line((x - radius, y))
        .closed()
}

/// Pain with its numeral.
pub(crate) fn diamond(pen: &mut Pen, (x, y): (f64, f64), radius: f64, score: u8) {
    pen.path("pain", &diamond_path((x, y), radius));
    let size = if radius < 11.0 {
        "pain-n pain-n-small"
    } else {
        "pain-n"
    };
    let down = if radius < 11.0 { 3.8 } else { 4.6 };
    pen.text(
        (x, y + down),
        Anchor::Middle,
        size,
        &score.min(10).to_string(),
    );
}

/// Pain too small for a numeral: shade and depth say how much.
pub(crate) fn small_diamond(pen: &mut Pen, at: (f64, f64), radius: f64, score: u8) {
    pen.path(pain_class(score), &diamond_path(at, radius));
}

/// An upright interval with end ticks.
pub(crate) fn whisker(pen: &mut Pen, x: f64, (low, high): (f64, f64), tick: f64) {
    let path = Path::default()
        .to((x, low))
        .v(high)
        .to((x - tick, low))
        .h(x + tick)
        .to((x - tick, high))
        .h(x + tick);
    pen.path("whisk", &path);
}

/// A lying interval with end ticks.
pub(crate) fn lying_whisker(pen: &mut Pen, y: f64, (low, high): (f64, f64), tick: f64) {
    let path = Path::default()
        .to((low, y))
        .h(high)
        .to((low, y - tick))
        .v(y + tick)
        .to((high, y - tick))
        .v(y + tick);
    pen.path("whisk", &path);
}

/// Today: a hollow circle with an ink ring.
pub(crate) fn today(pen: &mut Pen, at: (f64, f64), radius: f64) {
    pen.circle("today-ring", at, radius);
}

/// A hard limit on a strip: an upright tick that nothing softens.
pub(crate) fn limit(pen: &mut Pen, x: f64, (top, bottom): (f64, f64)) {
    pen.path("limit", &Path::default().to((x, top)).v(bottom));
}

/// A bar that holds only if a gate opens: outline and hatching, drawn line by
/// line so that it needs no pattern and no id.
pub(crate) fn hatched(pen: &mut Pen, (x, y): (f64, f64), (width, height): (f64, f64)) {
    if width <= 0.0 || height <= 0.0 {
        return;
    }
    pen.rect("hatch-box", (x, y), (width, height));
    let mut path = Path::default();
    let step = ((width + height) / 200.0).max(5.0);
    let mut along = step;
    while along < width + height {
        let from = (x + f64::min(along, width), y + f64::max(along - width, 0.0));
        let to = (
            x + f64::max(along - height, 0.0),
            y + f64::min(along, height),
        );
        path = path.to(from).line(to);
        along += step;
    }
    pen.path("hatch-line", &path);
}

/// The octagon of a stop rule, `size` wide, with its bar.
pub(crate) fn octagon(pen: &mut Pen, size: f64) {
    let (near, far) = (size * 0.085, size * 0.915);
    let (low, high) = (size * 0.3125, size * 0.6875);
    let corners = [
        (high, near),
        (far, low),
        (far, high),
        (high, far),
        (low, far),
        (near, high),
        (near, low),
    ];
    let outline = corners
        .into_iter()
        .fold(Path::default().to((low, near)), Path::line)
        .closed();
    pen.path("stop-octagon", &outline);
    let bar = pen
        .element("path")
        .set("class", "stop-bar")
        .at("stroke-width", size * 0.11);
    bar.set(
        "d",
        Path::default()
            .to((size * 0.33, size / 2.0))
            .h(size * 0.67)
            .as_str(),
    )
    .leaf();
}
