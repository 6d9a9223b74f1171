//! The response surface under each parameter draw.

use trochlea_knowledge::{LoadDraws, LoadFit, LoadTable, N_DRAWS, WalkingLoad};

use crate::exponential::exponentials;
use crate::interval::{PerDraw, SCORE_AT_90_PERCENT};

/// What a contact was made under.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Condition {
    pub speed_m_per_s: f64,
    pub grade_fraction: f64,
    /// Step rate against the runner's own at that speed.
    pub step_rate_ratio: f64,
}

/// A contact as it enters the surface: everything that is the same for all draws.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Terms {
    log_speed: f64,
    slope: Slope,
    log_step_rate: f64,
    /// Log step rate beyond the range.
    log_beyond: f64,
}

/// Log effect of a grade: its middle, and what a standard score above and below zero adds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Slope {
    pub mid: f64,
    stronger: f64,
    weaker: f64,
    /// Beyond the range, down to the 10 % quantile and no further: there stands a bound.
    weaker_to_bound: f64,
}

impl Slope {
    fn at(self, score: f64) -> f64 {
        let below = score.min(0.0);
        self.mid
            + score.max(0.0) * self.stronger
            + below * self.weaker
            + below.max(-SCORE_AT_90_PERCENT) * self.weaker_to_bound
    }
}

/// Impulse and weighted load of a contact, relative to the reference, under each draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Relative {
    pub impulse: PerDraw,
    pub weighted: PerDraw,
}

/// Logarithms of impulse and peak relative to the population's reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Logs {
    pub impulse: PerDraw,
    pub peak: PerDraw,
}

impl Logs {
    pub fn minus(&self, reference: &Self) -> Self {
        let mut difference = *self;
        subtract(&mut difference.impulse, &reference.impulse);
        subtract(&mut difference.peak, &reference.peak);
        difference
    }

    /// Impulse, and impulse times peak to the power of `exponent - 1`.
    pub fn relative(&self, exponent: f64) -> Relative {
        let mut weighted = self.impulse;
        for (log, peak) in weighted.iter_mut().zip(&self.peak) {
            *log += (exponent - 1.0) * peak;
        }
        Relative {
            impulse: exponentials(&self.impulse),
            weighted: exponentials(&weighted),
        }
    }
}

fn subtract(from: &mut PerDraw, what: &PerDraw) {
    for (from, what) in from.iter_mut().zip(what) {
        *from -= what;
    }
}

/// The surface: centre, draws and range.
#[derive(Clone, Debug)]
pub(crate) struct Surface {
    reference_speed: f64,
    slope: [f64; 2],
    centre: Exponents,
    draws: Draws,
    table: LoadTable,
}

#[derive(Clone, Copy, Debug)]
struct Exponents {
    impulse_speed: f64,
    impulse_step_rate: f64,
    peak_speed: f64,
    peak_step_rate: f64,
}

/// The draws as arrays, so that their number is known to the compiler.
#[derive(Clone, Debug)]
pub(crate) struct Draws {
    impulse_speed: PerDraw,
    impulse_step_rate: PerDraw,
    peak_speed: PerDraw,
    peak_step_rate: PerDraw,
    slope_impulse: PerDraw,
    slope_peak: PerDraw,
    pub level_impulse: PerDraw,
    pub level_peak: PerDraw,
    pub step_rate: PerDraw,
    pub walking_peak: PerDraw,
    pub walking_slope: PerDraw,
    pub task_peak: PerDraw,
    pub task_impulse: PerDraw,
}

impl Draws {
    fn of(draws: &LoadDraws) -> Self {
        Self {
            impulse_speed: array(&draws.impulse_speed_exponent),
            impulse_step_rate: array(&draws.impulse_step_rate_exponent),
            peak_speed: array(&draws.peak_speed_exponent),
            peak_step_rate: array(&draws.peak_step_rate_exponent),
            slope_impulse: array(&draws.slope_impulse_score),
            slope_peak: array(&draws.slope_peak_score),
            level_impulse: array(&draws.level_impulse_log),
            level_peak: array(&draws.level_peak_log),
            step_rate: array(&draws.step_rate_score),
            walking_peak: array(&draws.walking_peak_score),
            walking_slope: array(&draws.walking_slope_score),
            task_peak: array(&draws.task_peak_score),
            task_impulse: array(&draws.task_impulse_score),
        }
    }
}

/// The table checks that there are as many as there should be.
fn array(list: &[f64]) -> PerDraw {
    let mut out = [0.0; N_DRAWS];
    for (out, value) in out.iter_mut().zip(list) {
        *out = *value;
    }
    out
}

impl Surface {
    pub fn new(table: &LoadTable, fit: &LoadFit) -> Self {
        let surface = &fit.surface;
        let spread = &table.spread;
        Self {
            reference_speed: surface.reference_speed_m_per_s,
            slope: [surface.slope_per_percent, surface.slope_per_percent_squared],
            centre: Exponents {
                impulse_speed: surface.impulse_speed_exponent,
                impulse_step_rate: surface.impulse_step_rate_exponent,
                peak_speed: surface.impulse_speed_exponent - surface.contact_time_speed_exponent,
                peak_step_rate: surface.impulse_step_rate_exponent
                    + spread.contact_time_step_rate_exponent_mid,
            },
            draws: Draws::of(&fit.draws),
            table: table.clone(),
        }
    }

    pub fn draws(&self) -> &Draws {
        &self.draws
    }

    /// Whether the studies measured there.
    pub fn is_outside(&self, at: &Condition) -> bool {
        let range = &self.table.range;
        !(range.lowest_speed_m_per_s..=range.highest_speed_m_per_s).contains(&at.speed_m_per_s)
            || at.grade_fraction.abs() > range.steepest_fraction + 1e-9
            || (at.step_rate_ratio - 1.0).abs() > range.step_rate_change_fraction + 1e-9
    }

    pub fn clamped_speed(&self, speed_m_per_s: f64) -> f64 {
        let range = &self.table.range;
        speed_m_per_s.clamp(range.lowest_speed_m_per_s, range.highest_speed_m_per_s)
    }

    pub fn clamped_step_rate(&self, ratio: f64) -> f64 {
        let change = self.table.range.step_rate_change_fraction;
        ratio.clamp(1.0 - change, 1.0 + change)
    }

    /// Log impulse and log peak of a contact under each draw. `step_rate_sd` is the standard
    /// deviation of a step rate that nobody measured; 0 when it was.
    pub fn logs(&self, at: &Condition, step_rate_sd: f64) -> Logs {
        let terms = self.terms(at);
        let draws = &self.draws;
        let mut logs = Logs {
            impulse: [0.0; N_DRAWS],
            peak: [0.0; N_DRAWS],
        };
        let exponents = draws.impulse_speed.iter().zip(&draws.impulse_step_rate);
        let scores = draws.slope_impulse.iter().zip(&draws.step_rate);
        let steps = |score: f64| terms.log_step_rate + step_rate_sd * score;
        for (out, ((speed, step_rate), (slope, score))) in
            logs.impulse.iter_mut().zip(exponents.zip(scores))
        {
            *out = speed * terms.log_speed + step_rate * steps(*score) + terms.slope.at(*slope)
                - terms.log_beyond
                // As many more contacts as the unknown step rate is higher.
                + step_rate_sd * score;
        }
        let exponents = draws.peak_speed.iter().zip(&draws.peak_step_rate);
        let scores = draws.slope_peak.iter().zip(&draws.step_rate);
        for (out, ((speed, step_rate), (slope, score))) in
            logs.peak.iter_mut().zip(exponents.zip(scores))
        {
            *out = speed * terms.log_speed + step_rate * steps(*score) + terms.slope.at(*slope);
        }
        logs
    }

    /// The same at the centre of the fit: log impulse and log peak.
    pub fn centre_logs(&self, at: &Condition) -> (f64, f64) {
        let terms = self.terms(at);
        let centre = &self.centre;
        (
            centre.impulse_speed * terms.log_speed
                + centre.impulse_step_rate * terms.log_step_rate
                + terms.slope.mid
                - terms.log_beyond,
            centre.peak_speed * terms.log_speed
                + centre.peak_step_rate * terms.log_step_rate
                + terms.slope.mid,
        )
    }

    fn terms(&self, at: &Condition) -> Terms {
        let ratio = at.step_rate_ratio.max(1e-3);
        let step_rate = self.clamped_step_rate(ratio);
        let speed = self.clamped_speed(at.speed_m_per_s);
        Terms {
            log_speed: libm::log(speed / self.reference_speed),
            slope: self.slope(at.grade_fraction),
            log_step_rate: libm::log(step_rate),
            // Beyond the range the load of a kilometre stands still: a contact that is one of
            // more contacts bears its share, as the ground's impulse does.
            log_beyond: libm::log(ratio / step_rate),
        }
    }

    /// Log effect of a grade, and how uncertain it is.
    pub fn slope(&self, grade_fraction: f64) -> Slope {
        let steepest = self.table.range.steepest_fraction;
        let steeper = &self.table.steeper;
        let share = self.table.spread.slope_share;
        let edge = grade_fraction.clamp(-steepest, steepest);
        let at_edge = self.slope_inside(edge);
        let beyond = (grade_fraction - edge).abs();
        if beyond <= 0.0 {
            return Slope {
                mid: at_edge,
                stronger: share * at_edge,
                weaker: share * at_edge,
                weaker_to_bound: 0.0,
            };
        }
        let is_downhill = grade_fraction < 0.0;
        let (mid, high_factor, least) = if is_downhill {
            let tangent = self.slope_derivative(edge) * (grade_fraction - edge);
            (at_edge + tangent, steeper.downhill_high_log_factor, at_edge)
        } else {
            (at_edge, steeper.uphill_high_log_factor, 0.0)
        };
        let blend = (beyond / steeper.blend_fraction).min(1.0);
        let mix = |inside: f64, outside: f64| inside + (outside - inside) * blend;
        Slope {
            mid,
            stronger: mix(share * mid, (high_factor - 1.0) * mid / SCORE_AT_90_PERCENT),
            weaker: share * mid * (1.0 - blend),
            weaker_to_bound: blend * (mid - least) / SCORE_AT_90_PERCENT,
        }
    }

    fn slope_inside(&self, grade_fraction: f64) -> f64 {
        let percent = grade_fraction * 100.0;
        let [linear, square] = self.slope;
        percent * (linear + square * percent)
    }

    /// The middle of it alone.
    pub fn slope_mid(&self, grade_fraction: f64) -> f64 {
        let steepest = self.table.range.steepest_fraction;
        let edge = grade_fraction.clamp(-steepest, steepest);
        let beyond = (grade_fraction - edge).min(0.0);
        self.slope_inside(edge) + self.slope_derivative(edge) * beyond
    }

    /// Change of the log effect with the grade, per unit of the fraction; inside the range.
    pub fn slope_derivative(&self, grade_fraction: f64) -> f64 {
        let steepest = self.table.range.steepest_fraction;
        let percent = grade_fraction.clamp(-steepest, steepest) * 100.0;
        let [linear, square] = self.slope;
        100.0 * (linear + 2.0 * square * percent)
    }

    /// Log impulse and log peak of a walking contact, in body weights, under each draw.
    pub fn walking_logs(&self, grade_fraction: f64) -> Logs {
        let walking = &self.table.walking;
        let share = downhill_share(grade_fraction, walking);
        let log_peak = libm::log(walking.peak_bw) + share * libm::log(walking.downhill_factor);
        let log_time = libm::log(walking.shape * walking.stance_s);
        let draws = &self.draws;
        let mut logs = Logs {
            impulse: [0.0; N_DRAWS],
            peak: [0.0; N_DRAWS],
        };
        let scores = draws.walking_peak.iter().zip(&draws.walking_slope);
        for (out, (level, slope)) in logs.peak.iter_mut().zip(scores) {
            *out = log_peak
                + walking.peak_log_sd * level
                + share * walking.downhill_factor_log_sd * slope;
        }
        let scores = logs.peak.iter().zip(&draws.task_impulse);
        for (out, (peak, score)) in logs.impulse.iter_mut().zip(scores) {
            *out = peak + log_time + walking.impulse_log_sd * score;
        }
        logs
    }

    /// Peak and impulse of a walking contact at the centre.
    pub fn walking_centre(&self, grade_fraction: f64) -> (f64, f64) {
        let walking = &self.table.walking;
        let share = downhill_share(grade_fraction, walking);
        let peak = walking.peak_bw * libm::pow(walking.downhill_factor, share);
        (peak * walking.shape * walking.stance_s, peak)
    }
}

/// How far a grade goes towards the downhill one that was measured, 0 to 1.
fn downhill_share(grade_fraction: f64, walking: &WalkingLoad) -> f64 {
    (-grade_fraction / walking.downhill_fraction).clamp(0.0, 1.0)
}
