use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::motion::Motion;
use crate::step_rate::StepRateLine;
use crate::steps::Steps;
use crate::track::Track;

/// A session for pictures: a few hundred points, evenly spaced along the way (or over time when
/// there is no way). Every vector has one entry per point.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// Time with the timer running, at the end of the point's stretch.
    pub time_s: Vec<f64>,
    /// Way since the start, at the end of the stretch.
    pub distance_m: Vec<f64>,
    /// Smoothed altitude.
    pub altitude_m: Vec<Option<f64>>,
    /// Rise over run, uphill positive.
    pub grade_fraction: Vec<Option<f64>>,
    /// One standard error of the grade.
    pub grade_se_fraction: Vec<Option<f64>>,
    /// Seconds for a kilometre, while moving.
    pub pace_s_per_km: Vec<Option<f64>>,
    /// Steps per minute, both feet, while moving.
    pub step_rate_spm: Vec<Option<f64>>,
    /// What the runner's own line gives at the same speed: where the measured one leaves it, the
    /// step rate has drifted. `None` where some of it was walked.
    pub step_rate_at_speed_spm: Vec<Option<f64>>,
    /// Metres east of the first position.
    pub east_m: Vec<Option<f64>>,
    /// Metres north of the first position.
    pub north_m: Vec<Option<f64>>,
}

/// At most `n_points` points of a session, each the mean over its stretch.
pub fn series(steps: &Steps, n_points: usize) -> Series {
    let axis = axis(&steps.track);
    let total = axis.last().copied().unwrap_or(0.0);
    let mut series = Series::default();
    if n_points == 0 || axis.is_empty() {
        return series;
    }
    let projection = Projection::of(steps);
    let width = total / n_points as f64;
    let mut stretch = Stretch::default();
    let mut end = width;
    for (idx, (interval, &place)) in steps.track.intervals().zip(axis).enumerate() {
        stretch.add(steps, idx, interval);
        // Rounding may put the last sample just short of the end: it has no point of its own.
        let is_full = place >= end && series.time_s.len() + 1 < n_points;
        if is_full || idx + 1 == axis.len() {
            stretch.finish(&mut series, steps, idx, projection.as_ref());
            stretch = Stretch::default();
            while width > 0.0 && end <= place {
                end += width;
            }
        }
    }
    series
}

fn axis(track: &Track) -> &[f64] {
    let has_way = track.distance_m.last().is_some_and(|&m| m > 0.0);
    if has_way {
        &track.distance_m
    } else {
        &track.time_s
    }
}

/// A flat map around the first position.
struct Projection {
    latitude_deg: f64,
    longitude_deg: f64,
    east_m_per_degree: f64,
    north_m_per_degree: f64,
}

impl Projection {
    fn of(steps: &Steps) -> Option<Self> {
        let places = steps.latitude_deg.iter().zip(&steps.longitude_deg);
        let (&latitude_deg, &longitude_deg) =
            places.clone().find(|(latitude, _)| latitude.is_finite())?;
        let north_m_per_degree = crate::distance::EARTH_RADIUS_M.to_radians();
        Some(Self {
            latitude_deg,
            longitude_deg,
            east_m_per_degree: north_m_per_degree * libm::cos(latitude_deg.to_radians()),
            north_m_per_degree,
        })
    }

    fn place(&self, steps: &Steps, idx: usize) -> Option<(f64, f64)> {
        let latitude = known(&steps.latitude_deg, idx)?;
        let longitude = known(&steps.longitude_deg, idx)?;
        Some((
            crate::distance::around(longitude - self.longitude_deg) * self.east_m_per_degree,
            (latitude - self.latitude_deg) * self.north_m_per_degree,
        ))
    }
}

fn known(column: &[f64], idx: usize) -> Option<f64> {
    column.get(idx).copied().filter(|value| value.is_finite())
}

/// Sums over the samples of one point.
#[derive(Default)]
struct Stretch {
    seconds: f64,
    metres: f64,
    altitude: Mean,
    grade: Mean,
    grade_se: Mean,
    step_rate: Mean,
    at_speed: Mean,
    walked: bool,
}

#[derive(Default)]
struct Mean {
    sum: f64,
    weight: f64,
}

impl Mean {
    fn add(&mut self, value: Option<f64>, weight: f64) {
        if let Some(value) = value {
            // A first sample has no interval and still stands for a point of its own.
            let weight = weight.max(1e-9);
            self.sum += value * weight;
            self.weight += weight;
        }
    }

    fn get(&self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.sum / self.weight)
    }
}

impl Stretch {
    fn add(&mut self, steps: &Steps, idx: usize, (seconds, metres): (f64, f64)) {
        self.seconds += seconds;
        self.metres += metres;
        self.altitude
            .add(known(&steps.ground.altitude_m, idx), metres);
        self.grade
            .add(known(&steps.ground.grade_fraction, idx), metres);
        self.grade_se
            .add(known(&steps.ground.grade_se_fraction, idx), metres);
        let rates = &steps.step_rates;
        let moving = known(&rates.step_rate_spm, idx).filter(|&rate| rate > 0.0);
        self.step_rate.add(moving, seconds);
        self.walked |= rates.motion.get(idx) == Some(&Motion::Walking);
        let line: Option<&StepRateLine> = rates.own_line.as_ref().filter(|_| moving.is_some());
        let speed = known(&steps.track.speed_m_per_s, idx);
        let at_speed = line.zip(speed).map(|(line, speed)| line.at(speed));
        self.at_speed.add(at_speed, seconds);
    }

    fn finish(
        &self,
        series: &mut Series,
        steps: &Steps,
        idx: usize,
        projection: Option<&Projection>,
    ) {
        let track = &steps.track;
        series.time_s.push(known(&track.time_s, idx).unwrap_or(0.0));
        series
            .distance_m
            .push(known(&track.distance_m, idx).unwrap_or(0.0));
        series.altitude_m.push(self.altitude.get());
        series.grade_fraction.push(self.grade.get());
        series.grade_se_fraction.push(self.grade_se.get());
        let moved = self.metres > 0.0 && self.seconds > 0.0;
        let pace = moved.then(|| 1000.0 * self.seconds / self.metres);
        series.pace_s_per_km.push(pace);
        series.step_rate_spm.push(self.step_rate.get());
        // The line is one of running: a stretch with walking in it has nothing to compare.
        let at_speed = self.at_speed.get().filter(|_| !self.walked);
        series.step_rate_at_speed_spm.push(at_speed);
        let place = projection.and_then(|projection| projection.place(steps, idx));
        series.east_m.push(place.map(|at| at.0));
        series.north_m.push(place.map(|at| at.1));
    }
}
