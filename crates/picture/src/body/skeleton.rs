//! Where every joint is, from the angles.

use super::pose::{End, Limb, Pose};
use super::space::{Frame, Point, add, cross, dot, length, scaled, sub, unit};
use super::{Anchor, FigureError, Landmark};

/// Height of the body in units of the drawing. One percent of it is three units.
pub(super) const HEIGHT: f64 = 300.0;
pub(super) const PERCENT: f64 = HEIGHT / 100.0;

// Lengths as shares of the height: segment lengths by Drillis and Contini, as in Winter,
// Biomechanics and Motor Control of Human Movement; breadths are the project's own drawing.
pub(super) const THIGH: f64 = 0.245 * HEIGHT;
pub(super) const SHANK: f64 = 0.246 * HEIGHT;
pub(super) const TRUNK: f64 = 0.288 * HEIGHT;
pub(super) const UPPER_ARM: f64 = 0.186 * HEIGHT;
pub(super) const FOREARM: f64 = 0.150 * HEIGHT;
const NECK: f64 = 0.113 * HEIGHT;
const HIP_OUT: f64 = 0.048 * HEIGHT;
const SHOULDER_OUT: f64 = 0.1 * HEIGHT;
const HEEL_BACK: f64 = 0.018 * HEIGHT;
const TOE_AHEAD: f64 = 0.075 * HEIGHT;
const SOLE_DOWN: f64 = 0.022 * HEIGHT;

// Half widths in units of the drawing.
pub(super) const R_HEAD: f64 = 0.062 * HEIGHT;
pub(super) const R_HIP: f64 = 15.0;
pub(super) const R_KNEE: f64 = 10.25;
pub(super) const R_ANKLE: f64 = 6.5;
pub(super) const R_HEEL: f64 = 4.5;
pub(super) const R_TOE: f64 = 4.5;
pub(super) const R_SHOULDER: f64 = 7.5;
pub(super) const R_ELBOW: f64 = 6.0;
pub(super) const R_HAND: f64 = 4.5;
pub(super) const R_PELVIS: f64 = 17.0;
pub(super) const R_CHEST: f64 = 15.0;

/// An arm: shoulder, elbow, hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arm {
    pub shoulder: Point,
    pub elbow: Point,
    pub hand: Point,
}

/// A leg: hip, knee, ankle, heel and the end of the toes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leg {
    pub hip: Point,
    pub knee: Point,
    pub ankle: Point,
    pub heel: Point,
    pub toe: Point,
}

/// All joints in space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Skeleton {
    pub pelvis: Point,
    pub chest: Point,
    pub head: Point,
    /// Left and right side of the trunk, below and above.
    pub flanks: [(Point, Point); 2],
    pub arms: [Arm; 2],
    pub legs: [Leg; 2],
}

/// Left is +1 along y, right -1.
pub(super) const SIDES: [f64; 2] = [1.0, -1.0];

impl Skeleton {
    /// Every joint of a pose, with the anchor on its place.
    ///
    /// # Errors
    /// When a held hand or foot is out of reach, or the anchor hangs on a held limb.
    pub fn of(pose: &Pose, anchor: Anchor) -> Result<Self, FigureError> {
        let [forward, right, left] = pose.pelvis_deg;
        let pelvis = Frame::UPRIGHT
            .turned_left(left)
            .leant_forward(forward)
            .leant_right(right);
        let [forward, right, left] = pose.spine_deg;
        let trunk = pelvis
            .leant_forward(forward)
            .leant_right(right)
            .turned_left(left);
        let free = Self::placed([0.0; 3], &pelvis, &trunk, pose, true)?;
        let at = free.anchored(anchor, pose)?;
        let here = scaled(pose.shift_pct, PERCENT);
        let origin = sub(add([0.0, 0.0, anchor.height_pct * PERCENT], here), at);
        Self::placed(origin, &pelvis, &trunk, pose, false)
    }

    fn placed(
        origin: Point,
        pelvis: &Frame,
        trunk: &Frame,
        pose: &Pose,
        free: bool,
    ) -> Result<Self, FigureError> {
        let chest = add(origin, trunk.way(0.0, 0.0, TRUNK));
        let neck = trunk.leant_forward(pose.neck_deg);
        let [left_leg, right_leg] = &pose.legs;
        let [left_arm, right_arm] = &pose.arms;
        let leg = |limb: &Limb, side: f64| {
            let hip = add(origin, pelvis.way(0.0, side * HIP_OUT, 0.0));
            leg(hip, pelvis, limb, side, free)
        };
        let arm = |limb: &Limb, side: f64| {
            let shoulder = add(chest, trunk.way(0.0, side * SHOULDER_OUT, -4.0));
            arm(shoulder, trunk, limb, side, free)
        };
        let flank = |side: f64| {
            (
                add(origin, pelvis.way(0.0, side * 0.8 * HIP_OUT, 0.0)),
                add(
                    chest,
                    trunk.way(0.0, side * (SHOULDER_OUT - R_CHEST + 2.0), -2.0),
                ),
            )
        };
        let [l, r] = SIDES;
        Ok(Self {
            pelvis: origin,
            chest,
            head: add(chest, neck.way(0.0, 0.0, NECK)),
            flanks: [flank(l), flank(r)],
            arms: [arm(left_arm, l)?, arm(right_arm, r)?],
            legs: [leg(left_leg, l)?, leg(right_leg, r)?],
        })
    }

    /// How high the lowest edge of the body is above the floor, units.
    pub fn lowest(&self) -> f64 {
        let leg = |leg: &Leg| {
            [
                (leg.hip, R_HIP),
                (leg.knee, R_KNEE),
                (leg.ankle, R_ANKLE),
                (leg.heel, R_HEEL),
                (leg.toe, R_TOE),
            ]
        };
        let arm = |arm: &Arm| [(arm.elbow, R_ELBOW), (arm.hand, R_HAND)];
        let trunk = [
            (self.pelvis, R_PELVIS),
            (self.chest, R_CHEST),
            (self.head, R_HEAD),
        ];
        self.legs
            .iter()
            .flat_map(leg)
            .chain(self.arms.iter().flat_map(arm))
            .chain(trunk)
            .map(|([.., up], radius)| up - radius)
            .fold(f64::MAX, f64::min)
    }

    /// The place of a landmark that rests on something: its point, lowered to its underside.
    fn anchored(&self, anchor: Anchor, pose: &Pose) -> Result<Point, FigureError> {
        let [left_leg, right_leg] = &pose.legs;
        let [left_arm, right_arm] = &pose.arms;
        let held = match anchor.landmark {
            Landmark::LeftFoot | Landmark::LeftToe | Landmark::LeftKnee => left_leg.held,
            Landmark::RightFoot | Landmark::RightToe | Landmark::RightKnee => right_leg.held,
            Landmark::LeftElbow | Landmark::LeftHand => left_arm.held,
            Landmark::RightElbow | Landmark::RightHand => right_arm.held,
            Landmark::Feet => left_leg.held.or(right_leg.held),
            _ => None,
        };
        if held.is_some() {
            return Err(FigureError::AnchorIsHeld);
        }
        let (point, below) = self.underside(anchor.landmark);
        Ok(sub(point, [0.0, 0.0, below]))
    }

    /// A landmark and how far its underside is below it.
    pub fn underside(&self, landmark: Landmark) -> (Point, f64) {
        let [left_leg, right_leg] = &self.legs;
        let [left_arm, right_arm] = &self.arms;
        match landmark {
            Landmark::Pelvis => (self.pelvis, R_PELVIS),
            Landmark::Shoulders => (self.chest, R_CHEST),
            Landmark::LeftHip => (left_leg.hip, R_HIP),
            Landmark::RightHip => (right_leg.hip, R_HIP),
            Landmark::LeftKnee => (left_leg.knee, R_KNEE),
            Landmark::RightKnee => (right_leg.knee, R_KNEE),
            Landmark::LeftFoot => (left_leg.ankle, left_leg.sole()),
            Landmark::RightFoot => (right_leg.ankle, right_leg.sole()),
            Landmark::LeftToe => (left_leg.toe, R_TOE),
            Landmark::RightToe => (right_leg.toe, R_TOE),
            Landmark::LeftElbow => (left_arm.elbow, R_ELBOW),
            Landmark::RightElbow => (right_arm.elbow, R_ELBOW),
            Landmark::LeftHand => (left_arm.hand, R_HAND),
            Landmark::RightHand => (right_arm.hand, R_HAND),
            Landmark::Feet => {
                let [.., pelvis] = self.pelvis;
                let below = |leg: &Leg| {
                    let [.., ankle] = leg.ankle;
                    pelvis - ankle + leg.sole()
                };
                (self.pelvis, below(left_leg).max(below(right_leg)))
            }
        }
    }
}

impl Leg {
    /// How far the sole's lowest edge is below the ankle.
    fn sole(&self) -> f64 {
        let ([.., ankle], [.., heel], [.., toe]) = (self.ankle, self.heel, self.toe);
        (ankle - heel + R_HEEL).max(ankle - toe + R_TOE)
    }
}

fn leg(hip: Point, pelvis: &Frame, limb: &Limb, side: f64, free: bool) -> Result<Leg, FigureError> {
    let (knee, ankle, shank) = match limb.held {
        Some(held) if !free => {
            let forward = pelvis.forward;
            let out = scaled(pelvis.left, side);
            let at = scaled(held.at_pct, PERCENT);
            let bend = Bend {
                from: hip,
                to: at,
                lengths: (THIGH, SHANK),
                towards: (forward, out),
            };
            let (knee, towards) = bend.hinge(held.swivel_deg)?;
            let up = unit(sub(knee, at)).unwrap_or(pelvis.up);
            let left = unit(cross(towards, sub(at, hip))).unwrap_or(pelvis.left);
            let forward = cross(left, up);
            (knee, at, Frame { forward, left, up })
        }
        _ => {
            let [flexion, abduction, inward] = limb.root_deg;
            let thigh = pelvis
                .leant_forward(-flexion)
                .leant_right(side * abduction)
                .turned_left(-side * inward);
            let knee = add(hip, thigh.way(0.0, 0.0, -THIGH));
            let shank = thigh.leant_forward(limb.hinge_deg);
            (knee, add(knee, shank.way(0.0, 0.0, -SHANK)), shank)
        }
    };
    let foot = match limb.end {
        End::Ankle(degrees) => shank.leant_forward(-degrees),
        End::Level => level(&shank),
    };
    Ok(Leg {
        hip,
        knee,
        ankle,
        heel: add(ankle, foot.way(-HEEL_BACK, 0.0, -SOLE_DOWN)),
        toe: add(ankle, foot.way(TOE_AHEAD, 0.0, -SOLE_DOWN)),
    })
}

/// Level with the floor, pointing where the shank points.
fn level(shank: &Frame) -> Frame {
    let [x, y, _] = shank.forward;
    let forward = unit([x, y, 0.0]).unwrap_or(Frame::UPRIGHT.forward);
    let up = Frame::UPRIGHT.up;
    Frame {
        forward,
        left: cross(up, forward),
        up,
    }
}

fn arm(
    shoulder: Point,
    trunk: &Frame,
    limb: &Limb,
    side: f64,
    free: bool,
) -> Result<Arm, FigureError> {
    let (elbow, hand) = match limb.held {
        Some(held) if !free => {
            let at = scaled(held.at_pct, PERCENT);
            let bend = Bend {
                from: shoulder,
                to: at,
                lengths: (UPPER_ARM, FOREARM),
                towards: (scaled(trunk.forward, -1.0), scaled(trunk.left, side)),
            };
            (bend.hinge(held.swivel_deg)?.0, at)
        }
        _ => {
            let [flexion, abduction, inward] = limb.root_deg;
            let upper = trunk
                .leant_forward(-flexion)
                .leant_right(side * abduction)
                .turned_left(-side * inward);
            let elbow = add(shoulder, upper.way(0.0, 0.0, -UPPER_ARM));
            let fore = upper.leant_forward(-limb.hinge_deg);
            (elbow, add(elbow, fore.way(0.0, 0.0, -FOREARM)))
        }
    };
    Ok(Arm {
        shoulder,
        elbow,
        hand,
    })
}

/// Two segments that reach from one point to another.
struct Bend {
    from: Point,
    to: Point,
    lengths: (f64, f64),
    /// Where the hinge goes at a swivel of 0 and of 90 degrees.
    towards: (Point, Point),
}

impl Bend {
    /// The hinge and the direction in which it stands off the straight line.
    fn hinge(&self, swivel_deg: f64) -> Result<(Point, Point), FigureError> {
        let (upper, lower) = self.lengths;
        let way = sub(self.to, self.from);
        let reach = length(way);
        let (least, most) = ((upper - lower).abs(), upper + lower);
        let axis = unit(way).filter(|_| (least..=most).contains(&reach));
        let axis = axis.ok_or(FigureError::OutOfReach {
            needed_pct: reach / PERCENT,
            most_pct: most / PERCENT,
        })?;
        let across = |towards: Point| unit(sub(towards, scaled(axis, dot(towards, axis))));
        let (first, second) = self.towards;
        let ahead = across(first).or_else(|| across(second)).unwrap_or(axis);
        let aside = cross(axis, ahead);
        let aside = if dot(aside, second) < 0.0 {
            scaled(aside, -1.0)
        } else {
            aside
        };
        let (sin, cos) = super::space::turn(swivel_deg);
        let towards = add(scaled(ahead, cos), scaled(aside, sin));
        let along = (upper * upper + reach * reach - lower * lower) / (2.0 * reach);
        let off = libm::sqrt((upper * upper - along * along).max(0.0));
        let hinge = add(add(self.from, scaled(axis, along)), scaled(towards, off));
        Ok((hinge, towards))
    }
}
