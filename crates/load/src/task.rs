use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{LoadTask, Message, N_DRAWS};

use crate::baseline::Baseline;
use crate::drawn::DrawnLoad;
use crate::exponential::exponential;
use crate::fold::Kind;
use crate::interval::{Interval, PerDraw};
use crate::model::LoadModel;
use crate::run::Totals;
use crate::surface::Condition;

/// How many of a task cost one knee as much as a flat kilometre at the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EqualCost {
    /// The task's name.
    pub id: String,
    /// What it is called.
    pub label: Message,
    /// What is counted: repetition, flight, minute or km.
    pub unit: String,
    /// By the weighted load, which compares kinds of load.
    pub per_flat_km: Interval,
    /// Whether only its tier is known, so that the interval is the tier's whole range.
    pub by_tier: bool,
}

impl LoadModel {
    /// What one unit of a task costs one knee, ready to be added to runs of the same baseline.
    /// `None` for a task that is not in the table: no figure, so it is listed and not summed.
    pub fn task_load(&self, id: &str, baseline: &Baseline) -> Option<DrawnLoad> {
        let task = self.table.task.iter().find(|task| task.id == id)?;
        let totals = self.task_totals(task, baseline);
        Some(DrawnLoad::new(
            &baseline.id,
            &totals.impulse,
            &totals.weighted,
        ))
    }

    /// The task that stands for an exercise of the programme, if one does.
    pub fn task_of_exercise(&self, exercise_id: &str) -> Option<&LoadTask> {
        self.table.task_of_exercise(exercise_id)
    }

    /// Exercises and habits without any figure.
    pub fn without_figure(&self) -> &[String] {
        &self.table.no_figure.ids
    }

    /// How many of each task cost as much as one flat kilometre, in the order of the table.
    ///
    /// Walking is not among them: its peak is a fifth of a run's, and hundreds of kilometres for a
    /// run would say more about the exponent than about a knee.
    pub fn equal_cost(&self, baseline: &Baseline) -> Vec<EqualCost> {
        self.table
            .task
            .iter()
            .filter(|task| !task.walking)
            .map(|task| {
                let totals = self.task_totals(task, baseline);
                EqualCost {
                    id: task.id.clone(),
                    label: task_name(&task.id),
                    unit: task.unit.clone(),
                    per_flat_km: Interval::of(&totals.weighted.map(|it| 1.0 / it.max(1e-12))),
                    by_tier: task.tier.is_some(),
                }
            })
            .collect()
    }

    /// Flat-equivalent kilometres of one unit under each draw.
    fn task_totals(&self, task: &LoadTask, baseline: &Baseline) -> Totals {
        if task.walking {
            return self.walking_km(baseline);
        }
        let (impulse, peak) = match (task.peak_bw, task.time_s, task.shape, task.tier) {
            (Some(peak), Some(time), Some(shape), _) => self.by_figure(task, peak, time * shape),
            (_, _, _, Some(tier)) => self.by_tier(tier),
            // The table refuses a task without either.
            _ => ([0.0; N_DRAWS], [0.0; N_DRAWS]),
        };
        let reference = self.reference(baseline);
        let exponent = self.table.reference.guard_exponent;
        let (reference_impulse, reference_peak) = self.reference_centre(baseline);
        let mut totals = Totals::ZERO;
        let out = totals.impulse.iter_mut().zip(&mut totals.weighted);
        for ((plain, weighted), (impulse, peak)) in out.zip(impulse.iter().zip(&peak)) {
            *plain = task.contacts * impulse / (reference_impulse * reference.contacts_per_km());
            *weighted = *plain * libm::pow(peak / reference_peak, exponent - 1.0);
        }
        totals
    }

    /// Peak with its spread between people; impulse with the spread of time and shape besides.
    fn by_figure(&self, task: &LoadTask, peak_bw: f64, time_s: f64) -> (PerDraw, PerDraw) {
        let rules = &self.table.task_rules;
        let draws = self.surface.draws();
        let peak_sd = task.peak_sd_bw.map_or(rules.peak_log_sd, |sd| {
            // The log spread whose ends are those of the published spread.
            libm::sqrt(libm::log1p(sd * sd / (peak_bw * peak_bw)))
        });
        let peak = draws
            .task_peak
            .map(|score| peak_bw * exponential(peak_sd * score));
        let mut impulse = peak;
        for (out, score) in impulse.iter_mut().zip(&draws.task_impulse) {
            *out *= time_s * exponential(rules.impulse_log_sd * score);
        }
        (impulse, peak)
    }

    /// Anywhere in the tier: its lower and upper bound are the ends of the interval.
    fn by_tier(&self, [lowest, highest]: [u8; 2]) -> (PerDraw, PerDraw) {
        let rules = &self.table.task_rules;
        let low = ((f64::from(lowest) - 1.0) / 3.0).max(rules.tier_least_index);
        let high = f64::from(highest) / 3.0;
        let middle = libm::sqrt(low * high);
        let sd = libm::log(high / middle) / crate::interval::SCORE_AT_90_PERCENT;
        let index = self
            .surface
            .draws()
            .task_peak
            .map(|score| middle * exponential(sd * score));
        (
            index.map(|it| it * rules.tier_impulse_bw_s),
            index.map(|it| it * rules.tier_peak_bw),
        )
    }

    fn walking_km(&self, baseline: &Baseline) -> Totals {
        let speed = self.table.walking.speed_m_per_s;
        let at = Condition {
            speed_m_per_s: speed,
            grade_fraction: 0.0,
            step_rate_ratio: 1.0,
        };
        let contacts = 1000.0 * self.walking_spm / (120.0 * speed);
        let mut totals = Totals::ZERO;
        let reference = self.reference(baseline);
        self.add_contacts(&mut totals, Kind::Walking, &at, contacts, &reference);
        totals
    }
}

/// What a task, or a sport without a figure, is called.
pub fn task_name(id: &str) -> Message {
    Message::new(format!("load-task-{}", id.replace('_', "-")))
}
