use trochlea_gait::{Motion, Steps};
use trochlea_quantity::{Grade, Length, Origin, Speed};

use crate::baseline::Baseline;
use crate::model::LoadModel;

/// A short piece of a way over which nothing changes: one interval of a recording, or of a route
/// that is only planned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Time it takes.
    pub seconds: f64,
    /// How far it goes.
    pub metres: f64,
    /// Speed; "not a number" when there are no times.
    pub speed_m_per_s: f64,
    /// Rise over run, uphill positive; "not a number" when nobody knows the ground.
    pub grade_fraction: f64,
    /// One standard error of the grade.
    pub grade_se_fraction: f64,
    /// Steps per minute, both feet.
    pub step_rate_spm: f64,
    /// How the step rate came to be.
    pub step_rate_origin: Option<Origin>,
    /// How the grade came to be; `None` when nobody knows it.
    pub grade_origin: Option<Origin>,
    /// What the legs did.
    pub motion: Motion,
}

impl Stretch {
    /// The worse of the origins of step rate and grade: a load is no better known than what it
    /// is computed from. An estimated grade does not make a measured step rate worse, since no
    /// watch measures a grade.
    pub(crate) fn origin(&self) -> Origin {
        match (self.step_rate_origin, self.grade_origin) {
            (None | Some(Origin::Assumed), _) | (_, None | Some(Origin::Assumed)) => {
                Origin::Assumed
            }
            (Some(origin), _) => origin,
        }
    }
}

/// Over which way the errors of the grade are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GradeErrors {
    /// Over the smoother's length, as on a profile of altitudes.
    AlongTheWay,
    /// Over the whole run: a treadmill, or ground that nobody knows.
    WholeRun,
}

/// The intervals of a session, one for each sample.
pub(crate) fn stretches(steps: &Steps) -> impl Iterator<Item = Stretch> + '_ {
    let (track, ground, rates) = (&steps.track, &steps.ground, &steps.step_rates);
    let way = track.intervals().zip(&track.speed_m_per_s);
    let under = ground.grade_fraction.iter().zip(&ground.grade_se_fraction);
    let legs = rates.step_rate_spm.iter().zip(&rates.origin);
    way.zip(under).zip(legs.zip(&rates.motion)).map(
        |((((seconds, metres), &speed), (&grade, &se)), ((&rate, &origin), &motion))| Stretch {
            seconds,
            metres,
            speed_m_per_s: speed,
            grade_fraction: grade,
            grade_se_fraction: se,
            step_rate_spm: rate,
            step_rate_origin: origin,
            grade_origin: ground.origin.filter(|_| grade.is_finite()),
            motion,
        },
    )
}

/// Whether the errors of a session's grades are shared by all of it.
pub(crate) fn grade_errors(steps: &Steps) -> GradeErrors {
    match steps.ground.origin {
        Some(Origin::Measured | Origin::Estimated) => GradeErrors::AlongTheWay,
        Some(Origin::Assumed) | None => GradeErrors::WholeRun,
    }
}

impl LoadModel {
    /// A piece of a route that nobody has run, at the runner's usual step rate for the speed (or
    /// walked). A grade that nobody knows is "not a number".
    pub fn planned(
        &self,
        way: Length,
        (grade, grade_se): (Grade, Grade),
        (motion, speed): (Motion, Speed),
        baseline: &Baseline,
    ) -> Stretch {
        let speed_m_per_s = speed.as_m_per_s();
        let grade_fraction = grade.as_fraction();
        let usual = if baseline.n_runs > 0 {
            Origin::Estimated
        } else {
            Origin::Assumed
        };
        let (step_rate_spm, origin) = match motion {
            Motion::Walking => (self.walking_spm, Origin::Assumed),
            _ => (baseline.line.at(speed_m_per_s), usual),
        };
        Stretch {
            seconds: way.as_m() / speed_m_per_s,
            metres: way.as_m(),
            speed_m_per_s,
            grade_fraction,
            grade_se_fraction: grade_se.as_fraction(),
            step_rate_spm,
            step_rate_origin: Some(origin),
            grade_origin: grade_fraction.is_finite().then_some(Origin::Estimated),
            motion,
        }
    }

    /// The stretch with a level ground where nobody knows it.
    pub(crate) fn on_known_ground(&self, stretch: Stretch) -> Stretch {
        if stretch.grade_fraction.is_finite() {
            return stretch;
        }
        Stretch {
            grade_fraction: 0.0,
            grade_se_fraction: self.table.unknown_grade.se_fraction,
            grade_origin: None,
            ..stretch
        }
    }
}
