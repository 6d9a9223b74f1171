use crate::cost::Range;
use crate::line::{Plot, farthest, path_through};
use crate::marks::Width;
use crate::scale::{Scale, extent, number, number_or_missing, places, round_step, widened};
use crate::svg::{Anchor, Label, Path, Pen};
use crate::table::{Drawing, Table};

/// What a run had cost by a place of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CumulativePoint {
    /// Distance from the start.
    pub distance_km: f64,
    /// Cost from the start to there.
    pub cost: Range,
}

/// The cost of a run as it grew, against the kilometres that were run.
#[derive(Clone, Copy, Debug)]
pub struct CumulativeChart<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// How wide to draw.
    pub width: Width,
    /// In order of distance; zero at the start is added.
    pub points: &'a [CumulativePoint],
    /// Written at the upper right ("flat km").
    pub unit: &'a str,
    /// Written at the line of the cost.
    pub cost_words: &'a str,
    /// Written at the line on which a kilometre costs one.
    pub ran_words: &'a str,
    /// Unit of distance ("km").
    pub distance_unit: &'a str,
    /// Heads of the table: kilometre, cost so far, 80 % interval.
    pub table_head: [&'a str; 3],
    /// Between the ends of an interval in the table ("to").
    pub to: &'a str,
}

impl CumulativeChart<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let far = farthest(self.points.iter().map(|p| p.distance_km));
        let most = extent(self.points.iter().map(|p| p.cost.high).chain([far]));
        let range = widened((0.0, most.map_or(1.0, |it| it.1).max(0.5)), 4);
        let plot = Plot::new(self.width, (50.0, 176.0), far, range);
        let mut pen = Pen::drawing(self.width.class(), (self.width.units(), 202.0), self.label);
        let step = places(round_step(range.1, 4));
        let ticks = Scale::new(range, (0.0, 1.0)).ticks(4);
        let ticks: Vec<_> = ticks.into_iter().map(|t| (t, number(t, step))).collect();
        plot.value_axis(&mut pen, self.unit, &ticks);
        self.band(&mut pen, &plot);
        if let Some((from, to)) = plot.at(0.0, 0.0).zip(plot.at(far, far)) {
            pen.path("limit-line", &Path::default().to(from).line(to));
        }
        let mid = self.edge(&plot, |cost| cost.mid);
        pen.path("line", &path_through(&mid));
        self.names(&mut pen, &plot, far);
        plot.distance_axis(&mut pen, far, 8, self.distance_unit);
        Drawing {
            svg: pen.finish(),
            table: self.table(),
        }
    }

    /// From the start on, which cost nothing.
    fn edge(&self, plot: &Plot, pick: fn(Range) -> f64) -> Vec<(f64, f64)> {
        let points = self.points.iter().map(|p| (p.distance_km, pick(p.cost)));
        std::iter::once((0.0, 0.0))
            .chain(points)
            .filter_map(|(km, cost)| plot.at(km, cost))
            .collect()
    }

    fn band(&self, pen: &mut Pen, plot: &Plot) {
        let mut outline = self.edge(plot, |cost| cost.high);
        outline.extend(self.edge(plot, |cost| cost.low).into_iter().rev());
        let path = path_through(&outline).closed();
        pen.element("path")
            .set("class", "bar")
            .set("fill-opacity", "0.4")
            .set("d", path.as_str())
            .leaf();
    }

    /// Each line by its own name: the upper one's over its end, the other's under the rising line.
    fn names(&self, pen: &mut Pen, plot: &Plot, far: f64) {
        let last = self.points.last().map(|point| point.cost);
        let ends = last.and_then(|cost| {
            Some((
                plot.y.at(cost.mid)?,
                plot.y.at(cost.high)?,
                plot.y.at(cost.low)?,
            ))
        });
        let (Some((cost, high, low)), Some(ran)) = (ends, plot.y.at(far)) else {
            return;
        };
        let (above, below) = if cost <= ran {
            (self.cost_words, self.ran_words)
        } else {
            (self.ran_words, self.cost_words)
        };
        let x = plot.right - 14.0;
        let letters = f64::from(u16::try_from(below.chars().count()).unwrap_or(u16::MAX));
        let lowest = low.max(ran);
        let slope = (plot.bottom - lowest) / (plot.right - plot.left);
        let foot = lowest + slope * (7.0 * letters + 14.0) + 18.0;
        let top = (high.min(ran) + 2.0).max(plot.top - 4.0);
        pen.text((x - 40.0, top), Anchor::End, "strong halo", above);
        pen.text(
            (x, foot.min(plot.bottom - 6.0)),
            Anchor::End,
            "strong halo",
            below,
        );
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for point in self.points {
            table.row([
                number_or_missing(Some(point.distance_km), 1),
                number_or_missing(Some(point.cost.mid), 1),
                point.cost.ends(1, self.to),
            ]);
        }
        table
    }
}
