//! A value over the distance of a run: the frame three charts share.

use crate::marks::{Pain, Width, diamond};
use crate::scale::{Scale, known, number, places, round_step};
use crate::svg::{Anchor, Path, Pen};

/// Room left of the plot for the axis numbers.
pub(crate) const LEFT: f64 = 40.0;
/// Room right of the plot.
pub(crate) const RIGHT: f64 = 8.0;

/// The plot of a value over distance.
pub(crate) struct Plot {
    pub x: Scale,
    pub y: Scale,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Plot {
    /// A plot from 0 to the farthest of these distances.
    pub fn new(
        width: Width,
        (top, bottom): (f64, f64),
        farthest_km: f64,
        range: (f64, f64),
    ) -> Self {
        let (left, right) = (LEFT, width.units() - RIGHT);
        Self {
            x: Scale::new((0.0, farthest_km.max(0.1)), (left, right)),
            y: Scale::new(range, (bottom, top)),
            left,
            right,
            top,
            bottom,
        }
    }

    pub fn at(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        Some((self.x.at(x)?, self.y.at(y)?))
    }

    /// Grid lines with their numbers, the unit at the upper right.
    pub fn value_axis(&self, pen: &mut Pen, unit: &str, ticks: &[(f64, String)]) {
        for (value, words) in ticks {
            if let Some(y) = self.y.at(*value) {
                pen.path("grid", &Path::default().to((self.left, y)).h(self.right));
                pen.text((self.left - 6.0, y + 4.5), Anchor::End, "", words);
            }
        }
        pen.text((self.right, self.top - 36.0), Anchor::End, "", unit);
    }

    /// Kilometres along the bottom; the last number carries the unit.
    pub fn distance_axis(&self, pen: &mut Pen, farthest_km: f64, about: u32, unit: &str) {
        pen.path(
            "axis",
            &Path::default().to((self.left, self.bottom)).h(self.right),
        );
        let y = self.bottom + 17.0;
        pen.text((self.right, y), Anchor::End, "", unit);
        let step = places(round_step(farthest_km, about));
        for tick in self.x.ticks(about) {
            match self.x.at(tick) {
                // The unit stands there.
                Some(x) if x < self.right - 32.0 => {
                    pen.text((x, y), Anchor::Middle, "", &number(tick, step))
                }
                _ => {}
            }
        }
    }

    /// Where pain began: a dotted line over the whole height, and the diamond at its top.
    pub fn pain(&self, pen: &mut Pen, pain: &Pain<'_>) {
        let Some(x) = self.x.at(pain.at_km) else {
            return;
        };
        let y = self.top - 4.0;
        pen.path("pain-line", &Path::default().to((x, y)).v(self.bottom));
        diamond(pen, (x, y), 12.0, pain.score);
        let middle = f64::midpoint(self.left, self.right);
        if x > middle {
            pen.text((x - 17.0, y - 1.0), Anchor::End, "strong halo", pain.words);
        } else {
            pen.text(
                (x + 17.0, y - 1.0),
                Anchor::Start,
                "strong halo",
                pain.words,
            );
        }
    }
}

/// Lines through the points, broken where a value is missing, thinned to the
/// grain of the drawing (0.7 units keeps every bend that can be seen).
pub(crate) fn lines(points: impl IntoIterator<Item = Option<(f64, f64)>>) -> Vec<Vec<(f64, f64)>> {
    let mut lines: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    let mut held: Option<(f64, f64)> = None;
    for point in points {
        match (point, lines.last_mut()) {
            (Some(point), Some(line)) => {
                let close = |last: &(f64, f64)| {
                    (last.0 - point.0).abs() < 0.7 && (last.1 - point.1).abs() < 0.7
                };
                held = Some(point);
                if !line.last().is_some_and(close) {
                    line.push(point);
                    held = None;
                }
            }
            (None, Some(line)) => {
                line.extend(held.take());
                if !line.is_empty() {
                    lines.push(Vec::new());
                }
            }
            (_, None) => {}
        }
    }
    if let Some(line) = lines.last_mut() {
        line.extend(held);
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A path through points; a single point becomes a dot of its own length.
pub(crate) fn path_through(points: &[(f64, f64)]) -> Path {
    let mut points = points.iter().copied();
    let Some(first) = points.next() else {
        return Path::default();
    };
    let path = points.fold(Path::default().to(first), Path::line);
    if path.as_str().contains('L') {
        path
    } else {
        path.line((first.0 + 0.6, first.1))
    }
}

/// The farthest known distance, at least a little.
pub(crate) fn farthest(distances: impl IntoIterator<Item = f64>) -> f64 {
    distances.into_iter().filter_map(known).fold(0.0, f64::max)
}

/// Mean of a value over each whole kilometre, for the table.
pub(crate) fn by_km(
    samples: impl IntoIterator<Item = (f64, Option<f64>)>,
) -> Vec<(u32, Option<f64>)> {
    let mut sums: std::collections::BTreeMap<u32, (f64, f64)> = std::collections::BTreeMap::new();
    for (distance_km, value) in samples {
        let Some(distance_km) = known(distance_km).filter(|d| (0.0..1000.0).contains(d)) else {
            continue;
        };
        // Whole kilometre 1 runs from 0 to 1. Below 1000, so the cast is exact.
        let km = distance_km as u32 + 1;
        let sum = sums.entry(km).or_default();
        if let Some(value) = value.and_then(known) {
            sum.0 += value;
            sum.1 += 1.0;
        }
    }
    sums.into_iter()
        .map(|(km, (sum, n))| (km, (n > 0.0).then(|| sum / n)))
        .collect()
}
