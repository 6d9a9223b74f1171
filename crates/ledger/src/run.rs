use std::{collections::BTreeMap, ops::RangeInclusive};

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_gait::RunSummary;
use trochlea_quantity::{Duration, Length, StepRate};

/// One run, as the history needs it: a session of a recording, or one typed in by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// Names the run; no two runs of a history share it.
    pub id: RunId,
    /// When it began.
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub start: Timestamp,
    /// The civil date on which it began, in the runner's zone.
    #[schemars(with = "String", extend("format" = "date"))]
    pub day: Date,
    /// How far.
    #[serde(rename = "distance_m")]
    pub distance: Length,
    /// Time with the timer running.
    #[serde(rename = "timer_s")]
    pub timer: Duration,
    /// Metres climbed; `None` when the altitude is not known.
    #[serde(rename = "ascent_m", default)]
    pub ascent: Option<Length>,
    /// Metres come down, as a positive length; `None` when the altitude is not known.
    #[serde(rename = "descent_m", default)]
    pub descent: Option<Length>,
    /// Steps of both feet.
    #[serde(default)]
    pub n_steps: Option<u64>,
    /// Mean step rate over the time spent running.
    #[serde(rename = "step_rate_mean_spm", default)]
    pub step_rate_mean: Option<StepRate>,
    /// Step rate in the last third of the distance against the rest at equal speed, in percent;
    /// negative when it fell.
    #[serde(default)]
    pub step_rate_drift_percent: Option<f64>,
    /// Mean share of the ground contact on the left foot, in percent; `None` unless a sensor told.
    #[serde(default)]
    pub contact_balance_percent: Option<f64>,
    /// Whether it was run on a treadmill.
    #[serde(default)]
    pub treadmill: bool,
    /// Share of the distance that went down more steeply than flat, from 0 to 1.
    #[serde(default)]
    pub share_downhill_fraction: Option<f64>,
}

impl Run {
    /// From the summary of a recorded session, on the civil date it began in the runner's zone.
    /// `None` when it was no run, or when its start, distance or time is not known.
    pub fn recorded(id: RunId, day: Date, summary: &RunSummary) -> Option<Self> {
        if !summary.is_run {
            return None;
        }
        Some(Self {
            id,
            start: summary.start?,
            day,
            distance: summary.distance?,
            timer: summary.timer?,
            ascent: summary.ascent,
            descent: summary.descent,
            n_steps: summary.n_steps,
            step_rate_mean: summary.step_rate_mean,
            step_rate_drift_percent: summary.step_rate_drift_percent,
            contact_balance_percent: summary.contact_balance_percent,
            treadmill: summary.treadmill,
            share_downhill_fraction: summary.share_downhill_fraction,
        })
    }
}

/// The name of a run, unique within a history and never empty.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct RunId(pub String);

impl std::fmt::Display for RunId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for RunId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

/// Why a list of runs is refused. `run_idx` is the place in the list that was given.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// A run without a name.
    #[error("run {run_idx} has an empty id")]
    EmptyId {
        /// Place in the list.
        run_idx: usize,
    },
    /// Two runs with one name.
    #[error("runs {first_run_idx} and {run_idx} both have the id {id}")]
    DuplicateId {
        /// Place of the second.
        run_idx: usize,
        /// Place of the first.
        first_run_idx: usize,
        /// The name they share.
        id: RunId,
    },
    /// A number that no run can have.
    #[error("run {run_idx} ({id}): {field} is {value}, and must be {rule}")]
    Impossible {
        /// Place in the list.
        run_idx: usize,
        /// The run.
        id: RunId,
        /// The field, by its name in JSON.
        field: &'static str,
        /// What it holds.
        value: f64,
        /// What it must be.
        rule: &'static str,
    },
    /// The civil date cannot be that of the start in any zone.
    #[error("run {run_idx} ({id}): no time zone puts its start {start} on {day}")]
    DayFarFromStart {
        /// Place in the list.
        run_idx: usize,
        /// The run.
        id: RunId,
        /// The instant.
        start: Timestamp,
        /// The date.
        day: Date,
    },
}

impl LedgerError {
    /// The place of the offending run in the list that was given.
    pub const fn run_idx(&self) -> usize {
        match self {
            Self::EmptyId { run_idx }
            | Self::DuplicateId { run_idx, .. }
            | Self::Impossible { run_idx, .. }
            | Self::DayFarFromStart { run_idx, .. } => *run_idx,
        }
    }
}

/// Refuses a list of runs that cannot be true: names doubled or empty, numbers that are negative
/// or no numbers, dates that belong to no zone. The first fault found is returned.
pub fn validate(runs: &[Run]) -> Result<(), LedgerError> {
    let mut seen: BTreeMap<&RunId, usize> = BTreeMap::new();
    for (run_idx, run) in runs.iter().enumerate() {
        if run.id.0.trim().is_empty() {
            return Err(LedgerError::EmptyId { run_idx });
        }
        if let Some(first_run_idx) = seen.insert(&run.id, run_idx) {
            return Err(LedgerError::DuplicateId {
                run_idx,
                first_run_idx,
                id: run.id.clone(),
            });
        }
        possible(run, run_idx)?;
        day_fits_start(run, run_idx)?;
    }
    Ok(())
}

fn possible(run: &Run, run_idx: usize) -> Result<(), LedgerError> {
    let no_less_than_zero = [
        ("distance_m", Some(run.distance.as_m())),
        ("timer_s", Some(run.timer.as_s())),
        ("ascent_m", run.ascent.map(Length::as_m)),
        ("descent_m", run.descent.map(Length::as_m)),
        (
            "step_rate_mean_spm",
            run.step_rate_mean.map(StepRate::as_spm),
        ),
    ];
    for (field, value) in no_less_than_zero {
        within(
            run,
            run_idx,
            field,
            value,
            0.0..=f64::MAX,
            "a number of at least 0",
        )?;
    }
    within(
        run,
        run_idx,
        "share_downhill_fraction",
        run.share_downhill_fraction,
        0.0..=1.0,
        "a fraction from 0 to 1",
    )?;
    within(
        run,
        run_idx,
        "contact_balance_percent",
        run.contact_balance_percent,
        0.0..=100.0,
        "a share from 0 to 100",
    )?;
    within(
        run,
        run_idx,
        "step_rate_drift_percent",
        run.step_rate_drift_percent,
        -100.0..=f64::MAX,
        "a number of at least -100",
    )
}

fn within(
    run: &Run,
    run_idx: usize,
    field: &'static str,
    value: Option<f64>,
    range: RangeInclusive<f64>,
    rule: &'static str,
) -> Result<(), LedgerError> {
    match value {
        Some(value) if !range.contains(&value) => Err(LedgerError::Impossible {
            run_idx,
            id: run.id.clone(),
            field,
            value,
            rule,
        }),
        _ => Ok(()),
    }
}

/// Zones reach from 12 hours behind to 14 hours ahead, so the date is that in UTC or a neighbour.
fn day_fits_start(run: &Run, run_idx: usize) -> Result<(), LedgerError> {
    let in_utc = TimeZone::UTC.to_datetime(run.start).date();
    let nearest = in_utc.saturating_sub(1.day())..=in_utc.saturating_add(1.day());
    if nearest.contains(&run.day) {
        return Ok(());
    }
    Err(LedgerError::DayFarFromStart {
        run_idx,
        id: run.id.clone(),
        start: run.start,
        day: run.day,
    })
}
