use crate::line::{Plot, by_km, farthest, lines, path_through};
use crate::marks::{Pain, Width};
use crate::scale::{MISSING, known};
use crate::svg::{Label, Pen};
use crate::table::{Drawing, Table};

/// The pace at one place of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaceSample {
    /// Distance from the start.
    pub distance_km: f64,
    /// Seconds for a kilometre; `None` (standing, unknown) leaves a gap.
    pub pace_s_per_km: Option<f64>,
}

/// Pace over distance, faster upward.
///
/// The scale holds the middle 96 % of the samples: the few slower or faster run
/// along the edge, so that one stop at a road does not flatten the whole run.
#[derive(Clone, Copy, Debug)]
pub struct PaceChart<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// How wide to draw.
    pub width: Width,
    /// In order of distance.
    pub samples: &'a [PaceSample],
    /// Where pain began.
    pub pain: Option<Pain<'a>>,
    /// Written at the upper right ("pace, min/km").
    pub unit: &'a str,
    /// Unit of distance ("km").
    pub distance_unit: &'a str,
    /// Heads of the table: kilometre, mean pace.
    pub table_head: [&'a str; 2],
}

/// Round steps of a pace axis.
const STEPS_S: [f64; 6] = [15.0, 30.0, 60.0, 120.0, 300.0, 600.0];

impl PaceChart<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let far = farthest(self.samples.iter().map(|s| s.distance_km));
        let (fast, slow) = self.range();
        let step = STEPS_S
            .into_iter()
            .find(|s| (slow - fast) / s <= 4.0)
            .unwrap_or(600.0);
        let slow = libm::ceil(slow / step) * step;
        let round = libm::floor(fast / step) * step;
        // 0:00 would be a pace without end: the axis then begins at a minute just above the fastest.
        let fast = if round > 0.0 {
            round
        } else {
            (libm::floor(fast / 60.0) * 60.0).max(30.0)
        };
        // Upside down: a faster pace is a smaller number and stands higher.
        let plot = Plot::new(self.width, (50.0, 146.0), far, (-slow, -fast));
        let mut pen = Pen::drawing(self.width.class(), (self.width.units(), 172.0), self.label);
        let ticks: Vec<_> = (0..=8)
            .map(|i| round + f64::from(i) * step)
            .filter(|t| *t >= fast && *t <= slow + 0.5)
            .map(|t| (-t, pace(t)))
            .collect();
        plot.value_axis(&mut pen, self.unit, &ticks);
        for line in lines(
            self.samples
                .iter()
                .map(|s| plot.at(s.distance_km, -s.pace_s_per_km?)),
        ) {
            pen.path("line", &path_through(&line));
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

    /// The middle 96 %.
    fn range(&self) -> (f64, f64) {
        let mut paces: Vec<f64> = self
            .samples
            .iter()
            .filter_map(|s| known(s.pace_s_per_km?))
            .collect();
        paces.retain(|p| *p > 0.0);
        paces.sort_by(f64::total_cmp);
        let at = |share_of_50: usize| {
            paces
                .get((paces.len().saturating_sub(1) * share_of_50 / 50).min(paces.len()))
                .copied()
        };
        let (fast, slow) = (at(1).unwrap_or(300.0), at(49).unwrap_or(420.0));
        // No run is that slow; beyond, the axis would say nothing.
        (
            fast.min(3600.0),
            slow.min(3600.0).max(fast.min(3600.0) + 30.0),
        )
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for (km, mean) in by_km(
            self.samples
                .iter()
                .map(|s| (s.distance_km, s.pace_s_per_km)),
        ) {
            table.row([
                km.to_string(),
                mean.map_or_else(|| MISSING.to_owned(), pace),
            ]);
        }
        table
    }
}

/// Minutes and seconds.
fn pace(seconds: f64) -> String {
    let whole = libm::round(seconds.clamp(0.0, 86_400.0));
    let minutes = libm::floor(whole / 60.0);
    format!("{minutes}:{:02}", whole - minutes * 60.0)
}
