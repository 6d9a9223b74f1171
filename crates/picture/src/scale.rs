//! From values to the plane, and round numbers for axes. Everything here stays
//! finite whatever comes in.

/// A value fit for drawing: finite, and bounded so that differences stay finite too.
pub(crate) fn known(value: f64) -> Option<f64> {
    value.is_finite().then(|| value.clamp(-1e9, 1e9))
}

/// Smallest and largest of the values that are known.
pub(crate) fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values
        .into_iter()
        .filter_map(known)
        .fold(None, |extent, v| match extent {
            None => Some((v, v)),
            Some((low, high)) => Some((f64::min(low, v), f64::max(high, v))),
        })
}

/// A straight map from values to units of the drawing. Values beyond the ends are held at the ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// `low` is drawn at `start`, `high` at `end`. A range without width is given one.
    pub fn new((low, high): (f64, f64), (start, end): (f64, f64)) -> Self {
        let (low, high) = (known(low).unwrap_or(0.0), known(high).unwrap_or(1.0));
        let (low, high) = if high < low { (high, low) } else { (low, high) };
        let high = if high - low < 1e-6 { low + 1.0 } else { high };
        Self {
            low,
            high,
            start,
            end,
        }
    }

    /// Where the value is drawn; `None` for what is not a number.
    pub fn at(&self, value: f64) -> Option<f64> {
        let value = known(value)?.clamp(self.low, self.high);
        Some(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start))
    }

    /// Round values within the range, about this many.
    pub fn ticks(&self, about: u32) -> Vec<f64> {
        let step = round_step(self.high - self.low, about);
        let first = libm::ceil(self.low / step - 1e-9);
        let ticks = (0..=3 * about).map(|i| (first + f64::from(i)) * step);
        ticks
            .take_while(|tick| *tick <= self.high + step * 1e-9)
            .collect()
    }
}

/// 1, 2 or 5 times a power of ten, so that `range` holds about `about` of them.
pub(crate) fn round_step(range: f64, about: u32) -> f64 {
    let raw = (range / f64::from(about.max(1))).max(1e-9);
    let power = libm::pow(10.0, libm::floor(libm::log10(raw)));
    let step = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|m| m * power >= raw * 0.999);
    step.unwrap_or(10.0) * power
}

/// A range widened to whole steps, so that an axis ends on a round number.
pub(crate) fn widened((low, high): (f64, f64), about: u32) -> (f64, f64) {
    let step = round_step(high - low, about);
    (
        libm::floor(low / step) * step,
        libm::ceil(high / step) * step,
    )
}

/// A number as the runner reads it: whole, with a true minus sign.
pub(crate) fn number(value: f64, places: usize) -> String {
    if value.abs() >= 1e15 {
        // No quantity of a run is that large: say it, but do not fill a page with it.
        return format!("{value:.1e}").replace('-', "\u{2212}");
    }
    let text = format!("{value:.places$}");
    let zero = text
        .trim_start_matches('-')
        .chars()
        .all(|c| c == '0' || c == '.');
    let text = if zero {
        text.trim_start_matches('-').to_owned()
    } else {
        text
    };
    text.replacen('-', "\u{2212}", 1)
}

/// A number with its sign always in front.
pub(crate) fn signed(value: f64, places: usize) -> String {
    let text = number(value, places);
    let zero = text.chars().all(|c| c == '0' || c == '.');
    if text.starts_with('\u{2212}') || zero {
        text
    } else {
        format!("+{text}")
    }
}

/// As many places as a tick of this step needs.
pub(crate) fn places(step: f64) -> usize {
    if step >= 0.999 {
        0
    } else if step >= 0.0999 {
        1
    } else {
        2
    }
}

/// What stands in a table where nothing is known.
pub(crate) const MISSING: &str = "\u{2013}";

pub(crate) fn number_or_missing(value: Option<f64>, places: usize) -> String {
    value
        .filter(|v| v.is_finite())
        .map_or_else(|| MISSING.to_owned(), |v| number(v, places))
}
