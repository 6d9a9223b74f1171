use crate::line::{Plot, by_km, farthest, lines, path_through};
use crate::marks::{Pain, Width};
use crate::scale::{Scale, extent, number, number_or_missing, places, round_step, widened};
use crate::svg::{Label, Pen};
use crate::table::{Drawing, Table};

/// The ground at one place of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AltitudeSample {
    /// Distance from the start.
    pub distance_km: f64,
    /// Height above sea level, or above any fixed zero; `None` leaves a gap.
    pub altitude_m: Option<f64>,
}

/// Altitude over distance, with the place where pain began.
#[derive(Clone, Copy, Debug)]
pub struct Profile<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// How wide to draw.
    pub width: Width,
    /// In order of distance.
    pub samples: &'a [AltitudeSample],
    /// Where pain began.
    pub pain: Option<Pain<'a>>,
    /// Written at the upper right ("altitude, m").
    pub unit: &'a str,
    /// Unit of distance ("km").
    pub distance_unit: &'a str,
    /// Heads of the table: kilometre, mean altitude.
    pub table_head: [&'a str; 2],
}

/// A flat run shall look flat: less height than this is not stretched over the plot.
const LEAST_RANGE_M: f64 = 40.0;

impl Profile<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let far = farthest(self.samples.iter().map(|s| s.distance_km));
        let found = extent(self.samples.iter().filter_map(|s| s.altitude_m))
            .unwrap_or((0.0, LEAST_RANGE_M));
        let lacking = (LEAST_RANGE_M - (found.1 - found.0)).max(0.0);
        let range = widened((found.0 - lacking / 2.0, found.1 + lacking / 2.0), 4);
        let plot = Plot::new(self.width, (50.0, 146.0), far, range);
        let mut pen = Pen::drawing(self.width.class(), (self.width.units(), 172.0), self.label);
        let ground = self
            .samples
            .iter()
            .map(|s| plot.at(s.distance_km, s.altitude_m?));
        let ground = lines(ground);
        for line in &ground {
            if let (Some(first), Some(last)) = (line.first(), line.last()) {
                let area = path_through(line)
                    .line((last.0, plot.bottom))
                    .line((first.0, plot.bottom))
                    .closed();
                pen.path("ground", &area);
            }
        }
        let step = places(round_step(range.1 - range.0, 4));
        let ticks = Scale::new(range, (0.0, 1.0)).ticks(4);
        let ticks: Vec<_> = ticks.into_iter().map(|t| (t, number(t, step))).collect();
        plot.value_axis(&mut pen, self.unit, &ticks);
        for line in &ground {
            pen.path("line-2", &path_through(line));
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

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for (km, mean) in by_km(self.samples.iter().map(|s| (s.distance_km, s.altitude_m))) {
            table.row([km.to_string(), number_or_missing(mean, 0)]);
        }
        table
    }
}
