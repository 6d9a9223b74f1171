//! The response surface of each study, and between studies.

use std::collections::BTreeMap;

use super::Inputs;
use super::evidence::Row;
use super::least_squares::{residuals, root_mean_square, solve, variances};

/// What a published figure is a figure of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    PerKilometre,
    PerContact,
    Peak,
}

impl Kind {
    pub fn of(row: &Row) -> Self {
        let metric = row.metric.as_str();
        if metric.contains("per km") || metric.contains("per mile") {
            Self::PerKilometre
        } else if metric.contains("impulse") {
            Self::PerContact
        } else {
            Self::Peak
        }
    }
}

/// A row as the logarithm of the impulse of a contact, up to the scale of its study.
#[derive(Clone, Debug)]
pub struct Point {
    pub study: String,
    pub kind: Kind,
    pub log_impulse: f64,
    pub log_speed: f64,
    pub grade_percent: f64,
    pub log_step_rate: f64,
}

impl Point {
    pub fn of(row: &Row, inputs: &Inputs) -> Option<Self> {
        let speed = row.speed_m_per_s?;
        let ratio = row.step_rate_ratio();
        let kind = Kind::of(row);
        let to_contact = match kind {
            Kind::PerKilometre => -libm::log(inputs.contacts_per_km(speed, ratio)),
            Kind::PerContact => 0.0,
            Kind::Peak => libm::log(inputs.contact_time_s(speed, ratio)),
        };
        Some(Self {
            study: row.short_name(),
            kind,
            log_impulse: libm::log(row.value) + to_contact,
            log_speed: libm::log(speed / inputs.load.reference.speed_m_per_s),
            grade_percent: row.grade_percent,
            log_step_rate: libm::log(ratio),
        })
    }

    /// Speed, grade, its square, step rate; and speed times step rate when wanted.
    fn terms(&self, with_interaction: bool) -> Vec<f64> {
        let grade = self.grade_percent;
        let mut terms = vec![self.log_speed, grade, grade * grade, self.log_step_rate];
        if with_interaction {
            terms.push(self.log_speed * self.log_step_rate);
        }
        terms
    }
}

/// One surface for some points, with a scale of its own for each study and kind.
#[derive(Clone, Debug)]
pub struct OneSurface {
    pub coefficients: Vec<f64>,
    pub variances: Vec<f64>,
    pub residuals: Vec<f64>,
}

impl OneSurface {
    pub fn fitted(points: &[Point], with_interaction: bool) -> Self {
        let mut scales = BTreeMap::new();
        for point in points {
            let next = scales.len();
            scales
                .entry((point.study.clone(), point.kind))
                .or_insert(next);
        }
        let rows: Vec<(Vec<f64>, f64)> = points
            .iter()
            .map(|point| {
                let mut row = vec![0.0; scales.len()];
                let own = scales.get(&(point.study.clone(), point.kind));
                if let Some(cell) = own.and_then(|&idx| row.get_mut(idx)) {
                    *cell = 1.0;
                }
                row.extend(point.terms(with_interaction));
                (row, point.log_impulse)
            })
            .collect();
        let solution = solve(&rows);
        Self {
            coefficients: solution.iter().skip(scales.len()).copied().collect(),
            variances: variances(&rows).into_iter().skip(scales.len()).collect(),
            residuals: residuals(&rows, &solution),
        }
    }

    pub fn rms(&self) -> f64 {
        root_mean_square(&self.residuals)
    }

    pub fn log_relative(&self, point: &Point) -> f64 {
        let terms = point.terms(self.coefficients.len() > 4);
        terms
            .iter()
            .zip(&self.coefficients)
            .map(|(a, b)| a * b)
            .sum()
    }

    pub fn coefficient(&self, idx: usize) -> f64 {
        self.coefficients.get(idx).copied().unwrap_or(f64::NAN)
    }
}

/// Places of the coefficients.
pub const SPEED: usize = 0;
pub const GRADE: usize = 1;
pub const GRADE_SQUARED: usize = 2;
pub const STEP_RATE: usize = 3;

/// Residuals once the best scale of each study is taken out.
pub fn residuals_of(points: &[Point], log_relative: impl Fn(&Point) -> f64) -> Vec<f64> {
    let raw: Vec<f64> = points
        .iter()
        .map(|point| point.log_impulse - log_relative(point))
        .collect();
    let mut means: BTreeMap<(&str, Kind), (f64, f64)> = BTreeMap::new();
    for (point, value) in points.iter().zip(&raw) {
        let mean = means.entry((&point.study, point.kind)).or_default();
        mean.0 += value;
        mean.1 += 1.0;
    }
    points
        .iter()
        .zip(&raw)
        .map(|(point, value)| {
            let mean = means.get(&(point.study.as_str(), point.kind));
            value - mean.map_or(0.0, |(sum, n)| sum / n)
        })
        .collect()
}

/// What is between the studies, and what is shipped.
pub struct Fitted {
    pub points: Vec<Point>,
    /// One surface for all rows.
    pub pooled: OneSurface,
    /// The same with the effect of step rate changing with speed.
    pub with_interaction: OneSurface,
    pub studies: Vec<Study>,
    /// Speed exponent of the impulse of a contact.
    pub speed: Between,
    pub step_rate: Between,
    pub slope: [f64; 2],
}

pub struct Study {
    pub name: String,
    pub n_rows: usize,
    pub surface: OneSurface,
}

/// A coefficient between studies.
#[derive(Clone, Copy, Debug)]
pub struct Between {
    pub mid: f64,
    pub sd: f64,
}

impl Fitted {
    pub fn new(inputs: &Inputs) -> Self {
        let rows = inputs.evidence.fit_rows();
        let points: Vec<Point> = rows
            .into_iter()
            .filter_map(|row| Point::of(row, inputs))
            .collect();
        let names: std::collections::BTreeSet<&str> =
            points.iter().map(|point| point.study.as_str()).collect();
        let studies: Vec<Study> = names
            .into_iter()
            .map(|name| {
                let own: Vec<Point> = points
                    .iter()
                    .filter(|point| point.study == name)
                    .cloned()
                    .collect();
                Study {
                    name: name.to_owned(),
                    n_rows: own.len(),
                    surface: OneSurface::fitted(&own, false),
                }
            })
            .collect();
        let variance = residual_variance(&studies);
        let speed = between(&studies, SPEED, variance);
        let step_rate = between(&studies, STEP_RATE, variance);
        let slope = slope(&points, speed.mid, step_rate.mid);
        Self {
            pooled: OneSurface::fitted(&points, false),
            with_interaction: OneSurface::fitted(&points, true),
            points,
            studies,
            speed,
            step_rate,
            slope,
        }
    }

    /// What is shipped, as one surface.
    pub fn log_relative(&self, point: &Point) -> f64 {
        let grade = point.grade_percent;
        let [linear, square] = self.slope;
        self.speed.mid * point.log_speed
            + self.step_rate.mid * point.log_step_rate
            + grade * (linear + square * grade)
    }
}

/// Shared by all studies, from what is left when each has its own surface.
fn residual_variance(studies: &[Study]) -> f64 {
    let (mut squares, mut freedom) = (0.0, 0.0);
    for study in studies {
        let residuals = &study.surface.residuals;
        squares += residuals.iter().map(|it| it * it).sum::<f64>();
        let known = study
            .surface
            .variances
            .iter()
            .filter(|it| **it > 0.0)
            .count();
        freedom += residuals.len() as f64 - known as f64 - 1.0;
    }
    squares / freedom.max(1.0)
}

/// Mean between studies by DerSimonian and Laird. With two studies the spread they estimate is
/// itself hardly known, so the standard deviation is the distance of the study that lies farthest
/// from the mean: both are then well inside the 80 % interval.
fn between(studies: &[Study], idx: usize, residual_variance: f64) -> Between {
    let estimates: Vec<(f64, f64)> = studies
        .iter()
        .filter_map(|study| {
            let variance = study.surface.variances.get(idx).filter(|it| **it > 0.0)?;
            Some((study.surface.coefficient(idx), variance * residual_variance))
        })
        .collect();
    let fixed = weighted_mean(&estimates, 0.0);
    let weights = || estimates.iter().map(|(_, variance)| 1.0 / variance);
    let spread: f64 = estimates
        .iter()
        .map(|(value, variance)| (value - fixed) * (value - fixed) / variance)
        .sum();
    let sum: f64 = weights().sum();
    let scale = sum - weights().map(|it| it * it).sum::<f64>() / sum;
    let freedom = estimates.len() as f64 - 1.0;
    let between = if scale > 0.0 {
        ((spread - freedom) / scale).max(0.0)
    } else {
        0.0
    };
    let mid = weighted_mean(&estimates, between);
    let sd = estimates
        .iter()
        .map(|(value, _)| (value - mid).abs())
        .fold(0.0, f64::max);
    Between { mid, sd }
}

fn weighted_mean(estimates: &[(f64, f64)], between: f64) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (value, variance) in estimates {
        let weight = 1.0 / (variance + between);
        sum += weight * value;
        weights += weight;
    }
    sum / weights
}

/// Slope with speed and step rate held at the means; one study has the rows.
fn slope(points: &[Point], speed: f64, step_rate: f64) -> [f64; 2] {
    let on_slopes: std::collections::BTreeSet<&str> = points
        .iter()
        .filter(|point| point.grade_percent != 0.0)
        .map(|point| point.study.as_str())
        .collect();
    let rows: Vec<(Vec<f64>, f64)> = points
        .iter()
        .filter(|point| on_slopes.contains(point.study.as_str()))
        // Where speed and step rate are the reference's, only the grade differs.
        .filter(|point| point.log_speed.abs() < 0.01 && point.log_step_rate.abs() < 1e-9)
        .map(|point| {
            let known = speed * point.log_speed + step_rate * point.log_step_rate;
            let grade = point.grade_percent;
            (vec![1.0, grade, grade * grade], point.log_impulse - known)
        })
        .collect();
    let solution = solve(&rows);
    let at = |idx: usize| solution.get(idx).copied().unwrap_or(0.0);
    [at(1), at(2)]
}
