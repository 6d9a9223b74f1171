use serde::{Deserialize, Serialize};

use crate::table::{Table, unique};
use crate::{KnowledgeError, Provenance};

/// How each exercise looks: the joint angles of its key poses, seen from one side.
///
/// Degrees for angles, percent of body height for places. All angles zero is standing upright.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureTable {
    /// Seconds that no dose gives.
    pub tempo: FigureTempo,
    /// One for each exercise.
    pub figure: Vec<FigureRow>,
    /// Of the angles and places.
    pub provenance: Provenance,
}

/// Seconds of a figure's movement where the exercise's dose is silent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureTempo {
    /// The quicker way of a lift or a squat.
    pub way_s: f64,
    /// At the end of it.
    pub stay_s: f64,
    /// Lowering, where the dose names none.
    pub lowering_s: f64,
    /// Between two rounds.
    pub pause_s: f64,
    /// A long hold is shown so short.
    pub shown_hold_s: f64,
    /// One way of a swing, or one step.
    pub swing_s: f64,
    /// One way over the roller.
    pub roll_s: f64,
}

/// The figure of one exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureRow {
    /// Id of the exercise.
    pub exercise: String,
    /// Where the viewer stands: degrees about an upright body (0 in front, 90 on its left, -90 on
    /// its right), degrees above the horizon.
    pub view_deg: [f64; 2],
    /// What kind of movement it is: gives the tempo and its words.
    pub motion: Motion,
    /// Which leg works in the drawing.
    pub works: Works,
    /// What stays on its place.
    pub anchor: FigureAnchor,
    /// Key poses; each takes over what it does not say from the one before.
    pub poses: Vec<FigurePose>,
    /// The pose drawn as the end of the movement.
    #[serde(default = "second")]
    pub ghost: usize,
    /// A pose passed half-way between the first and the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<usize>,
    /// What stands beside the body.
    #[serde(default)]
    pub things: Vec<FigureThing>,
    /// An angle to show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub angle: Option<FigureAngle>,
}

const fn second() -> usize {
    1
}

/// What kind of movement a figure shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Motion {
    /// Up, held, slowly down.
    Lift,
    /// Open, held, slowly closed.
    Open,
    /// Slowly down, a moment, up again.
    Lower,
    /// Into a position that is held, and out of it.
    Hold,
    /// To and fro.
    Swing,
    /// One pose after the other, round and round.
    Walk,
    /// Over the roller and back.
    Roll,
}

/// Which leg works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Works {
    /// The left one; for the right knee the drawing is mirrored.
    Left,
    /// The right one; for the left knee the drawing is mirrored.
    Right,
    /// Both at once or in turn.
    Both,
}

/// A place on the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum BodyPart {
    Pelvis,
    Shoulders,
    LeftHip,
    RightHip,
    LeftKnee,
    RightKnee,
    LeftFoot,
    RightFoot,
    LeftToe,
    RightToe,
    LeftElbow,
    RightElbow,
    LeftHand,
    RightHand,
    /// Whichever foot is lower; the pelvis keeps its place above it.
    Feet,
}

/// What rests, and how high.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureAnchor {
    /// What.
    pub part: BodyPart,
    /// Height of its underside above the floor.
    #[serde(default)]
    pub height_pct: f64,
}

/// An angle that is shown with its degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureAngle {
    /// How far the working thigh moves.
    ThighSweep,
    /// How far the working knee is bent at the end.
    KneeBend,
}

/// Joint angles of one key pose. What is `None` is as in the pose before, in the first pose zero.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FigurePose {
    /// Pelvis against upright: leant forward, leant to the right, turned to the left.
    pub pelvis: Option<[f64; 3]>,
    /// Trunk against pelvis: bent forward, to the right, turned to the left.
    pub spine: Option<[f64; 3]>,
    /// Neck bent forward.
    pub neck: Option<f64>,
    /// Both hips: flexion, abduction, rotation inward.
    pub hips: Option<[f64; 3]>,
    /// The left hip.
    pub left_hip: Option<[f64; 3]>,
    /// The right hip.
    pub right_hip: Option<[f64; 3]>,
    /// Both knees bent.
    pub knees: Option<f64>,
    /// The left knee bent.
    pub left_knee: Option<f64>,
    /// The right knee bent.
    pub right_knee: Option<f64>,
    /// Both ankles; "level" where nothing is said.
    pub ankles: Option<Ankle>,
    /// The left ankle.
    pub left_ankle: Option<Ankle>,
    /// The right ankle.
    pub right_ankle: Option<Ankle>,
    /// Both shoulders: flexion, abduction, rotation inward.
    pub shoulders: Option<[f64; 3]>,
    /// The left shoulder.
    pub left_shoulder: Option<[f64; 3]>,
    /// The right shoulder.
    pub right_shoulder: Option<[f64; 3]>,
    /// Both elbows bent.
    pub elbows: Option<f64>,
    /// The left elbow bent.
    pub left_elbow: Option<f64>,
    /// The right elbow bent.
    pub right_elbow: Option<f64>,
    /// The left ankle is held here (forward, left, up of the anchor's place), its knee turned
    /// outward by so much.
    pub left_foot_at: Option<[f64; 4]>,
    /// The right ankle.
    pub right_foot_at: Option<[f64; 4]>,
    /// The left hand is held here, its elbow turned outward by so much.
    pub left_hand_at: Option<[f64; 4]>,
    /// The right hand.
    pub right_hand_at: Option<[f64; 4]>,
    /// The anchor moved: forward, left, up.
    pub shift: Option<[f64; 3]>,
}

/// How a foot stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Ankle {
    /// Toes towards the shin positive.
    Degrees(f64),
    /// Level with the floor.
    Word(Level),
}

/// The one word for an ankle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Level with the floor.
    Level,
}

/// Something beside the body.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum FigureThing {
    /// The floor, or a mat.
    Floor {
        /// Its height.
        #[serde(default)]
        at: f64,
    },
    /// A step, a bench, a wall: between two corners.
    Block {
        /// The lowest corner.
        from: [f64; 3],
        /// The highest.
        to: [f64; 3],
    },
    /// A mat between two corners.
    Mat {
        /// The lowest corner.
        from: [f64; 3],
        /// The highest.
        to: [f64; 3],
    },
    /// A mirror between two corners.
    Mirror {
        /// The lowest corner.
        from: [f64; 3],
        /// The highest.
        to: [f64; 3],
    },
    /// A foam roller across the picture.
    Roller {
        /// Its middle.
        at: [f64; 3],
        /// Half its thickness.
        radius: f64,
    },
    /// A balance cushion.
    Cushion {
        /// The middle of its underside.
        at: [f64; 3],
        /// Half its breadth, and its height.
        size: [f64; 2],
    },
    /// A part of a machine, a rail, a support.
    Rail {
        /// One end.
        from: [f64; 3],
        /// The other.
        to: [f64; 3],
    },
    /// A plate that the soles press.
    Plate,
    /// A towel that slides under the heels.
    Towel,
    /// A line through both hips: whether the pelvis is level.
    PelvisLine,
    /// A band about both thighs just above the knees.
    BandAtKnees,
    /// A band about both ankles.
    BandAtAnkles,
    /// A band from the body to something solid.
    BandTo {
        /// Where it pulls.
        part: BodyPart,
        /// Where it is fixed.
        to: [f64; 3],
    },
}

impl FigureTable {
    /// The figure of an exercise.
    pub fn get(&self, exercise: &str) -> Option<&FigureRow> {
        self.figure.iter().find(|row| row.exercise == exercise)
    }
}

impl FigureRow {
    /// The key poses with everything said that they take over.
    pub fn whole_poses(&self) -> Vec<FigurePose> {
        let mut before = FigurePose::default();
        let each = self.poses.iter().map(|pose| {
            before = pose.over(&before);
            before.clone()
        });
        each.collect()
    }
}

impl FigurePose {
    /// This pose, with what it leaves open from another; both sides spelled out.
    fn over(&self, before: &Self) -> Self {
        let one = |own: Option<f64>, both: Option<f64>, was| own.or(both).or(was);
        let three = |own: Option<[f64; 3]>, both: Option<[f64; 3]>, was| own.or(both).or(was);
        let ankle = |own: Option<Ankle>, was| own.or(self.ankles).or(was);
        Self {
            pelvis: self.pelvis.or(before.pelvis),
            spine: self.spine.or(before.spine),
            neck: self.neck.or(before.neck),
            left_hip: three(self.left_hip, self.hips, before.left_hip),
            right_hip: three(self.right_hip, self.hips, before.right_hip),
            left_knee: one(self.left_knee, self.knees, before.left_knee),
            right_knee: one(self.right_knee, self.knees, before.right_knee),
            left_ankle: ankle(self.left_ankle, before.left_ankle),
            right_ankle: ankle(self.right_ankle, before.right_ankle),
            left_shoulder: three(self.left_shoulder, self.shoulders, before.left_shoulder),
            right_shoulder: three(self.right_shoulder, self.shoulders, before.right_shoulder),
            left_elbow: one(self.left_elbow, self.elbows, before.left_elbow),
            right_elbow: one(self.right_elbow, self.elbows, before.right_elbow),
            left_foot_at: self.left_foot_at.or(before.left_foot_at),
            right_foot_at: self.right_foot_at.or(before.right_foot_at),
            left_hand_at: self.left_hand_at.or(before.left_hand_at),
            right_hand_at: self.right_hand_at.or(before.right_hand_at),
            shift: self.shift.or(before.shift),
            hips: None,
            knees: None,
            ankles: None,
            shoulders: None,
            elbows: None,
        }
    }
}

impl Table for FigureTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        unique(self.figure.iter().map(|row| row.exercise.as_str()))?;
        self.provenance.validate("figures")?;
        let tempo = &self.tempo;
        let all = [
            tempo.way_s,
            tempo.stay_s,
            tempo.lowering_s,
            tempo.pause_s,
            tempo.shown_hold_s,
            tempo.swing_s,
            tempo.roll_s,
        ];
        if !all.iter().all(|seconds| (0.1..=20.0).contains(seconds)) {
            return Err(KnowledgeError::row("tempo", "has a time of no sense"));
        }
        self.figure.iter().try_for_each(validate_row)
    }
}

fn validate_row(row: &FigureRow) -> Result<(), KnowledgeError> {
    let wrong = |reason: &str| Err(KnowledgeError::row(&row.exercise, reason));
    if row.poses.len() < 2 {
        return wrong("needs two key poses");
    }
    if row.ghost == 0 || row.ghost >= row.poses.len() {
        return wrong("shows the end in a pose that it does not have");
    }
    let knees = row.whole_poses();
    let mut knees = knees
        .iter()
        .flat_map(|pose| [pose.left_knee, pose.right_knee]);
    if knees.any(|knee| knee.is_some_and(|degrees| !(0.0..=150.0).contains(&degrees))) {
        return wrong("bends a knee the wrong way or too far");
    }
    Ok(())
}
