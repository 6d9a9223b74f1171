use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::N_DRAWS;

use crate::fold::{Cell, Folded, Kind};
use crate::interval::{Interval, PerDraw};
use crate::model::LoadModel;
use crate::run::{Reference, Totals};
use crate::surface::Condition;

/// A run as it could have been, over the same way: ratios of its load to what it was.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhatIf {
    /// What would have been otherwise.
    pub change: Change,
    /// Impulse against the run as it was.
    pub impulse_ratio: Interval,
    /// Guard against the guard of the run as it was.
    pub guard_ratio: Interval,
}

/// What would have been otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// More steps in a minute at the same speed, in percent.
    StepRatePercent(f64),
    /// Faster (above zero) or slower, in percent, at the runner's usual step rate for it.
    SpeedPercent(f64),
    /// On the level.
    Level,
    /// Running and walking in turn, in minutes.
    RunWalk {
        /// Minutes running.
        run_min: f64,
        /// Minutes walking.
        walk_min: f64,
    },
}

impl LoadModel {
    /// The questions of the table, asked of a run. Only the running is changed; walking stays.
    pub fn what_if(&self, folded: &Folded) -> Vec<WhatIf> {
        let rule = &self.table.what_if;
        let step_rates = rule.step_rate_changes_percent.iter();
        let speeds = rule.speed_changes_percent.iter();
        let changes = step_rates
            .map(|&percent| Change::StepRatePercent(percent))
            .chain([Change::Level])
            .chain(speeds.map(|&percent| Change::SpeedPercent(percent)))
            .chain([Change::RunWalk {
                run_min: rule.run_min,
                walk_min: rule.walk_min,
            }]);
        self.what_if_each(folded, changes)
    }

    /// The same for any changes.
    pub fn what_if_each(
        &self,
        folded: &Folded,
        changes: impl IntoIterator<Item = Change>,
    ) -> Vec<WhatIf> {
        let reference = self.reference(&folded.baseline);
        let cells = folded.merged();
        let mut was = Totals::ZERO;
        for cell in &cells {
            let at = cell.condition();
            self.add_contacts(&mut was, cell.kind, &at, cell.contacts, &reference);
        }
        changes
            .into_iter()
            .map(|change| {
                let mut now = Totals::ZERO;
                for cell in &cells {
                    self.add_changed(&mut now, cell, change, folded, &reference);
                }
                WhatIf {
                    change,
                    impulse_ratio: ratio(&now.impulse, &was.impulse),
                    guard_ratio: ratio(guard(&now), guard(&was)),
                }
            })
            .collect()
    }

    fn add_changed(
        &self,
        totals: &mut Totals,
        cell: &Cell,
        change: Change,
        folded: &Folded,
        reference: &Reference,
    ) {
        let at = cell.condition();
        let mut add = |kind, at: &Condition, contacts| {
            self.add_contacts(totals, kind, at, contacts, reference);
        };
        if cell.kind == Kind::Walking {
            let grade_fraction = if change == Change::Level {
                0.0
            } else {
                at.grade_fraction
            };
            let at = Condition {
                grade_fraction,
                ..at
            };
            return add(cell.kind, &at, cell.contacts);
        }
        match change {
            Change::StepRatePercent(percent) => {
                let factor = (1.0 + percent / 100.0).max(0.1);
                let at = Condition {
                    step_rate_ratio: at.step_rate_ratio * factor,
                    ..at
                };
                add(cell.kind, &at, cell.contacts * factor);
            }
            Change::Level => {
                let at = Condition {
                    grade_fraction: 0.0,
                    ..at
                };
                add(cell.kind, &at, cell.contacts);
            }
            Change::SpeedPercent(percent) => {
                let factor = (1.0 + percent / 100.0).max(0.1);
                let line = &folded.baseline.line;
                let speed = at.speed_m_per_s * factor;
                let usual = line.at(speed).max(1.0) / line.at(at.speed_m_per_s).max(1.0);
                let at = Condition {
                    speed_m_per_s: speed,
                    ..at
                };
                add(cell.kind, &at, cell.contacts * usual / factor);
            }
            Change::RunWalk { run_min, walk_min } => {
                let walking_speed = self.table.walking.speed_m_per_s;
                let run_m = run_min * at.speed_m_per_s;
                let run_share = run_m / (run_m + walk_min * walking_speed);
                add(cell.kind, &at, cell.contacts * run_share);
                let walked_m = cell.metres * (1.0 - run_share);
                let contacts = walked_m / walking_speed * self.walking_spm / 120.0;
                add(Kind::Walking, &at, contacts);
            }
        }
    }
}

/// The one of the two whose middle is larger, as the guard of a run shows it.
fn guard(totals: &Totals) -> &PerDraw {
    let middle = |draws: &PerDraw| Interval::of(draws).mid;
    if middle(&totals.weighted) > middle(&totals.impulse) {
        &totals.weighted
    } else {
        &totals.impulse
    }
}

fn ratio(now: &PerDraw, was: &PerDraw) -> Interval {
    let mut out = [1.0; N_DRAWS];
    for (out, (now, was)) in out.iter_mut().zip(now.iter().zip(was)) {
        if *was > 0.0 {
            *out = now / was;
        }
    }
    Interval::of(&out)
}
