//! What is needed beside the body: steps, walls, rollers, bands.

use super::skeleton::{PERCENT, R_ANKLE, R_HIP, R_KNEE, Skeleton};
use super::space::{Point, add, between, scaled, sub, unit};
use super::view::View;
use super::{FigureError, Landmark};
use crate::svg::{Path, Pen};

/// Something beside the body. Places in percent of body height from the anchor's place on the
/// floor: forward, left, up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Thing {
    /// The floor or a mat under everything, at this height.
    Floor {
        /// Up.
        at_pct: f64,
    },
    /// A step, a bench, a chair, a wall, a mirror: a box between two corners.
    Block {
        /// The lowest corner.
        from_pct: [f64; 3],
        /// The highest corner.
        to_pct: [f64; 3],
        /// How it looks.
        look: Look,
    },
    /// A foam roller, seen along its axis.
    Roller {
        /// Its middle.
        at_pct: [f64; 3],
        /// Half its thickness.
        radius_pct: f64,
    },
    /// A soft cushion, flattened by the foot.
    Cushion {
        /// The middle of its underside.
        at_pct: [f64; 3],
        /// Half its breadth and its height.
        size_pct: [f64; 2],
    },
    /// A part of a machine or a rail.
    Rail {
        /// One end.
        from_pct: [f64; 3],
        /// The other.
        to_pct: [f64; 3],
    },
    /// A plate pressed by the soles of both feet.
    Plate,
    /// A towel on the floor under the right heel.
    Towel,
    /// A line through both hips, which shows whether the pelvis is level.
    PelvisLine,
    /// An elastic band from one thigh or shank to the other.
    Loop {
        /// Whether about the thighs, else about the ankles.
        thighs: bool,
    },
    /// An elastic band from a knee or ankle to something solid.
    Tether {
        /// Where it pulls.
        landmark: Landmark,
        /// Where it is fixed.
        to_pct: [f64; 3],
    },
}

/// How a block looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Solid.
    Solid,
    /// A pane that shows what stands before it.
    Mirror,
    /// Thin and soft.
    Mat,
}

/// How far down a thigh a band sits.
const BAND_ON_THIGH: f64 = 0.82;
/// And down a shank.
const BAND_ON_SHANK: f64 = 0.9;

/// The two ends of what is fastened to the body.
pub(super) fn fastened(
    thing: &Thing,
    body: &Skeleton,
    view: &View,
) -> Option<((f64, f64), (f64, f64))> {
    let [left, right] = &body.legs;
    let (from, to) = match *thing {
        Thing::Loop { thighs: true } => (
            between(left.hip, left.knee, BAND_ON_THIGH),
            between(right.hip, right.knee, BAND_ON_THIGH),
        ),
        Thing::Loop { thighs: false } => (
            between(left.knee, left.ankle, BAND_ON_SHANK),
            between(right.knee, right.ankle, BAND_ON_SHANK),
        ),
        Thing::Tether { landmark, to_pct } => (body.underside(landmark).0, scaled(to_pct, PERCENT)),
        Thing::Plate => {
            let along = unit(sub(right.toe, right.heel))?;
            let sole = sub(right.heel, right.ankle);
            let out = unit(sub(sole, scaled(along, super::space::dot(sole, along))))?;
            let away = scaled(out, 7.0);
            let heel = add(add(right.heel, away), scaled(along, -14.0));
            let toe = add(add(right.toe, away), scaled(along, 14.0));
            (heel, toe)
        }
        Thing::PelvisLine => (left.hip, right.hip),
        Thing::Towel => {
            let [x, y, _] = right.heel;
            ([x - 18.0, y, 1.0], [x + 12.0, y, 1.0])
        }
        _ => return None,
    };
    let (from, to) = (view.seen(from), view.seen(to));
    // A loop goes round both limbs.
    let beyond = match thing {
        Thing::Loop { thighs: true } => R_KNEE + 1.0,
        Thing::Loop { thighs: false } => R_ANKLE + 1.0,
        Thing::PelvisLine => 2.0 * R_HIP,
        _ => 0.0,
    };
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = libm::hypot(dx, dy).max(1e-9);
    let (ux, uy) = (dx / length * beyond, dy / length * beyond);
    Some(((from.0 - ux, from.1 - uy), (to.0 + ux, to.1 + uy)))
}

/// Corners of what stands still, for the frame and the drawing.
pub(super) fn outline(thing: &Thing, view: &View) -> Vec<(f64, f64)> {
    let at = |point: Point| view.seen(scaled(point, PERCENT));
    match *thing {
        Thing::Block {
            from_pct, to_pct, ..
        } => hull(corners(from_pct, to_pct).map(at).to_vec()),
        Thing::Roller { at_pct, radius_pct } => {
            let (x, y) = at(at_pct);
            let r = radius_pct * PERCENT;
            vec![(x - r, y - r), (x + r, y + r)]
        }
        Thing::Cushion { at_pct, size_pct } => {
            let (x, y) = at(at_pct);
            let [half, high] = size_pct.map(|size| size * PERCENT);
            vec![(x - half, y - high), (x + half, y)]
        }
        Thing::Rail { from_pct, to_pct } => vec![at(from_pct), at(to_pct)],
        _ => Vec::new(),
    }
}

fn corners([x0, y0, z0]: Point, [x1, y1, z1]: Point) -> [Point; 8] {
    [
        [x0, y0, z0],
        [x1, y0, z0],
        [x0, y1, z0],
        [x1, y1, z0],
        [x0, y0, z1],
        [x1, y0, z1],
        [x0, y1, z1],
        [x1, y1, z1],
    ]
}

/// The corners that can be seen from outside, in order around.
fn hull(mut points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let side = |o: (f64, f64), a: (f64, f64), b: (f64, f64)| {
        (a.0 - o.0) * (b.1 - o.1) - (a.1 - o.1) * (b.0 - o.0)
    };
    let half = |points: &mut dyn Iterator<Item = (f64, f64)>| {
        let mut chain: Vec<(f64, f64)> = Vec::new();
        for point in points {
            while let [.., o, a] = chain.as_slice()
                && side(*o, *a, point) <= 1e-9
            {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut chain = half(&mut points.iter().copied());
    chain.extend(half(&mut points.iter().rev().copied()));
    chain
}

/// Draws what stands behind the body.
pub(super) fn draw(pen: &mut Pen, thing: &Thing, view: &View, (left, right): (f64, f64)) {
    let at = |point: Point| view.seen(scaled(point, PERCENT));
    match *thing {
        Thing::Floor { at_pct } => {
            let (_, y) = at([0.0, 0.0, at_pct]);
            pen.path("floor", &Path::default().to((left, y)).h(right));
        }
        Thing::Block {
            from_pct,
            to_pct,
            look,
        } => {
            let class = match look {
                Look::Solid => "block",
                Look::Mirror => "pane",
                Look::Mat => "mat",
            };
            let mut points = outline(thing, view).into_iter();
            if let Some(first) = points.next() {
                let path = points.fold(Path::default().to(first), Path::line);
                pen.path(class, &path.closed());
            }
            let [x0, y0, _] = from_pct;
            let [x1, y1, z] = to_pct;
            let top = [[x0, y0, z], [x1, y0, z], [x1, y1, z], [x0, y1, z]].map(at);
            let [a, b, c, d] = top;
            // Its upper side, where the viewer looks down on it.
            if (a.1 - c.1).abs() > 2.0 && (b.0 - d.0).abs() > 2.0 && view.above_deg > 1.0 {
                let path = Path::default().to(a).line(b).line(c).line(d);
                pen.path(class, &path.closed());
            }
        }
        Thing::Roller { at_pct, radius_pct } => {
            pen.circle("block", at(at_pct), radius_pct * PERCENT);
            pen.circle("block", at(at_pct), radius_pct * PERCENT * 0.4);
        }
        Thing::Cushion { at_pct, size_pct } => {
            let (x, y) = at(at_pct);
            let [half, high] = size_pct.map(|size| size * PERCENT);
            let path = Path::default()
                .to((x - half, y))
                .curve(
                    (x - half * 1.1, y - high * 1.2),
                    (x - half * 0.5, y - high),
                    (x, y - high),
                )
                .curve(
                    (x + half * 0.5, y - high),
                    (x + half * 1.1, y - high * 1.2),
                    (x + half, y),
                );
            pen.path("block", &path.closed());
        }
        Thing::Rail { from_pct, to_pct } => {
            let path = Path::default().to(at(from_pct)).line(at(to_pct));
            pen.path("rail", &path);
        }
        Thing::Plate
        | Thing::Towel
        | Thing::PelvisLine
        | Thing::Loop { .. }
        | Thing::Tether { .. } => {}
    }
}

/// What cannot be drawn.
pub(super) fn check(thing: &Thing) -> Result<(), FigureError> {
    let numbers: Vec<f64> = match *thing {
        Thing::Floor { at_pct } => vec![at_pct],
        Thing::Block {
            from_pct, to_pct, ..
        }
        | Thing::Rail { from_pct, to_pct } => [from_pct, to_pct].concat(),
        Thing::Roller { at_pct, radius_pct } => [&at_pct[..], &[radius_pct]].concat(),
        Thing::Cushion { at_pct, size_pct } => [&at_pct[..], &size_pct[..]].concat(),
        Thing::Tether { to_pct, .. } => to_pct.to_vec(),
        Thing::Plate | Thing::Towel | Thing::PelvisLine | Thing::Loop { .. } => Vec::new(),
    };
    if numbers.iter().all(|number| number.is_finite()) {
        Ok(())
    } else {
        Err(FigureError::NotANumber)
    }
}
