//! The body as shapes: tapered bones with round joints, in layers.

use super::skeleton::{
    R_ANKLE, R_CHEST, R_ELBOW, R_HAND, R_HEAD, R_HEEL, R_HIP, R_KNEE, R_PELVIS, R_SHOULDER, R_TOE,
    Skeleton,
};
use super::space::{Point, sub};
use super::view::View;

/// How much nearer than the trunk a limb must be to stand before it.
const APART: f64 = 2.0;

/// What covers what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    Far,
    Level,
    Near,
}

impl Layer {
    pub const ALL: [Self; 3] = [Self::Far, Self::Level, Self::Near];

    pub const fn class(self) -> &'static str {
        match self {
            Self::Far => "far",
            Self::Level => "level",
            Self::Near => "near",
        }
    }
}

/// One shape as it is seen: a bone, or a joint where both ends are one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub layer: Layer,
    pub from: (f64, f64),
    pub to: (f64, f64),
    pub r_from: f64,
    pub r_to: f64,
    pub is_joint: bool,
}

impl Shape {
    pub fn length(&self) -> f64 {
        let ((x0, y0), (x1, y1)) = (self.from, self.to);
        libm::hypot(x1 - x0, y1 - y0)
    }

    /// Direction on the picture, clockwise from the right.
    pub fn degrees(&self) -> f64 {
        let ((x0, y0), (x1, y1)) = (self.from, self.to);
        libm::atan2(y1 - y0, x1 - x0).to_degrees()
    }

    /// How far its ends are from those of another.
    pub fn moved(&self, other: &Self) -> f64 {
        let apart = |a: (f64, f64), b: (f64, f64)| libm::hypot(a.0 - b.0, a.1 - b.1);
        apart(self.from, other.from) + apart(self.to, other.to)
    }
}

/// Which layer each limb is in; the same in every pose, so that no limb jumps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layers {
    arms: [Layer; 2],
    legs: [Layer; 2],
}

impl Layers {
    pub fn of(first: &Skeleton, view: &View) -> Self {
        let layer = |limb: Point, trunk: Point| {
            let nearer = view.nearness(sub(limb, trunk));
            if nearer > APART {
                Layer::Near
            } else if nearer < -APART {
                Layer::Far
            } else {
                Layer::Level
            }
        };
        Self {
            arms: first.arms.map(|arm| layer(arm.shoulder, first.chest)),
            legs: first.legs.map(|leg| layer(leg.hip, first.pelvis)),
        }
    }
}

/// Every shape of a body, always in the same order.
pub(super) fn shapes(body: &Skeleton, layers: Layers, view: &View) -> Vec<Shape> {
    let mut out = Vec::with_capacity(40);
    let bone = |layer, from: Point, to: Point, r_from: f64, r_to: f64| Shape {
        layer,
        from: view.seen(from),
        to: view.seen(to),
        r_from,
        r_to,
        is_joint: false,
    };
    let joint = |layer, at: Point, radius: f64| Shape {
        layer,
        from: view.seen(at),
        to: view.seen(at),
        r_from: radius,
        r_to: radius,
        is_joint: true,
    };
    for (leg, layer) in body.legs.iter().zip(layers.legs) {
        out.extend([
            bone(layer, leg.ankle, leg.toe, R_ANKLE - 0.5, R_TOE),
            bone(layer, leg.heel, leg.toe, R_HEEL, R_TOE),
            bone(layer, leg.ankle, leg.heel, R_ANKLE, R_HEEL),
            joint(layer, leg.heel, R_HEEL),
            joint(layer, leg.toe, R_TOE),
            joint(layer, leg.ankle, R_ANKLE),
            bone(layer, leg.knee, leg.ankle, R_KNEE, R_ANKLE),
            joint(layer, leg.knee, R_KNEE),
            bone(layer, leg.hip, leg.knee, R_HIP, R_KNEE),
            joint(layer, leg.hip, R_HIP),
        ]);
    }
    let trunk = Layer::Level;
    out.extend([
        bone(trunk, body.chest, body.head, 6.5, 6.5),
        joint(trunk, body.head, R_HEAD),
        bone(trunk, body.pelvis, body.chest, R_PELVIS, R_CHEST),
        joint(trunk, body.pelvis, R_PELVIS),
        joint(trunk, body.chest, R_CHEST),
    ]);
    for (below, above) in body.flanks {
        out.extend([
            bone(trunk, below, above, R_PELVIS, R_CHEST - 1.0),
            joint(trunk, below, R_PELVIS),
            joint(trunk, above, R_CHEST - 1.0),
        ]);
    }
    for (arm, layer) in body.arms.iter().zip(layers.arms) {
        out.extend([
            bone(layer, arm.elbow, arm.hand, R_ELBOW, R_HAND),
            joint(layer, arm.hand, R_HAND),
            joint(layer, arm.elbow, R_ELBOW),
            bone(layer, arm.shoulder, arm.elbow, R_SHOULDER, R_ELBOW),
            joint(layer, arm.shoulder, R_SHOULDER),
        ]);
    }
    out
}
