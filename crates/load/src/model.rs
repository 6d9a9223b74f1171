use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_gait::StepRateLine;
use trochlea_knowledge::{GaitTable, LoadFit, LoadTable, Message, N_DRAWS};
use trochlea_quantity::{Grade, Speed};

use crate::baseline::Baseline;
use crate::exponential::exponential;
use crate::interval::{Interval, PerDraw};
use crate::surface::{Condition, Logs, Surface};

/// The model of the patellofemoral load, ready to be asked: tables and draws, read once.
#[derive(Clone, Debug)]
pub struct LoadModel {
    pub(crate) surface: Surface,
    pub(crate) table: LoadTable,
    pub(crate) population: StepRateLine,
    /// Standard deviation of the logarithm of a step rate taken from the population.
    pub(crate) population_step_rate_log_sd: f64,
    pub(crate) flat_within_fraction: f64,
    pub(crate) grade_length_m: f64,
    pub(crate) walking_spm: f64,
    peak_bw: f64,
    impulse_bw_s: f64,
}

/// A question: what does a contact cost under these conditions, and how much more than under
/// those of the reference?
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Query {
    /// Running speed.
    pub speed: Speed,
    /// Rise over run, uphill positive.
    pub grade: Grade,
    /// Change against the runner's own step rate at that speed, as a fraction: 0.05 is five
    /// percent more steps.
    pub step_rate_change_fraction: f64,
    /// Speed and grade that the relative figures are against, at the runner's own step rate;
    /// the reference speed on the level when there is none.
    pub relative_to: Option<(Speed, Grade)>,
}

/// What the model says, per knee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Impulse of all contacts of one knee over a kilometre.
    pub per_km_impulse_bw_s: Figure,
    /// Impulse of one contact.
    pub per_step_impulse_bw_s: Figure,
    /// Peak force of one contact, in body weights.
    pub per_step_peak_bw: Figure,
    /// Where the question lies outside what was measured.
    pub flags: Vec<Message>,
}

/// A figure with its interval between studies and runners, and the ratio to the reference, which
/// has no spread between runners in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Most likely.
    pub mid: f64,
    /// The 10 % quantile.
    pub low: f64,
    /// The 90 % quantile.
    pub high: f64,
    /// As a multiple of the reference.
    pub relative: Interval,
}

impl Figure {
    fn new(absolute: &PerDraw, relative: &PerDraw) -> Self {
        let Interval { mid, low, high } = Interval::of(absolute);
        Self {
            mid,
            low,
            high,
            relative: Interval::of(relative),
        }
    }
}

/// A question that has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryError {
    /// The speed is not above zero, or no number.
    Speed,
    /// The grade is no number.
    Grade,
    /// No step rate is left, or it is no number.
    StepRate,
}

impl std::fmt::Display for QueryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Speed => "the speed must be above zero",
            Self::Grade => "the grade must be a number",
            Self::StepRate => "the step rate must not fall to zero",
        })
    }
}

impl std::error::Error for QueryError {}

impl LoadModel {
    /// Reads the tables.
    pub fn new(load: &LoadTable, fit: &LoadFit, gait: &GaitTable) -> Self {
        let line = &gait.population_line;
        Self {
            surface: Surface::new(load, fit),
            table: load.clone(),
            population: StepRateLine::from(line),
            population_step_rate_log_sd: line.between_runners_sd_spm / line.at_reference_spm,
            flat_within_fraction: gait.climb.flat_within_fraction,
            grade_length_m: gait.ground.grade_length_m,
            walking_spm: gait.step_rate.walking_spm,
            peak_bw: fit.surface.peak_bw,
            impulse_bw_s: fit.surface.impulse_bw_s,
        }
    }

    /// What a contact of a knee costs, and a kilometre of them. Beyond the published range speed
    /// and step rate stand still at its edge, and the answer says so.
    ///
    /// # Errors
    /// When the question has a number that cannot be.
    pub fn query(&self, query: &Query) -> Result<Answer, QueryError> {
        let asked = self.condition(
            query.speed,
            query.grade,
            1.0 + query.step_rate_change_fraction,
        )?;
        let (speed, grade) = query.relative_to.unwrap_or((
            Speed::from_m_per_s(self.table.reference.speed_m_per_s),
            Grade::from_fraction(0.0),
        ));
        let reference = self.condition(speed, grade, 1.0)?;
        let (at, against) = (self.clamped(&asked), self.clamped(&reference));
        let logs = self.surface.logs(&at, 0.0);
        let ratio = logs.minus(&self.surface.logs(&against, 0.0)).relative(1.0);
        let peak_ratio = logs.minus(&self.surface.logs(&against, 0.0)).peak;
        let (impulse, peak) = self.absolute(&logs);
        let contacts = self.contacts_per_km(&at);
        let contacts_ratio = contacts / self.contacts_per_km(&against);
        Ok(Answer {
            per_km_impulse_bw_s: Figure::new(
                &impulse.map(|it| it * contacts),
                &ratio.impulse.map(|it| it * contacts_ratio),
            ),
            per_step_impulse_bw_s: Figure::new(&impulse, &ratio.impulse),
            per_step_peak_bw: Figure::new(&peak, &peak_ratio.map(exponential)),
            flags: self.flags(&asked, &reference),
        })
    }

    fn condition(&self, speed: Speed, grade: Grade, ratio: f64) -> Result<Condition, QueryError> {
        let condition = Condition {
            speed_m_per_s: speed.as_m_per_s(),
            grade_fraction: grade.as_fraction(),
            step_rate_ratio: ratio,
        };
        if !speed.is_finite() || condition.speed_m_per_s <= 0.0 {
            Err(QueryError::Speed)
        } else if !grade.is_finite() {
            Err(QueryError::Grade)
        } else if !ratio.is_finite() || ratio <= 0.0 {
            Err(QueryError::StepRate)
        } else {
            Ok(condition)
        }
    }

    fn clamped(&self, at: &Condition) -> Condition {
        Condition {
            speed_m_per_s: self.surface.clamped_speed(at.speed_m_per_s),
            step_rate_ratio: self.surface.clamped_step_rate(at.step_rate_ratio),
            ..*at
        }
    }

    /// Contacts of one knee over a kilometre, by the population's step rate.
    fn contacts_per_km(&self, at: &Condition) -> f64 {
        contacts_per_km(&self.population, at.speed_m_per_s) * at.step_rate_ratio
    }

    fn flags(&self, asked: &Condition, reference: &Condition) -> Vec<Message> {
        let mut flags = Vec::new();
        for at in [asked, reference] {
            let clamped = self.clamped(at);
            if clamped.speed_m_per_s.total_cmp(&at.speed_m_per_s).is_ne() {
                flags.push(
                    Message::new("load-speed-outside-range")
                        .number("at_m_per_s", clamped.speed_m_per_s),
                );
            }
            let over = (clamped.step_rate_ratio - at.step_rate_ratio).abs();
            if over > 1e-9 {
                flags.push(
                    Message::new("load-step-rate-outside-range")
                        .number("at_percent", 100.0 * (clamped.step_rate_ratio - 1.0)),
                );
            }
            let edge = self.table.range.steepest_fraction;
            if at.grade_fraction.abs() > edge + 1e-9 {
                let id = if at.grade_fraction < 0.0 {
                    "load-steeper-downhill"
                } else {
                    "load-steeper-uphill"
                };
                flags.push(Message::new(id).number("edge_percent", 100.0 * edge));
            }
        }
        flags.dedup();
        flags
    }

    /// Impulse and peak in body weights, with the spread between runners and laboratories.
    pub(crate) fn absolute(&self, logs: &Logs) -> (PerDraw, PerDraw) {
        let draws = self.surface.draws();
        let scale = |logs: &PerDraw, levels: &PerDraw, level: f64| {
            let mut out = [0.0; N_DRAWS];
            for (out, (log, runner)) in out.iter_mut().zip(logs.iter().zip(levels)) {
                *out = level * exponential(log + runner);
            }
            out
        };
        (
            scale(&logs.impulse, &draws.level_impulse, self.impulse_bw_s),
            scale(&logs.peak, &draws.level_peak, self.peak_bw),
        )
    }

    /// Logs of the contact that loads are relative to.
    pub(crate) fn reference_logs(&self, baseline: &Baseline) -> Logs {
        self.surface.logs(&reference_condition(baseline), 0.0)
    }

    /// Impulse of a reference kilometre of one knee in BW·s, under each draw: what turns
    /// flat-equivalent kilometres into body weights times seconds.
    pub fn reference_km_bw_s(&self, baseline: &Baseline) -> PerDraw {
        let (impulse, _) = self.absolute(&self.reference_logs(baseline));
        let contacts = contacts_per_km(&baseline.line, baseline.reference_speed_m_per_s);
        impulse.map(|it| it * contacts)
    }

    /// Impulse and peak of the reference contact at the centre of the fit.
    pub(crate) fn reference_centre(&self, baseline: &Baseline) -> (f64, f64) {
        let (impulse, peak) = self.surface.centre_logs(&reference_condition(baseline));
        (
            self.impulse_bw_s * libm::exp(impulse),
            self.peak_bw * libm::exp(peak),
        )
    }

    /// Peak and impulse of the population's reference contact, without any spread.
    pub(crate) fn level(&self) -> (f64, f64) {
        (self.impulse_bw_s, self.peak_bw)
    }
}

fn reference_condition(baseline: &Baseline) -> Condition {
    Condition {
        speed_m_per_s: baseline.reference_speed_m_per_s,
        grade_fraction: 0.0,
        step_rate_ratio: 1.0,
    }
}

/// Contacts of one knee over a kilometre: every other step.
pub(crate) fn contacts_per_km(line: &StepRateLine, speed_m_per_s: f64) -> f64 {
    1000.0 * line.at(speed_m_per_s) / (120.0 * speed_m_per_s)
}
