use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{DriftRules, GaitTable, MotionRules, PopulationLine, StepRateRules};
use trochlea_quantity::Origin;

use crate::columns::Columns;
use crate::motion::{Motion, motion};
use crate::track::Track;

/// Step rate as a straight line over speed: of one runner, or of the population.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepRateLine {
    /// The speed at which it is stated.
    pub reference_speed_m_per_s: f64,
    /// Steps per minute at that speed, both feet.
    pub at_reference_spm: f64,
    /// By how much it rises with each metre per second.
    pub slope_spm_per_m_per_s: f64,
}

impl StepRateLine {
    /// Steps per minute at a speed.
    pub fn at(&self, speed_m_per_s: f64) -> f64 {
        self.at_reference_spm
            + self.slope_spm_per_m_per_s * (speed_m_per_s - self.reference_speed_m_per_s)
    }
}

impl From<&PopulationLine> for StepRateLine {
    fn from(line: &PopulationLine) -> Self {
        Self {
            reference_speed_m_per_s: line.reference_speed_m_per_s,
            at_reference_spm: line.at_reference_spm,
            slope_spm_per_m_per_s: line.slope_spm_per_m_per_s,
        }
    }
}

/// What a device seems to have counted as steps; the rates are corrected for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counted {
    /// Every step, as it should.
    #[default]
    BothFeet,
    /// One leg: the rates are doubled.
    OneLeg,
    /// Every step twice: the rates are halved.
    Twice,
}

impl Counted {
    fn factor(self) -> f64 {
        match self {
            Self::BothFeet => 1.0,
            Self::OneLeg => 2.0,
            Self::Twice => 0.5,
        }
    }
}

/// The step rate at each sample, and what the legs did there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepRates {
    /// Steps per minute, both feet; 0 while standing, "not a number" where the motion is unknown.
    pub step_rate_spm: Vec<f64>,
    /// How each came to be; `None` while standing and where the motion is unknown.
    pub origin: Vec<Option<Origin>>,
    /// Standing, walking or running.
    pub motion: Vec<Motion>,
    /// This runner's own line on this recording, where it was measured for long enough.
    pub own_line: Option<StepRateLine>,
    /// What the device seems to have counted.
    pub counted: Counted,
    /// Values while running that were not believed.
    pub n_outliers: u32,
}

/// Reads the step rates. `line` is the runner's own from other recordings, if there is one.
pub(crate) fn step_rates(
    columns: &Columns,
    track: &Track,
    line: Option<StepRateLine>,
    table: &GaitTable,
) -> StepRates {
    let mut believed = Believed::of(columns, track, &table.step_rate, &table.motion);
    let motion: Vec<Motion> = track
        .speed_m_per_s
        .iter()
        .zip(&believed.step_rate_spm)
        .map(|(&speed, &rate)| motion(speed, rate, &table.motion))
        .collect();
    let population = StepRateLine::from(&table.population_line);
    let measured = measured_running(track, &motion, &believed.step_rate_spm);
    let seconds: f64 = measured.iter().map(|it| it.seconds).sum();
    let own_line = (seconds >= table.step_rate.least_fit_s)
        .then(|| fit(&measured, &population, &table.step_rate));
    let fill = Fill {
        running: own_line
            .or(line)
            .map_or((population, Origin::Assumed), |line| {
                (line, Origin::Estimated)
            }),
        measured_origin: match believed.counted {
            Counted::BothFeet => Origin::Measured,
            Counted::OneLeg | Counted::Twice => Origin::Estimated,
        },
        rules: &table.step_rate,
    };
    let mut origin = Vec::with_capacity(motion.len());
    let rates = believed.step_rate_spm.iter_mut().zip(&track.speed_m_per_s);
    for (&motion, (rate, &speed)) in motion.iter().zip(rates) {
        let (filled, how) = fill.at(motion, *rate, speed);
        *rate = filled;
        origin.push(how);
    }
    StepRates {
        step_rate_spm: believed.step_rate_spm,
        origin,
        motion,
        own_line,
        counted: believed.counted,
        n_outliers: believed.n_outliers,
    }
}

struct Fill<'a> {
    running: (StepRateLine, Origin),
    measured_origin: Origin,
    rules: &'a StepRateRules,
}

impl Fill<'_> {
    fn at(&self, motion: Motion, rate: f64, speed: f64) -> (f64, Option<Origin>) {
        let (line, line_origin) = &self.running;
        let within = |rate: f64| rate.clamp(self.rules.lowest_spm, self.rules.highest_spm);
        match motion {
            Motion::Unknown => (f64::NAN, None),
            Motion::Standing => (0.0, None),
            _ if rate.is_finite() => (rate, Some(self.measured_origin)),
            Motion::Running => (within(line.at(speed)), Some(*line_origin)),
            Motion::Walking => (self.rules.walking_spm, Some(Origin::Assumed)),
        }
    }
}

/// What the device said, as far as it can be.
struct Believed {
    step_rate_spm: Vec<f64>,
    counted: Counted,
    n_outliers: u32,
}

impl Believed {
    fn of(columns: &Columns, track: &Track, rules: &StepRateRules, motion: &MotionRules) -> Self {
        let mut believed = Self {
            step_rate_spm: vec![f64::NAN; columns.len],
            counted: Counted::BothFeet,
            n_outliers: 0,
        };
        let surely_running = |speed: f64| speed >= motion.running_from_m_per_s;
        let median = median_while_fast(columns, track, rules, motion);
        if median.is_some_and(|median| median < rules.halved_below_spm) {
            believed.counted = Counted::OneLeg;
        } else if median.is_some_and(|median| median > rules.doubled_above_spm) {
            believed.counted = Counted::Twice;
        }
        let factor = believed.counted.factor();
        let possible = rules.lowest_spm..=rules.highest_spm;
        let usual = median.map(|median| median * factor);
        let said = columns.step_rate_spm.iter().zip(&track.speed_m_per_s);
        for (out, (&rate, &speed)) in believed.step_rate_spm.iter_mut().zip(said) {
            let rate = rate * factor;
            let far = |usual: f64| (rate - usual).abs() > rules.outlier_fraction * usual;
            if said_zero(rate) && speed < motion.running_without_step_rate_from_m_per_s {
                *out = 0.0;
            } else if !possible.contains(&rate) {
                // Zero is a sensor that lost contact, and no fault.
                believed.n_outliers += u32::from(rate > 0.0 && surely_running(speed));
            } else if surely_running(speed) && usual.is_some_and(far) {
                believed.n_outliers += 1;
            } else {
                *out = rate;
            }
        }
        believed
    }
}

/// The median of what the device said at running speed, if that was most of the time moving.
fn median_while_fast(
    columns: &Columns,
    track: &Track,
    rules: &StepRateRules,
    motion: &MotionRules,
) -> Option<f64> {
    let rated = || {
        let said = columns.step_rate_spm.iter().zip(&track.speed_m_per_s);
        said.filter(|&(&rate, &speed)| rate > 0.0 && speed >= motion.standing_below_m_per_s)
    };
    let is_fast = |speed: f64| speed >= motion.running_without_step_rate_from_m_per_s;
    let fast: Vec<f64> = rated()
        .filter(|&(_, &speed)| is_fast(speed))
        .map(|(&rate, _)| rate)
        .collect();
    let is_most = fast.len() as f64 >= rules.counted_wrong_least_fraction * rated().count() as f64;
    if is_most { median(fast) } else { None }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let (_, median, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    Some(*median)
}

/// A stretch of running with measured step rate.
#[derive(Clone, Copy, Debug)]
struct Measured {
    speed: f64,
    rate: f64,
    seconds: f64,
    /// Where it ends on the way that was run.
    running_m: f64,
}

fn measured_running(track: &Track, motion: &[Motion], rates: &[f64]) -> Vec<Measured> {
    let mut measured = Vec::with_capacity(rates.len());
    let mut running_m = 0.0;
    let places = track.intervals().zip(&track.speed_m_per_s);
    for (((seconds, metres), &speed), (&motion, &rate)) in places.zip(motion.iter().zip(rates)) {
        if motion != Motion::Running {
            continue;
        }
        running_m += metres;
        if rate.is_finite() && seconds > 0.0 {
            measured.push(Measured {
                speed,
                rate,
                seconds,
                running_m,
            });
        }
    }
    measured
}

/// How often the line is fitted anew with far samples counting less.
const ROUNDS: usize = 3;

/// A line through the samples weighted by time, little moved by far ones, its slope drawn to the
/// population's where the speed hardly varied.
fn fit(samples: &[Measured], population: &StepRateLine, rules: &StepRateRules) -> StepRateLine {
    let mut line: Option<StepRateLine> = None;
    for _ in 0..ROUNDS {
        let weight = |it: &Measured| {
            let residual = line.map_or(0.0, |line| (it.rate - line.at(it.speed)).abs());
            it.seconds * (rules.huber_spm / residual.max(rules.huber_spm))
        };
        let (mut w, mut wv, mut wr) = (0.0, 0.0, 0.0);
        for it in samples {
            let weight = weight(it);
            w += weight;
            wv += weight * it.speed;
            wr += weight * it.rate;
        }
        let (speed, rate) = (wv / w, wr / w);
        let (mut vv, mut vr) = (0.0, 0.0);
        for it in samples {
            let weight = weight(it);
            vv += weight * (it.speed - speed) * (it.speed - speed);
            vr += weight * (it.speed - speed) * (it.rate - rate);
        }
        let prior = rules.slope_prior_weight_s_m2_per_s2;
        line = Some(StepRateLine {
            reference_speed_m_per_s: speed,
            at_reference_spm: rate,
            slope_spm_per_m_per_s: (vr + prior * population.slope_spm_per_m_per_s) / (vv + prior),
        });
    }
    line.unwrap_or(*population)
}

/// Step rate in the last third of the running distance against a line through the first two
/// thirds, at equal speed, in percent: negative when it fell. `None` when too little was run or
/// measured.
pub(crate) fn drift_percent(track: &Track, rates: &StepRates, table: &GaitTable) -> Option<f64> {
    let rules: &DriftRules = &table.drift;
    let as_measured: Vec<f64> = rates
        .step_rate_spm
        .iter()
        .zip(&rates.origin)
        .map(|(&rate, origin)| match origin {
            Some(Origin::Measured) => rate,
            Some(Origin::Estimated) if rates.counted != Counted::BothFeet => rate,
            _ => f64::NAN,
        })
        .collect();
    let measured = measured_running(track, &rates.motion, &as_measured);
    let running = track.intervals().zip(&rates.motion);
    let running_m: f64 = running
        .filter(|&(_, &motion)| motion == Motion::Running)
        .map(|((_, metres), _)| metres)
        .sum();
    let measured_m: f64 = measured.iter().map(|it| it.speed * it.seconds).sum();
    if measured_m < rules.least_distance_m || measured_m < rules.least_measured_fraction * running_m
    {
        return None;
    }
    let last_third = measured.partition_point(|it| it.running_m <= running_m * 2.0 / 3.0);
    let (before, after) = measured.split_at_checked(last_third)?;
    if before.is_empty() || after.is_empty() {
        return None;
    }
    let line = fit(
        before,
        &StepRateLine::from(&table.population_line),
        &table.step_rate,
    );
    let (mut actual, mut expected) = (0.0, 0.0);
    for it in after {
        actual += it.seconds * it.rate;
        expected += it.seconds * line.at(it.speed);
    }
    (expected > 0.0).then(|| 100.0 * (actual - expected) / expected)
}

/// Neither missing nor above zero.
fn said_zero(rate: f64) -> bool {
    rate <= 0.0
}
