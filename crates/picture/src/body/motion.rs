//! How the body moves: samples over the time, and the rules that play them.

use std::fmt::Write as _;

use super::FigureError;
use super::pose::Pose;
use crate::svg::{decimals, unit};

/// Samples of one way from pose to pose.
const SAMPLES: u32 = 6;

/// One part of the motion: the way to a pose, and the stay there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// The pose by its place in the list.
    pub to: usize,
    /// A pose passed half-way.
    pub via: Option<usize>,
    /// Seconds on the way.
    pub way_s: f64,
    /// Seconds there.
    pub stay_s: f64,
}

/// The body at one moment of the motion.
pub(super) struct Sample {
    pub at_s: f64,
    pub pose: Pose,
}

/// The poses over one round, which begins and ends in the first pose.
///
/// # Errors
/// When a move names a pose that is not there, or takes no time.
pub(super) fn samples(poses: &[Pose], moves: &[Move]) -> Result<Vec<Sample>, FigureError> {
    let first = poses.first().ok_or(FigureError::TooFewPoses)?;
    let mut out = vec![Sample {
        at_s: 0.0,
        pose: first.clone(),
    }];
    let (mut now, mut from) = (0.0, first);
    for step in moves {
        let pose = |idx: usize| poses.get(idx).ok_or(FigureError::NoSuchPose(idx));
        let to = pose(step.to)?;
        let via = step.via.map(pose).transpose()?;
        let takes_time = step.way_s > 0.0 && step.stay_s >= 0.0;
        if !takes_time || !(step.way_s + step.stay_s).is_finite() {
            return Err(FigureError::NoTime);
        }
        for idx in 1..=SAMPLES {
            let share = f64::from(idx) / f64::from(SAMPLES);
            // Starts and ends gently.
            let eased = 0.5 - 0.5 * libm::cos(std::f64::consts::PI * share);
            out.push(Sample {
                at_s: now + step.way_s * share,
                pose: match via {
                    Some(via) if eased < 0.5 => from.towards(via, eased * 2.0)?,
                    Some(via) => via.towards(to, eased * 2.0 - 1.0)?,
                    None => from.towards(to, eased)?,
                },
            });
        }
        now += step.way_s;
        if step.stay_s > 0.0 {
            now += step.stay_s;
            out.push(Sample {
                at_s: now,
                pose: to.clone(),
            });
        }
        from = to;
    }
    Ok(out)
}

/// Where one shape is at one moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub at_s: f64,
    pub at: (f64, f64),
    pub degrees: f64,
    /// Length against that of the first pose.
    pub stretch: f64,
}

/// The rule that moves one shape; `None` when it stands still.
pub(super) fn keyframes(name: &str, track: &[Placed], is_joint: bool) -> Option<String> {
    let total = track.last()?.at_s;
    let first = track.first()?;
    let mut frames = String::new();
    let (mut before, mut moves) = (first.degrees, false);
    for placed in track {
        let mut degrees = placed.degrees;
        // The short way round.
        while degrees - before > 180.0 {
            degrees -= 360.0;
        }
        while degrees - before < -180.0 {
            degrees += 360.0;
        }
        before = degrees;
        let apart = libm::hypot(placed.at.0 - first.at.0, placed.at.1 - first.at.1);
        moves |= apart > 0.1;
        moves |= !is_joint
            && ((degrees - first.degrees).abs() > 0.1
                || (placed.stretch - first.stretch).abs() > 0.004);
        let _ = write!(
            frames,
            "{}%{{transform:translate({}px,{}px)",
            unit(placed.at_s / total * 100.0),
            unit(placed.at.0),
            unit(placed.at.1),
        );
        if !is_joint {
            let _ = write!(
                frames,
                " rotate({}deg) scaleX({})",
                unit(degrees),
                decimals(placed.stretch, 3)
            );
        }
        frames.push('}');
    }
    moves.then(|| {
        format!(
            "@keyframes {name}{{{frames}}}\n.{name}{{animation:{name} {}s linear infinite}}\n",
            decimals(total, 2)
        )
    })
}
