//! Plots: the shipped model with its band, and the studies' points.

use anyhow::Result;
use std::collections::BTreeMap;
use trochlea_load::{Answer, Interval, LoadModel};

use super::Inputs;
use super::checks::{PREFERRED_M_PER_S, ask};
use super::evidence::Row;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 400.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 52.0;

/// Files by name.
pub fn all(inputs: &Inputs, model: &LoadModel) -> Result<BTreeMap<String, String>> {
    let per_km = |answer: &Answer| answer.per_km_impulse_bw_s.relative;
    let peak = |answer: &Answer| answer.per_step_peak_bw.relative;
    let rows = inputs.evidence.fit_rows();
    let points = |is_in: &dyn Fn(&Row) -> bool, x: &dyn Fn(&Row) -> f64| -> Vec<Point> {
        rows.iter()
            .filter(|row| is_in(row))
            .filter_map(|row| {
                let level = level_row(row, &rows)?;
                Some(Point {
                    x: x(row),
                    y: row.value / level.value,
                    study: row.short_name(),
                })
            })
            .collect()
    };
    let speed = Plot {
        title: "Load per kilometre against speed, level, usual step rate",
        x_label: "speed, m/s",
        y_label: "relative to 2.78 m/s",
        x_range: (2.0, 5.2),
        x_step: 0.5,
        y_range: (0.5, 1.3),
        y_step: 0.1,
        line: line(model, (2.2, 5.0), per_km, |x| ((x, 0.0, 0.0), 2.78))?,
        points: rows
            .iter()
            .filter(|row| row.grade_percent == 0.0 && row.step_rate_change_percent == 0.0)
            .filter_map(|row| {
                let reference = rows.iter().find(|other| {
                    other.study == row.study
                        && other.grade_percent == 0.0
                        && other.step_rate_change_percent == 0.0
                        && other
                            .speed_m_per_s
                            .is_some_and(|it| (it - 2.78).abs() < 0.01)
                })?;
                Some(Point {
                    x: row.speed_m_per_s?,
                    y: row.value / reference.value,
                    study: row.short_name(),
                })
            })
            .collect(),
    };
    let grade = Plot {
        title: "Load per kilometre against grade, 2.78 m/s, usual step rate",
        x_label: "grade, % (downhill negative); beyond ±10.5 nobody measured",
        y_label: "relative to the level",
        x_range: (-21.0, 21.0),
        x_step: 5.0,
        y_range: (0.6, 2.4),
        y_step: 0.2,
        line: line(model, (-20.0, 20.0), per_km, |x| ((2.78, x, 0.0), 2.78))?,
        points: points(
            &|row| {
                row.grade_percent != 0.0
                    || row
                        .speed_m_per_s
                        .is_some_and(|it| (it - 2.78).abs() < 0.001)
            },
            &|row| row.grade_percent,
        ),
    };
    let step_rate = Plot {
        title: "Load per kilometre against step rate, 3.33 m/s, level",
        x_label: "change against the runner's own step rate, % (Hagen: all five speeds)",
        y_label: "relative to the usual step rate",
        x_range: (-12.0, 12.0),
        x_step: 2.0,
        y_range: (0.75, 1.25),
        y_step: 0.05,
        line: line(model, (-10.0, 10.0), per_km, |x| ((3.33, 0.0, x), 3.33))?,
        points: points(&|row| row.grade_percent == 0.0, &|row| {
            row.step_rate_change_percent
        }),
    };
    let changes = inputs.evidence.with_use("check");
    let peak_change = Plot {
        title: "Peak of a contact against step rate, 3 m/s, level",
        x_label: "change against the runner's own step rate, % (points were never fitted)",
        y_label: "relative to the usual step rate",
        x_range: (-12.0, 12.0),
        x_step: 2.0,
        y_range: (0.7, 1.35),
        y_step: 0.1,
        line: line(model, (-10.0, 10.0), peak, |x| {
            ((PREFERRED_M_PER_S, 0.0, x), PREFERRED_M_PER_S)
        })?,
        points: changes
            .iter()
            .filter(|row| row.unit == "%")
            .map(|row| Point {
                x: row.step_rate_change_percent,
                y: 1.0 + row.value / 100.0,
                study: row.short_name(),
            })
            .collect(),
    };
    let named = [
        ("speed", speed),
        ("grade", grade),
        ("step_rate", step_rate),
        ("step_rate_peak", peak_change),
    ];
    Ok(named
        .into_iter()
        .map(|(name, plot)| (format!("docs/load-model/{name}.svg"), plot.svg()))
        .collect())
}

/// The row with the same study and speed, on the level at the usual step rate.
fn level_row<'a>(row: &Row, rows: &[&'a Row]) -> Option<&'a Row> {
    let speed = row.speed_m_per_s?;
    rows.iter().copied().find(|other| {
        other.study == row.study
            && other.grade_percent == 0.0
            && other.step_rate_change_percent == 0.0
            && other
                .speed_m_per_s
                .is_some_and(|it| (it - speed).abs() < 1e-6)
    })
}

fn line(
    model: &LoadModel,
    (from, to): (f64, f64),
    of: fn(&Answer) -> Interval,
    at: impl Fn(f64) -> ((f64, f64, f64), f64),
) -> Result<Vec<(f64, Interval)>> {
    const N: usize = 80;
    (0..=N)
        .map(|idx| {
            let x = from + (to - from) * idx as f64 / N as f64;
            let (condition, reference) = at(x);
            Ok((x, of(&ask(model, condition, reference)?)))
        })
        .collect()
}

struct Point {
    x: f64,
    y: f64,
    study: String,
}

struct Plot {
    title: &'static str,
    x_label: &'static str,
    y_label: &'static str,
    x_range: (f64, f64),
    x_step: f64,
    y_range: (f64, f64),
    y_step: f64,
    line: Vec<(f64, Interval)>,
    points: Vec<Point>,
}

const COLOURS: [&str; 4] = ["#b3541e", "#2b6b4f", "#6a4c93", "#444444"];

impl Plot {
    fn svg(&self) -> String {
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
             font-family=\"sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"{}\">\n\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n",
            self.title,
        );
        text(&mut svg, (LEFT, 20.0), "start", "14", self.title);
        self.axes(&mut svg);
        self.band(&mut svg);
        self.studies(&mut svg);
        svg.push_str("</svg>\n");
        svg
    }

    fn x(&self, x: f64) -> f64 {
        let (from, to) = self.x_range;
        LEFT + (WIDTH - LEFT - RIGHT) * (x - from) / (to - from)
    }

    fn y(&self, y: f64) -> f64 {
        let (from, to) = self.y_range;
        HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (y.clamp(from, to) - from) / (to - from)
    }

    fn axes(&self, svg: &mut String) {
        let (left, right) = (LEFT, WIDTH - RIGHT);
        for y in ticks(self.y_range, self.y_step) {
            let at = self.y(y);
            svg.push_str(&format!(
                "<path d=\"M{left} {at:.1}H{right}\" stroke=\"#e4e4e4\"/>\n"
            ));
            text(svg, (left - 8.0, at + 4.0), "end", "12", &format!("{y:.2}"));
        }
        let bottom = HEIGHT - BOTTOM;
        for x in ticks(self.x_range, self.x_step) {
            let at = self.x(x);
            svg.push_str(&format!(
                "<path d=\"M{at:.1} {TOP}V{bottom}\" stroke=\"#f0f0f0\"/>\n"
            ));
            let digits = usize::from(self.x_step < 1.0);
            text(
                svg,
                (at, bottom + 18.0),
                "middle",
                "12",
                &format!("{x:.digits$}"),
            );
        }
        let middle = (left + right) / 2.0;
        text(svg, (middle, HEIGHT - 12.0), "middle", "12", self.x_label);
        text(svg, (left, TOP - 6.0), "start", "12", self.y_label);
    }

    fn band(&self, svg: &mut String) {
        let place = |x: f64, y: f64| format!("{:.1} {:.1}", self.x(x), self.y(y));
        let mut outline: Vec<String> = self.line.iter().map(|(x, it)| place(*x, it.high)).collect();
        outline.extend(self.line.iter().rev().map(|(x, it)| place(*x, it.low)));
        let middle: Vec<String> = self.line.iter().map(|(x, it)| place(*x, it.mid)).collect();
        svg.push_str(&format!(
            "<path d=\"M{}Z\" fill=\"#cfdff0\"/>\n<path d=\"M{}\" fill=\"none\" stroke=\"#23527c\" stroke-width=\"2\"/>\n",
            outline.join("L"),
            middle.join("L"),
        ));
    }

    fn studies(&self, svg: &mut String) {
        let names: std::collections::BTreeSet<&str> =
            self.points.iter().map(|it| it.study.as_str()).collect();
        let mut at = WIDTH - RIGHT - 8.0;
        for (name, colour) in names.iter().rev().zip(COLOURS) {
            for point in self.points.iter().filter(|it| it.study == *name) {
                svg.push_str(&format!(
                    "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\" fill=\"{colour}\"/>\n",
                    self.x(point.x),
                    self.y(point.y),
                ));
            }
            text(svg, (at, TOP + 14.0), "end", "12", name);
            at -= 7.0 * name.len() as f64 + 6.0;
            svg.push_str(&format!(
                "<circle cx=\"{at:.1}\" cy=\"{:.1}\" r=\"3.5\" fill=\"{colour}\"/>\n",
                TOP + 10.0
            ));
            at -= 12.0;
        }
        let legend = "line: model, band: 80 %";
        text(
            svg,
            (LEFT + 8.0, HEIGHT - BOTTOM - 8.0),
            "start",
            "12",
            legend,
        );
    }
}

fn text(svg: &mut String, (x, y): (f64, f64), anchor: &str, size: &str, words: &str) {
    svg.push_str(&format!(
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" font-size=\"{size}\" fill=\"#222222\">{words}</text>\n"
    ));
}

fn ticks((from, to): (f64, f64), step: f64) -> impl Iterator<Item = f64> {
    let first = (from / step).ceil();
    let n = ((to / step).floor() - first) as usize;
    (0..=n).map(move |idx| (first + idx as f64) * step)
}
