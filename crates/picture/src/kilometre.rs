use crate::cost::Range;
use crate::line::{Plot, farthest, lines, path_through};
use crate::marks::{Pain, Width, diamond, whisker};
use crate::profile::AltitudeSample;
use crate::ramp::Ramp;
use crate::scale::{Scale, extent, known, number, number_or_missing, places, round_step, widened};
use crate::svg::{Anchor, Label, Path, Pen};
use crate::table::{Drawing, Table};

/// What one kilometre cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KilometreCost {
    /// Where it begins.
    pub from_km: f64,
    /// How long it is: 1 but for the last.
    pub length_km: f64,
    /// Cost for a kilometre of it.
    pub cost: Range,
    /// Share of its cost that came downhill, 0 to 1.
    pub downhill_fraction: f64,
}

/// The ground over distance, and below it what each kilometre cost.
#[derive(Clone, Copy, Debug)]
pub struct KilometreChart<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// How wide to draw.
    pub width: Width,
    /// The ground, in order of distance; without any altitude the bars stand alone.
    pub ground: &'a [AltitudeSample],
    /// The bars, in order.
    pub kilometres: &'a [KilometreCost],
    /// Five rising bounds between the six steps of the load ramp.
    pub bounds: [f64; 5],
    /// Where pain began.
    pub pain: Option<Pain<'a>>,
    /// Written over the ground ("altitude, m").
    pub ground_unit: &'a str,
    /// Written over the bars ("cost of each km, in flat km").
    pub cost_unit: &'a str,
    /// Unit of distance ("km").
    pub distance_unit: &'a str,
    /// Heads of the table: kilometre, cost, 80 % interval, share downhill.
    pub table_head: [&'a str; 4],
    /// Between the ends of an interval in the table ("to").
    pub to: &'a str,
}

/// A flat run shall look flat.
const LEAST_RANGE_M: f64 = 40.0;
/// Narrower bars get no whisker of their own: the ends of all of them become two lines.
const NARROWEST: f64 = 6.0;

impl KilometreChart<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let far = farthest(
            self.ground
                .iter()
                .map(|s| s.distance_km)
                .chain(self.kilometres.iter().map(|k| k.from_km + k.length_km)),
        );
        let has_ground = self.ground.iter().any(|s| s.altitude_m.is_some());
        let (top, bottom) = if has_ground {
            (172.0, 286.0)
        } else {
            (50.0, 164.0)
        };
        let highest = extent(self.kilometres.iter().map(|k| k.cost.high));
        let range = widened((0.0, highest.map_or(1.2, |it| it.1).clamp(1.2, 50.0)), 3);
        let plot = Plot::new(self.width, (top, bottom), far, range);
        let size = (self.width.units(), bottom + 26.0);
        let mut pen = Pen::drawing(self.width.class(), size, self.label);
        if has_ground {
            self.profile(&mut pen, far);
        }
        self.bars(&mut pen, &plot, range);
        plot.distance_axis(&mut pen, far, 8, self.distance_unit);
        self.pain(&mut pen, &plot);
        Drawing {
            svg: pen.finish(),
            table: self.table(),
        }
    }

    fn profile(&self, pen: &mut Pen, far: f64) {
        let found = extent(self.ground.iter().filter_map(|s| s.altitude_m));
        let found = found.unwrap_or((0.0, LEAST_RANGE_M));
        let lacking = (LEAST_RANGE_M - (found.1 - found.0)).max(0.0);
        let range = widened((found.0 - lacking / 2.0, found.1 + lacking / 2.0), 3);
        let plot = Plot::new(self.width, (46.0, 118.0), far, range);
        let ground = self
            .ground
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
        let step = places(round_step(range.1 - range.0, 3));
        let ticks = Scale::new(range, (0.0, 1.0)).ticks(3);
        let ticks: Vec<_> = ticks.into_iter().map(|t| (t, number(t, step))).collect();
        plot.value_axis(pen, "", &ticks);
        pen.text((plot.right, 14.0), Anchor::End, "", self.ground_unit);
        for line in &ground {
            pen.path("line-2", &path_through(line));
        }
    }

    fn bars(&self, pen: &mut Pen, plot: &Plot, range: (f64, f64)) {
        let step = places(round_step(range.1, 3));
        let ticks = Scale::new(range, (0.0, 1.0)).ticks(3);
        let ticks: Vec<_> = ticks.into_iter().map(|t| (t, number(t, step))).collect();
        plot.value_axis(pen, "", &ticks);
        pen.text(
            (plot.right, plot.top - 18.0),
            Anchor::End,
            "",
            self.cost_unit,
        );
        let mut ends: [Vec<(f64, f64)>; 2] = [Vec::new(), Vec::new()];
        for kilometre in self.kilometres {
            let (Some(from), Some(to), Some((_, y))) = (
                plot.x.at(kilometre.from_km),
                plot.x.at(kilometre.from_km + kilometre.length_km),
                plot.at(0.0, kilometre.cost.mid),
            ) else {
                continue;
            };
            let gap = ((to - from) * 0.06).min(1.5);
            let (at, wide) = ((from + gap, y), (to - from - 2.0 * gap).max(0.4));
            let colour = Ramp::step(self.bounds, kilometre.cost.mid);
            pen.rect(
                &format!("ramp-step load-{colour}"),
                at,
                (wide, plot.bottom - y),
            );
            if wide >= 3.0 {
                pen.rect("axis", at, (wide, plot.bottom - y));
            }
            let (Some(low), Some(high)) = (
                plot.y.at(kilometre.cost.low),
                plot.y.at(kilometre.cost.high),
            ) else {
                continue;
            };
            if to - from >= NARROWEST {
                let tick = (wide / 4.0).min(5.0);
                let x = f64::midpoint(from, to);
                // On the strongest colours ink alone would not be seen.
                halo(pen, x, (low, high));
                whisker(pen, x, (low, high), tick);
            } else {
                for (line, y) in ends.iter_mut().zip([low, high]) {
                    line.extend([(from, y), (to, y)]);
                }
            }
        }
        for line in ends.iter().filter(|line| !line.is_empty()) {
            pen.path("whisk", &path_through(line));
        }
        // One flat kilometre: what a kilometre would cost on the level.
        if let Some(one) = plot.y.at(1.0) {
            pen.path(
                "limit-line",
                &Path::default().to((plot.left, one)).h(plot.right),
            );
        }
    }

    /// Down through ground and bars, at the same kilometre.
    fn pain(&self, pen: &mut Pen, plot: &Plot) {
        let Some((pain, x)) = self
            .pain
            .and_then(|pain| Some((pain, plot.x.at(pain.at_km)?)))
        else {
            return;
        };
        let y = 42.0;
        pen.path("pain-line", &Path::default().to((x, y)).v(plot.bottom));
        diamond(pen, (x, y), 12.0, pain.score);
        let is_right = x > f64::midpoint(plot.left, plot.right);
        let (beside, anchor) = if is_right {
            (x - 17.0, Anchor::End)
        } else {
            (x + 17.0, Anchor::Start)
        };
        pen.text((beside, y - 8.0), anchor, "strong halo", pain.words);
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for kilometre in self.kilometres {
            let end = kilometre.from_km + kilometre.length_km;
            let whole = (kilometre.length_km - 1.0).abs() < 0.005;
            table.row([
                number_or_missing(Some(end), if whole { 0 } else { 1 }),
                number_or_missing(Some(kilometre.cost.mid), 2),
                kilometre.cost.ends(2, self.to),
                known(kilometre.downhill_fraction).map_or_else(String::new, |share| {
                    format!("{} %", number(100.0 * share, 0))
                }),
            ]);
        }
        table
    }
}

/// The colour of the page around an upright line.
fn halo(pen: &mut Pen, x: f64, (low, high): (f64, f64)) {
    let path = Path::default().to((x, low)).v(high);
    let line = pen.element("path").set("class", "halo").set("fill", "none");
    line.set("d", path.as_str()).leaf();
}
