//! The mechanistic alternative: from the ground's force to the joint's.
//!
//! The vertical force of a contact is half a sine wave that carries the body over a step
//! (Morin 2005). The knee bends more with longer steps and downhill. Two segments of equal
//! length put the knee `shank * sin(flexion / 2)` away from the line of the force; the moment
//! goes through the quadriceps' lever arm, and the joint's geometry turns the muscle's force into
//! the joint's.

use super::Inputs;
use super::evidence::Row;
use super::least_squares::solve;
use super::surface::{Kind, Point, residuals_of};

/// Two unknowns of form; the scale of each study besides.
#[derive(Clone, Debug)]
pub struct Mechanism {
    /// Degrees of peak flexion per unit of log step length.
    pub flexion_per_log_step_length_deg: f64,
    /// Degrees of peak flexion per percent of grade; negative: more downhill.
    pub flexion_per_percent_deg: f64,
}

/// Peak stance flexion, and the knee's peak moment, at 3.5 m/s (Fukuchi 2017, re-analysed).
const FLEXION_DEG: f64 = 44.3;
const MOMENT_N_M_PER_KG: f64 = 2.94;
const AT_M_PER_S: f64 = 3.5;
const GRAVITY: f64 = 9.81;

impl Mechanism {
    /// Gauss and Newton with halved steps, from an upright start.
    pub fn fitted(inputs: &Inputs, rows: &[&Row]) -> Self {
        let points: Vec<(Point, Row)> = rows
            .iter()
            .filter_map(|row| Some((Point::of(row, inputs)?, (*row).clone())))
            .collect();
        let mut at = [20.0, -0.3];
        let knows_slope = points.iter().any(|(point, _)| point.grade_percent != 0.0);
        if !knows_slope {
            at[1] = 0.0;
        }
        let misfit = |at: &[f64; 2]| -> f64 {
            let errors = errors(&Self::from(*at), &points, inputs);
            errors.iter().map(|it| it * it).sum()
        };
        for _ in 0..60 {
            let step = gauss_newton(&at, &points, inputs, knows_slope);
            let mut share = 1.0;
            let next = loop {
                let next = [at[0] + share * step[0], at[1] + share * step[1]];
                if misfit(&next) < misfit(&at) || share < 1e-6 {
                    break next;
                }
                share /= 2.0;
            };
            if misfit(&next) >= misfit(&at) {
                break;
            }
            at = next;
        }
        Self::from(at)
    }

    /// Peak joint force in body weights up to a factor that all conditions share.
    fn raw_peak(&self, speed: f64, grade_percent: f64, ratio: f64, inputs: &Inputs) -> f64 {
        let step_s = 60.0 / (inputs.step_rate_spm(speed) * ratio);
        let ground_bw = std::f64::consts::FRAC_PI_2 * step_s / inputs.contact_time_s(speed, ratio);
        let usual_m = AT_M_PER_S * 60.0 / inputs.step_rate_spm(AT_M_PER_S);
        let flexion_deg = (FLEXION_DEG
            + self.flexion_per_log_step_length_deg * libm::log(speed * step_s / usual_m)
            + self.flexion_per_percent_deg * grade_percent)
            .clamp(5.0, 110.0);
        let lever = libm::sin(flexion_deg.to_radians() / 2.0);
        ground_bw * lever * joint_per_moment(flexion_deg)
    }

    /// Peak joint force in body weights; the moment of the re-analysis sets the level.
    pub fn peak_bw(&self, speed: f64, grade_percent: f64, ratio: f64, inputs: &Inputs) -> f64 {
        let there = MOMENT_N_M_PER_KG * joint_per_moment(FLEXION_DEG) / GRAVITY;
        there * self.raw_peak(speed, grade_percent, ratio, inputs)
            / self.raw_peak(AT_M_PER_S, 0.0, 1.0, inputs)
    }

    /// Impulse of a contact.
    pub fn impulse_bw_s(&self, speed: f64, grade_percent: f64, ratio: f64, inputs: &Inputs) -> f64 {
        self.peak_bw(speed, grade_percent, ratio, inputs)
            * inputs.load.contact.shape
            * inputs.contact_time_s(speed, ratio)
    }

    pub fn log_relative(&self, point: &Point, inputs: &Inputs) -> f64 {
        let speed = inputs.load.reference.speed_m_per_s * libm::exp(point.log_speed);
        let ratio = libm::exp(point.log_step_rate);
        libm::log(self.impulse_bw_s(speed, point.grade_percent, ratio, inputs))
    }

    /// A row as the model predicts it in body weights; per kilometre, contact or peak.
    pub fn predicted(&self, row: &Row, speed: f64, inputs: &Inputs) -> f64 {
        let (grade, ratio) = (row.grade_percent, row.step_rate_ratio());
        match Kind::of(row) {
            Kind::Peak => self.peak_bw(speed, grade, ratio, inputs),
            Kind::PerContact => self.impulse_bw_s(speed, grade, ratio, inputs),
            Kind::PerKilometre => {
                self.impulse_bw_s(speed, grade, ratio, inputs)
                    * inputs.contacts_per_km(speed, ratio)
            }
        }
    }
}

impl From<[f64; 2]> for Mechanism {
    fn from([step_length, grade]: [f64; 2]) -> Self {
        Self {
            flexion_per_log_step_length_deg: step_length,
            flexion_per_percent_deg: grade,
        }
    }
}

/// Joint force per knee moment, in N/kg per N m/kg: the quadriceps' lever arm and the ratio of
/// joint to muscle force, both polynomials of the flexion in degrees (van Eijden's data as the
/// literature uses them).
fn joint_per_moment(flexion_deg: f64) -> f64 {
    let x = flexion_deg;
    let lever_m = 8e-8 * x * x * x - 1.3e-5 * x * x + 2.8e-4 * x + 0.046;
    let ratio = (0.462 + 1.47e-3 * x - 3.84e-5 * x * x)
        / (1.0 - 1.62e-2 * x + 1.55e-4 * x * x - 6.98e-7 * x * x * x);
    ratio / lever_m
}

fn errors(mechanism: &Mechanism, points: &[(Point, Row)], inputs: &Inputs) -> Vec<f64> {
    let only: Vec<Point> = points.iter().map(|(point, _)| point.clone()).collect();
    residuals_of(&only, |point| mechanism.log_relative(point, inputs))
}

fn gauss_newton(
    at: &[f64; 2],
    points: &[(Point, Row)],
    inputs: &Inputs,
    knows_slope: bool,
) -> [f64; 2] {
    let here = errors(&Mechanism::from(*at), points, inputs);
    let moved = |by: [f64; 2]| {
        let there = Mechanism::from([at[0] + by[0], at[1] + by[1]]);
        errors(&there, points, inputs)
    };
    let (step, slope) = (0.01, 0.001);
    let (by_step, by_slope) = (moved([step, 0.0]), moved([0.0, slope]));
    let rows: Vec<(Vec<f64>, f64)> = here
        .iter()
        .zip(by_step.iter().zip(&by_slope))
        .map(|(here, (a, b))| {
            let known = if knows_slope { (here - b) / slope } else { 0.0 };
            (vec![(here - a) / step, known], *here)
        })
        .collect();
    let solution = solve(&rows);
    let at = |idx: usize| solution.get(idx).copied().unwrap_or(0.0);
    [at(0), at(1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_geometry_gives_the_published_force() {
        // Moment 2.94 N m/kg at 44.3 degrees: the re-analysis of the same torques says 6.5 BW.
        let peak_bw = MOMENT_N_M_PER_KG * joint_per_moment(FLEXION_DEG) / GRAVITY;
        assert!((peak_bw - 6.5).abs() < 0.15, "{peak_bw}");
    }
}
