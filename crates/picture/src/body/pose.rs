use super::FigureError;

/// The angles of all joints at one moment. Degrees throughout; lengths in percent of body height.
///
/// All angles zero is a body standing upright with its arms at its sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Pose {
    /// The pelvis against upright: leant forward, leant to the right, turned to the left.
    pub pelvis_deg: [f64; 3],
    /// The trunk against the pelvis: bent forward, to the right, turned to the left.
    pub spine_deg: [f64; 3],
    /// The neck bent forward.
    pub neck_deg: f64,
    /// Left and right arm.
    pub arms: [Limb; 2],
    /// Left and right leg.
    pub legs: [Limb; 2],
    /// Where the anchor stands against its place: forward, left, up.
    pub shift_pct: [f64; 3],
}

/// An arm or a leg.
#[derive(Clone, Debug, PartialEq)]
pub struct Limb {
    /// Hip or shoulder: flexion (forward), abduction (outward), rotation (inward).
    pub root_deg: [f64; 3],
    /// Flexion of knee or elbow; never below zero.
    pub hinge_deg: f64,
    /// The foot.
    pub end: End,
    /// Where ankle or hand is held; root and hinge then follow from it.
    pub held: Option<Held>,
}

/// How a foot stands. A hand has no joint of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// The ankle's angle, toes towards the shin positive.
    Ankle(f64),
    /// Level, whatever the shank does.
    Level,
}

/// A hand or ankle that stays where it is put.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Forward, left and up of the place of the anchor on the floor.
    pub at_pct: [f64; 3],
    /// How far the knee turns outward from straight ahead, the elbow from straight back.
    pub swivel_deg: f64,
}

fn mix(a: f64, b: f64, share: f64) -> f64 {
    a + (b - a) * share
}

fn mix3([ax, ay, az]: [f64; 3], [bx, by, bz]: [f64; 3], share: f64) -> [f64; 3] {
    [mix(ax, bx, share), mix(ay, by, share), mix(az, bz, share)]
}

impl Pose {
    /// The pose on the way to another, `share` of the way along.
    ///
    /// # Errors
    /// When a limb is held in one of them only: there is no way between the two.
    pub(super) fn towards(&self, other: &Self, share: f64) -> Result<Self, FigureError> {
        let pair = |[a, b]: &[Limb; 2], [c, d]: &[Limb; 2]| -> Result<[Limb; 2], FigureError> {
            Ok([a.towards(c, share)?, b.towards(d, share)?])
        };
        Ok(Self {
            pelvis_deg: mix3(self.pelvis_deg, other.pelvis_deg, share),
            spine_deg: mix3(self.spine_deg, other.spine_deg, share),
            neck_deg: mix(self.neck_deg, other.neck_deg, share),
            arms: pair(&self.arms, &other.arms)?,
            legs: pair(&self.legs, &other.legs)?,
            shift_pct: mix3(self.shift_pct, other.shift_pct, share),
        })
    }
}

impl Limb {
    fn towards(&self, other: &Self, share: f64) -> Result<Self, FigureError> {
        let held = match (self.held, other.held) {
            (None, None) => None,
            (Some(a), Some(b)) => Some(Held {
                at_pct: mix3(a.at_pct, b.at_pct, share),
                swivel_deg: mix(a.swivel_deg, b.swivel_deg, share),
            }),
            _ => return Err(FigureError::HeldInOnePose),
        };
        let end = match (self.end, other.end) {
            (End::Level, End::Level) => End::Level,
            (End::Ankle(a), End::Ankle(b)) => End::Ankle(mix(a, b, share)),
            _ => return Err(FigureError::HeldInOnePose),
        };
        Ok(Self {
            root_deg: mix3(self.root_deg, other.root_deg, share),
            hinge_deg: mix(self.hinge_deg, other.hinge_deg, share),
            end,
            held,
        })
    }
}
