//! The pictures of what a run cost the knee. Each says its interval.

use trochlea_knowledge::Message;
use trochlea_load::Change;
use trochlea_picture::{
    CostRow, CostStrip, CumulativeChart, CumulativePoint, Drawing, KilometreChart, KilometreCost,
    RangeRow, RangeRows, TerrainRow, TerrainSplit, Width,
};

use super::run::{LOAD_BOUNDS, RunPictures};
use super::view::LoadView;
use super::{difference, label, range};
use crate::web::figure;

/// Kilometres that differ less are called alike.
const EVEN: f64 = 1.05;

impl RunPictures<'_> {
    /// What was run beside what it cost, plainly and by the guard.
    pub(crate) fn cost(&self, load: &LoadView) -> Drawing {
        let run = &load.run;
        let (plain, guard) = (run.flat_equivalent_km, run.flat_equivalent_km_guard);
        let (way, costs) = if self.planned {
            ("page-route-way", "page-route-costs")
        } else {
            ("page-cost-ran", "page-cost-cost")
        };
        let [ran, cost, peaks] = [
            (way, self.view.ran_m(load) / 1000.0),
            (costs, plain.mid),
            ("page-cost-peaks", guard.mid),
        ]
        .map(|(id, km)| {
            let km = figure::km(1000.0 * km);
            self.words.say(&Message::new(id).text("km", km))
        });
        let title = self.text("page-cost-title");
        let names = ["page-cost-plain", "page-cost-guard"].map(|id| self.text(id));
        let [by_impulse, by_guard] = &names;
        let rows = [
            CostRow {
                words: &cost,
                name: by_impulse,
                value: range(plain),
            },
            CostRow {
                words: &peaks,
                name: by_guard,
                value: range(guard),
            },
        ];
        CostStrip {
            label: label("cost", &title),
            ran_km: self.view.ran_m(load) / 1000.0,
            ran_words: &ran,
            rows: &rows,
            unit: "flat km",
            table_head: ["How it is counted", "Flat km", "From", "To"],
        }
        .draw()
    }

    /// The finding over the kilometres.
    pub(crate) fn kilometres_heading(&self, load: &LoadView) -> String {
        let bars = per_km(load);
        let whole = bars.iter().filter(|bar| bar.length_km > 0.5);
        let by_cost = |a: &&KilometreCost, b: &&KilometreCost| a.cost.mid.total_cmp(&b.cost.mid);
        let ends = whole.clone().min_by(by_cost).zip(whole.max_by(by_cost));
        match ends {
            Some((cheapest, dearest)) if dearest.cost.mid >= EVEN * cheapest.cost.mid => {
                let name = format!("{:.0}", dearest.from_km + 1.0);
                self.words
                    .say(&Message::new("page-km-title").text("km", name))
            }
            _ if bars.len() > 1 => self.text("page-km-title-even"),
            _ => self.text("page-km-title-one"),
        }
    }

    /// The ground, and what each kilometre cost.
    pub(crate) fn kilometres(&self, load: &LoadView, width: Width, id: &str) -> Drawing {
        let (ground, kilometres) = (self.ground(), per_km(load));
        let heading = self.kilometres_heading(load);
        KilometreChart {
            label: label(id, &heading),
            width,
            ground: &ground,
            kilometres: &kilometres,
            bounds: LOAD_BOUNDS,
            pain: self.pain(),
            ground_unit: "altitude, m",
            cost_unit: "cost of each km, in flat km",
            distance_unit: "km",
            table_head: ["To km", "Flat km per km", "80 % interval", "Of it downhill"],
            to: "to",
        }
        .draw()
    }

    /// The cost as it grew.
    pub(crate) fn cumulative(&self, load: &LoadView) -> Drawing {
        let points: Vec<CumulativePoint> = load
            .run
            .kilometres
            .iter()
            .map(|it| CumulativePoint {
                distance_km: (it.from_m + it.length_m) / 1000.0,
                cost: range(it.cumulative_flat_equivalent_km),
            })
            .collect();
        let title = self.text("page-cumulative-title");
        CumulativeChart {
            label: label("cumulative", &title),
            width: Width::Phone,
            points: &points,
            unit: "flat km so far",
            cost_words: "cost",
            ran_words: "1 per km",
            distance_unit: "km",
            table_head: ["To km", "Flat km so far", "80 % interval"],
            to: "to",
        }
        .draw()
    }

    /// Up, level and down: of the way and of the load. `None` where nobody knows the ground.
    pub(crate) fn terrain(&self, load: &LoadView) -> Option<Drawing> {
        let (way, cost) = (load.way_share?, load.run.share);
        let rows = [
            ("Uphill", way.uphill, cost.uphill, 3),
            ("Flat", way.flat, cost.flat, 4),
            ("Downhill", way.downhill, cost.downhill, 5),
        ]
        .map(|(name, way_fraction, load_fraction, step)| TerrainRow {
            name,
            way_fraction,
            load_fraction,
            step,
        });
        let title = self.terrain_heading(load);
        let split = TerrainSplit {
            label: label("terrain", &title),
            rows: &rows,
            table_head: ["Ground", "Of the way", "Of the load"],
        };
        Some(split.draw())
    }

    /// The finding over it.
    pub(crate) fn terrain_heading(&self, load: &LoadView) -> String {
        let percent = |share: f64| format!("{:.0} %", 100.0 * share);
        match load.way_share {
            Some(way) if way.downhill >= 0.02 => self.words.say(
                &Message::new("page-terrain-title")
                    .text("way", percent(way.downhill))
                    .text("load", percent(load.run.share.downhill)),
            ),
            _ => self.text("page-terrain-title-level"),
        }
    }

    /// The same run, changed in one thing: the difference in load.
    pub(crate) fn what_if(&self, load: &LoadView) -> Drawing {
        let rows: Vec<(String, trochlea_load::Interval, String)> = load
            .what_if
            .iter()
            .map(|it| {
                let name = self.words.say(&change(it.change));
                let ratio = it.impulse_ratio;
                let percent = |ratio: f64| 100.0 * (ratio - 1.0);
                let value = trochlea_load::Interval {
                    mid: percent(ratio.mid),
                    low: percent(ratio.low),
                    high: percent(ratio.high),
                };
                (name, value, difference(ratio))
            })
            .collect();
        let rows: Vec<RangeRow<'_>> = rows
            .iter()
            .map(|(name, value, words)| RangeRow {
                name,
                value: range(*value),
                words,
            })
            .collect();
        let title = self.text("page-what-if-drawing");
        let as_it_was = self.text("page-what-if-reference");
        RangeRows {
            label: label("what-if", &title),
            rows: &rows,
            reference: Some(0.0),
            reference_words: &as_it_was,
            unit: " %",
            table_head: ["Change", "Load"],
        }
        .draw()
    }
}

/// A change in words.
pub(crate) fn change(change: Change) -> Message {
    match change {
        Change::StepRatePercent(percent) => {
            Message::new("page-what-if-step-rate").number("percent", percent)
        }
        Change::SpeedPercent(percent) if percent < 0.0 => {
            Message::new("page-what-if-slower").number("percent", -percent)
        }
        Change::SpeedPercent(percent) => {
            Message::new("page-what-if-faster").number("percent", percent)
        }
        Change::Level => Message::new("page-what-if-level"),
        Change::RunWalk { run_min, walk_min } => Message::new("page-what-if-run-walk")
            .number("run_min", run_min)
            .number("walk_min", walk_min),
    }
}

/// Kilometres with their cost for each kilometre of way. What is left at the end is drawn only
/// when it is long enough for a rate to mean something.
pub(crate) fn per_km(load: &LoadView) -> Vec<KilometreCost> {
    const LEAST_M: f64 = 50.0;
    let kilometres = load.run.kilometres.iter();
    kilometres
        .filter(|it| it.length_m >= LEAST_M)
        .map(|it| KilometreCost {
            from_km: it.from_m / 1000.0,
            length_km: it.length_m / 1000.0,
            cost: range(it.flat_equivalent_km.times(1000.0 / it.length_m)),
            downhill_fraction: it.downhill_fraction,
        })
        .collect()
}
