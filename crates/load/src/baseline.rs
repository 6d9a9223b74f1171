use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_gait::{RunSummary, StepRateLine};
use trochlea_knowledge::{BaselineRule, GaitTable, LoadTable};

/// What a load is relative to: the runner's own reference speed and step rate, frozen.
///
/// A load under one baseline is never compared with a load under another: make a new one and
/// compute everything again. Two with the same id are the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Its name; every load carries it. `population` when it is nobody's own.
    pub id: String,
    /// Speed of the reference kilometre.
    pub reference_speed_m_per_s: f64,
    /// The runner's usual step rate over speed.
    pub line: StepRateLine,
    /// How many runs made it; 0 for the population.
    pub n_runs: usize,
}

/// What a baseline needs to know about a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BaselineRun {
    /// When it began.
    pub start: Timestamp,
    /// Metres.
    pub distance_m: f64,
    /// Mean speed while running.
    pub speed_m_per_s: f64,
    /// Metres climbed and come down together.
    pub climbed_and_descended_m: f64,
    /// Share of the steps that was measured, 0 to 1.
    pub measured_fraction: f64,
    /// Its own step rate over speed.
    pub line: StepRateLine,
}

impl BaselineRun {
    /// From a summary; `None` when it is no run or lacks what is needed. A treadmill is level.
    pub fn of(summary: &RunSummary) -> Option<Self> {
        let running_s = summary.running.filter(|s| s.as_s() > 0.0)?.as_s();
        let walked_s = summary.walking.map_or(0.0, |s| s.as_s());
        let climbed = match (summary.ascent, summary.descent) {
            (Some(up), Some(down)) => up.as_m() + down.as_m(),
            _ if summary.treadmill => 0.0,
            _ => return None,
        };
        let distance_m = summary.distance?.as_m();
        let speed_m_per_s = distance_m / (running_s + walked_s);
        let usable = summary.is_run && speed_m_per_s.is_finite() && distance_m > 0.0;
        Some(Self {
            start: summary.start?,
            distance_m,
            speed_m_per_s,
            climbed_and_descended_m: climbed,
            measured_fraction: summary.origin.step_rate.measured,
            line: summary.step_rate_line?,
        })
        .filter(|_| usable)
    }
}

impl Baseline {
    /// The runner's own step rate over speed, for recordings that measured too little of it;
    /// `None` when the baseline is nobody's own.
    pub fn own_line(&self) -> Option<StepRateLine> {
        (self.n_runs > 0).then_some(self.line)
    }

    /// Nobody's own: the population's step rate and the reference speed of the table.
    pub fn population(load: &LoadTable, gait: &GaitTable) -> Self {
        Self {
            id: "population".to_owned(),
            reference_speed_m_per_s: load.reference.speed_m_per_s,
            line: StepRateLine::from(&gait.population_line),
            n_runs: 0,
        }
    }
}

/// The frozen baseline of a runner: the first level, easy runs with measured step rate that began
/// before `before` (the first retraining, if there was any); the population where there are too
/// few. The order of the runs does not matter.
pub fn baseline(
    runs: &[BaselineRun],
    before: Option<Timestamp>,
    load: &LoadTable,
    gait: &GaitTable,
) -> Baseline {
    let rule = &load.baseline;
    let mut level: Vec<&BaselineRun> = runs
        .iter()
        .filter(|run| before.is_none_or(|before| run.start < before))
        .filter(|run| is_level_and_measured(run, rule))
        .collect();
    level.sort_by(|a, b| {
        let by_length = || a.distance_m.total_cmp(&b.distance_m);
        a.start.cmp(&b.start).then_with(by_length)
    });
    level.truncate(rule.n_candidates);
    let usual = median(level.iter().map(|run| run.speed_m_per_s));
    let easy = level
        .into_iter()
        .filter(|run| run.speed_m_per_s <= rule.easy_within_speed_ratio * usual);
    let chosen: Vec<&BaselineRun> = easy.take(rule.n_runs).collect();
    let Some(first) = chosen.first().filter(|_| chosen.len() >= rule.least_runs) else {
        return Baseline::population(load, gait);
    };
    let range = &load.range;
    let speed = median(chosen.iter().map(|run| run.speed_m_per_s))
        .clamp(range.lowest_speed_m_per_s, range.highest_speed_m_per_s);
    let n = chosen.len() as f64;
    let slope = chosen
        .iter()
        .map(|run| run.line.slope_spm_per_m_per_s)
        .sum::<f64>()
        / n;
    let line = StepRateLine {
        reference_speed_m_per_s: speed,
        at_reference_spm: median(chosen.iter().map(|run| run.line.at(speed))),
        slope_spm_per_m_per_s: slope,
    };
    Baseline {
        id: id(first.start, chosen.len(), &line),
        reference_speed_m_per_s: speed,
        line,
        n_runs: chosen.len(),
    }
}

/// Says what is in it, so that two that differ never share a name.
fn id(first: Timestamp, n_runs: usize, line: &StepRateLine) -> String {
    format!(
        "own-{}-{n_runs}-{:.4}-{:.3}-{:.3}",
        first.as_second(),
        line.reference_speed_m_per_s,
        line.at_reference_spm,
        line.slope_spm_per_m_per_s,
    )
}

fn is_level_and_measured(run: &BaselineRun, rule: &BaselineRule) -> bool {
    run.distance_m >= rule.least_running_m
        && run.measured_fraction >= rule.least_measured_fraction
        && run.climbed_and_descended_m <= rule.level_within_m_per_km * run.distance_m / 1000.0
}

/// The middle of some numbers, 0 when there are none.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let upper = values.get(values.len() / 2).copied().unwrap_or(0.0);
    if values.len() % 2 == 1 {
        return upper;
    }
    let lower = values.len().checked_sub(1).map(|last| last / 2);
    let lower = lower.and_then(|idx| values.get(idx)).copied();
    (lower.unwrap_or(upper) + upper) / 2.0
}
