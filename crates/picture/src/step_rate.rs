use crate::line::{Plot, by_km, farthest, lines, path_through};
use crate::marks::{Pain, Width};
use crate::scale::{Scale, extent, known, round_step, signed};
use crate::svg::{Anchor, Label, Path, Pen};
use crate::table::{Drawing, Table};

/// The step rate at one place of a run, against what this runner does at that speed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepRateSample {
    /// Distance from the start.
    pub distance_km: f64,
    /// Measured minus expected, steps per minute of both feet; `None` leaves a gap.
    pub residual_spm: Option<f64>,
    /// Lower and upper end of the interval around it, if one is known.
    pub interval_spm: Option<(f64, f64)>,
}

/// How far the step rate moved in the last third.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drift<'a> {
    /// Where the last third begins.
    pub from_km: f64,
    /// Mean residual there, steps per minute.
    pub mean_spm: f64,
    /// Its interval.
    pub interval_spm: Option<(f64, f64)>,
    /// Written into the shaded third ("last third -3.6").
    pub words: &'a str,
}

/// Step rate over distance against the runner's own line, the last third shaded.
#[derive(Clone, Copy, Debug)]
pub struct StepRateChart<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// How wide to draw.
    pub width: Width,
    /// In order of distance.
    pub samples: &'a [StepRateSample],
    /// The drift, when it could be told.
    pub drift: Option<Drift<'a>>,
    /// Where pain began.
    pub pain: Option<Pain<'a>>,
    /// Written at the upper right ("steps/min against your own line").
    pub unit: &'a str,
    /// Unit of distance ("km").
    pub distance_unit: &'a str,
    /// Heads of the table: kilometre, mean residual.
    pub table_head: [&'a str; 2],
}

/// Smaller differences are noise of the sensor and shall look small.
const LEAST_REACH_SPM: f64 = 6.0;
/// One stumble shall not flatten the rest.
const MOST_REACH_SPM: f64 = 40.0;

impl StepRateChart<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let far = farthest(self.samples.iter().map(|s| s.distance_km));
        let reach = self.reach();
        let plot = Plot::new(self.width, (50.0, 162.0), far, (-reach, reach));
        let mut pen = Pen::drawing(self.width.class(), (self.width.units(), 188.0), self.label);
        if let Some(drift) = &self.drift {
            shade(&mut pen, &plot, drift);
        }
        for line in self.bands(&plot) {
            pen.path("band", &path_through(&line).closed());
        }
        let step = round_step(2.0 * reach, 4);
        let ticks = Scale::new((-reach, reach), (0.0, 1.0)).ticks(4);
        let ticks: Vec<_> = ticks
            .into_iter()
            .map(|t| (t, signed(t, usize::from(step < 1.0))))
            .collect();
        plot.value_axis(&mut pen, self.unit, &ticks);
        if let Some(zero) = plot.y.at(0.0) {
            pen.path(
                "reference",
                &Path::default().to((plot.left, zero)).h(plot.right),
            );
        }
        for line in lines(
            self.samples
                .iter()
                .map(|s| plot.at(s.distance_km, s.residual_spm?)),
        ) {
            pen.path("line", &path_through(&line));
        }
        if let Some(drift) = &self.drift {
            mean(&mut pen, &plot, drift, far);
        }
        plot.distance_axis(&mut pen, far, 8, self.distance_unit);
        if let Some(pain) = &self.pain {
            plot.pain(&mut pen, pain);
        }
        Drawing {
            svg: pen.finish(),
            table: self.table(),
        }
    }

    fn reach(&self) -> f64 {
        let ends = self.samples.iter().flat_map(|s| {
            [
                s.residual_spm,
                s.interval_spm.map(|i| i.0),
                s.interval_spm.map(|i| i.1),
            ]
        });
        let (low, high) = extent(ends.flatten()).unwrap_or((0.0, 0.0));
        low.abs()
            .max(high.abs())
            .clamp(LEAST_REACH_SPM, MOST_REACH_SPM)
    }

    /// Outlines of the interval: out along the upper end, back along the lower.
    fn bands(&self, plot: &Plot) -> Vec<Vec<(f64, f64)>> {
        let edge = |pick: fn((f64, f64)) -> f64| {
            lines(self.samples.iter().map(|s| {
                let (low, high) = s
                    .interval_spm
                    .filter(|i| known(i.0).is_some() && known(i.1).is_some())?;
                plot.at(s.distance_km, pick((low.min(high), low.max(high))))
            }))
        };
        let (upper, lower) = (edge(|i| i.1), edge(|i| i.0));
        let close = |(mut up, down): (Vec<_>, Vec<_>)| {
            up.extend(down.into_iter().rev());
            up
        };
        upper.into_iter().zip(lower).map(close).collect()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for (km, mean) in by_km(self.samples.iter().map(|s| (s.distance_km, s.residual_spm))) {
            let cell = mean.map_or_else(|| crate::scale::MISSING.to_owned(), |v| signed(v, 1));
            table.row([km.to_string(), cell]);
        }
        table
    }
}

fn shade(pen: &mut Pen, plot: &Plot, drift: &Drift<'_>) {
    if let Some(x) = plot.x.at(drift.from_km) {
        pen.rect(
            "shade",
            (x, plot.top),
            (plot.right - x, plot.bottom - plot.top),
        );
    }
}

/// The mean of the last third over its interval, and its words.
fn mean(pen: &mut Pen, plot: &Plot, drift: &Drift<'_>, far: f64) {
    let (Some(from), Some(to), Some(y)) = (
        plot.x.at(drift.from_km),
        plot.x.at(far),
        plot.y.at(drift.mean_spm),
    ) else {
        return;
    };
    if let Some((Some(low), Some(high))) =
        drift.interval_spm.map(|i| (plot.y.at(i.0), plot.y.at(i.1)))
    {
        pen.rect(
            "drift-band",
            (from, low.min(high)),
            (to - from, (low - high).abs()),
        );
    }
    pen.path("drift", &Path::default().to((from, y)).h(to));
    pen.text(
        (plot.right - 6.0, plot.top + 15.0),
        Anchor::End,
        "strong halo",
        drift.words,
    );
}
