use schemars::JsonSchema;
use serde::Serialize;
use trochlea_quantity::{Duration, Length};

use crate::Run;

/// What a set of runs adds up to. Sums of optional values cover the runs that have one, and the
/// number of runs without it stands beside; `None` when no run has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Totals {
    /// How many runs.
    pub n_runs: u32,
    /// How far.
    #[serde(rename = "distance_m")]
    pub distance: Length,
    /// Time with the timer running.
    #[serde(rename = "timer_s")]
    pub timer: Duration,
    /// Metres climbed.
    #[serde(rename = "ascent_m")]
    pub ascent: Option<Length>,
    /// Metres come down, positive.
    #[serde(rename = "descent_m")]
    pub descent: Option<Length>,
    /// Runs whose descent is not known.
    pub n_runs_without_descent: u32,
    /// Steps of both feet.
    pub n_steps: Option<u64>,
    /// Runs whose steps are not known.
    pub n_runs_without_steps: u32,
}

impl Totals {
    /// Of these runs.
    pub fn of<'a>(runs: impl IntoIterator<Item = &'a Run>) -> Self {
        let mut totals = Self::default();
        for run in runs {
            totals.add(run);
        }
        totals
    }

    pub(crate) fn add(&mut self, run: &Run) {
        self.n_runs += 1;
        self.distance += run.distance;
        self.timer += run.timer;
        self.ascent = plus(self.ascent, run.ascent);
        self.descent = plus(self.descent, run.descent);
        self.n_runs_without_descent += u32::from(run.descent.is_none());
        self.n_steps = match (self.n_steps, run.n_steps) {
            (Some(sum), Some(more)) => Some(sum.saturating_add(more)),
            (sum, more) => sum.or(more),
        };
        self.n_runs_without_steps += u32::from(run.n_steps.is_none());
    }
}

fn plus(sum: Option<Length>, more: Option<Length>) -> Option<Length> {
    match (sum, more) {
        (Some(sum), Some(more)) => Some(sum + more),
        (sum, more) => sum.or(more),
    }
}
