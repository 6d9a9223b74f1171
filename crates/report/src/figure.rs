//! An exercise as a moving line figure: its key poses from the tables, its tempo from the dose.

use trochlea_knowledge::{
    Ankle, BodyPart, Dose, Exercise, FigureAngle, FigurePose, FigureRow, FigureTempo, FigureThing,
    Message, Motion, Works,
};
use trochlea_picture::Label;
use trochlea_picture::body::{
    Anchor, AngleOf, End, Figure, FigureDrawing, FigureError, Held, Landmark, Limb, Look, Move,
    Pose, ShownAngle, Thing, View,
};
use trochlea_quantity::Side;

/// The figure of an exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct ExerciseFigure {
    /// The drawing and what moves it.
    pub drawing: FigureDrawing,
    /// The name that begins its style rules.
    pub class: String,
    /// One round of the movement, part by part.
    pub tempo: Vec<TempoPart>,
}

/// One part of the tempo.
#[derive(Clone, Debug, PartialEq)]
pub struct TempoPart {
    /// What is done.
    pub what: Message,
    /// How long it is done; a long hold is longer than the figure shows.
    pub seconds: f64,
    /// How long the figure takes for it.
    pub shown_s: f64,
    /// Whether this is the part that works: drawn stronger.
    pub works: bool,
}

impl ExerciseFigure {
    /// One round in seconds, the pause before the next included.
    pub fn round_s(&self, tempo: &FigureTempo) -> f64 {
        let parts = self.tempo.iter().map(|part| part.shown_s);
        parts.sum::<f64>() + tempo.pause_s
    }
}

/// Draws an exercise, for the knee that it is done for.
///
/// `title` says what is seen.
///
/// # Errors
/// When the row describes no body; a test draws every row.
pub fn exercise_figure(
    exercise: &Exercise,
    row: &FigureRow,
    tempo: &FigureTempo,
    side: Side,
    title: &str,
) -> Result<ExerciseFigure, FigureError> {
    let poses: Vec<Pose> = row.whole_poses().iter().map(pose).collect();
    let things: Vec<Thing> = row.things.iter().map(thing).collect();
    let parts = tempo_parts(row, &exercise.dose, tempo);
    let degrees = angle_words(&exercise.dose);
    let class = exercise.id.replace('_', "-");
    let moves = moves(row, &parts, tempo);
    let figure = Figure {
        label: Label {
            id: &class,
            title,
            desc: "",
        },
        class: &class,
        view: view(row, side),
        anchor: anchor(row),
        poses: &poses,
        ghost: row.ghost,
        moves: &moves,
        things: &things,
        angle: shown(row, &degrees),
    };
    Ok(ExerciseFigure {
        drawing: figure.draw()?,
        class: class.clone(),
        tempo: parts,
    })
}

/// What can be measured on the poses of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasuredFigure {
    /// The angle of the working leg that it shows, degrees.
    pub angle_deg: Option<f64>,
    /// How high the lowest edge of the body is in each key pose, percent of body height.
    pub lowest_pct: Vec<f64>,
}

/// Measures the poses of a row, without drawing them.
///
/// # Errors
/// As [`exercise_figure`].
pub fn measured_figure(row: &FigureRow) -> Result<MeasuredFigure, FigureError> {
    let poses: Vec<Pose> = row.whole_poses().iter().map(pose).collect();
    let figure = Figure {
        label: Label {
            id: "measured",
            title: "measured",
            desc: "",
        },
        class: "measured",
        view: view(row, Side::Right),
        anchor: anchor(row),
        poses: &poses,
        ghost: row.ghost,
        moves: &[],
        things: &[],
        angle: None,
    };
    let measure = |of: FigureAngle| figure.measured_deg(angle_of(of), row.works != Works::Left);
    Ok(MeasuredFigure {
        angle_deg: row.angle.map(measure).transpose()?,
        lowest_pct: figure.lowest_pct()?,
    })
}

const fn anchor(row: &FigureRow) -> Anchor {
    Anchor {
        landmark: landmark(row.anchor.part),
        height_pct: row.anchor.height_pct,
    }
}

const fn view(row: &FigureRow, side: Side) -> View {
    let [from_deg, above_deg] = row.view_deg;
    View {
        from_deg,
        above_deg,
        mirrored: matches!(
            (row.works, side),
            (Works::Left, Side::Right) | (Works::Right, Side::Left)
        ),
    }
}

fn shown<'a>(row: &FigureRow, degrees: &'a str) -> Option<ShownAngle<'a>> {
    let of = row.angle.filter(|_| !degrees.is_empty())?;
    Some(ShownAngle {
        of: angle_of(of),
        right: row.works != Works::Left,
        words: degrees,
    })
}

const fn angle_of(angle: FigureAngle) -> AngleOf {
    match angle {
        FigureAngle::ThighSweep => AngleOf::ThighSweep,
        FigureAngle::KneeBend => AngleOf::KneeBend,
    }
}

/// "45°" or "45–60°".
fn angle_words(dose: &Dose) -> String {
    match dose.angle_deg {
        Some([from, to]) if from == to => format!("{from}°"),
        Some([from, to]) => format!("{from}–{to}°"),
        None => String::new(),
    }
}

/// What is done for how long, from the dose; the table's own tempo where the dose is silent.
fn tempo_parts(row: &FigureRow, dose: &Dose, tempo: &FigureTempo) -> Vec<TempoPart> {
    let slow_s = dose.lowering_s.map_or(tempo.lowering_s, f64::from);
    let hold_s = dose.hold_s.map(|[from, _]| f64::from(from));
    let part = |what: &'static str, seconds: f64, works: bool| TempoPart {
        what: Message::new(what),
        seconds,
        shown_s: seconds.min(tempo.shown_hold_s.max(slow_s).max(tempo.roll_s)),
        works,
    };
    let stay_s = hold_s.unwrap_or(tempo.stay_s);
    match row.motion {
        Motion::Lift => vec![
            part("figure-tempo-up", tempo.way_s, false),
            part("figure-tempo-hold", stay_s, false),
            part("figure-tempo-lower", slow_s, true),
        ],
        Motion::Open => vec![
            part("figure-tempo-open", tempo.way_s, false),
            part("figure-tempo-hold", stay_s, false),
            part("figure-tempo-close", slow_s, true),
        ],
        Motion::Lower => vec![
            part("figure-tempo-down", slow_s, true),
            part("figure-tempo-hold", tempo.stay_s, false),
            part("figure-tempo-up-again", tempo.way_s, false),
        ],
        Motion::Hold => vec![
            part("figure-tempo-into", tempo.way_s, false),
            TempoPart {
                shown_s: tempo.shown_hold_s,
                ..part(
                    "figure-tempo-hold",
                    hold_s.unwrap_or(tempo.shown_hold_s),
                    true,
                )
            },
            part("figure-tempo-out", tempo.way_s, false),
        ],
        Motion::Swing => vec![
            part("figure-tempo-there", tempo.swing_s, true),
            part("figure-tempo-back", tempo.swing_s, true),
        ],
        Motion::Roll => vec![
            part("figure-tempo-there-slowly", tempo.roll_s, true),
            part("figure-tempo-back-slowly", tempo.roll_s, true),
        ],
        Motion::Walk => {
            let steps = row.poses.len();
            let step = |_| part("figure-tempo-step", tempo.swing_s, true);
            (0..steps).map(step).collect()
        }
    }
}

fn moves(row: &FigureRow, parts: &[TempoPart], tempo: &FigureTempo) -> Vec<Move> {
    let shown = |idx: usize| parts.get(idx).map_or(tempo.way_s, |part| part.shown_s);
    let via = row.via;
    let to = |to: usize, way_s: f64, stay_s: f64| Move {
        to,
        via,
        way_s,
        stay_s,
    };
    match row.motion {
        Motion::Lift | Motion::Open | Motion::Lower | Motion::Hold => vec![
            to(row.ghost, shown(0), shown(1)),
            to(0, shown(2), tempo.pause_s),
        ],
        Motion::Swing | Motion::Roll => {
            vec![to(row.ghost, shown(0), 0.0), to(0, shown(1), tempo.pause_s)]
        }
        Motion::Walk => {
            let n_poses = row.poses.len();
            let to = |to: usize, way_s: f64, stay_s: f64| Move {
                to,
                via: None,
                way_s,
                stay_s,
            };
            let around = (1..n_poses).chain([0]);
            let last_stay = |at: usize| if at == 0 { tempo.pause_s } else { 0.0 };
            around
                .map(|at| to(at, tempo.swing_s, last_stay(at)))
                .collect()
        }
    }
}

fn pose(row: &FigurePose) -> Pose {
    let held = |at: Option<[f64; 4]>| {
        at.map(|[forward, left, up, swivel_deg]| Held {
            at_pct: [forward, left, up],
            swivel_deg,
        })
    };
    let limb = |root: Option<[f64; 3]>, hinge: Option<f64>, end, at| Limb {
        root_deg: root.unwrap_or_default(),
        hinge_deg: hinge.unwrap_or_default(),
        end,
        held: held(at),
    };
    let end = |ankle: Option<Ankle>| match ankle {
        Some(Ankle::Degrees(degrees)) => End::Ankle(degrees),
        Some(Ankle::Word(_)) | None => End::Level,
    };
    Pose {
        pelvis_deg: row.pelvis.unwrap_or_default(),
        spine_deg: row.spine.unwrap_or_default(),
        neck_deg: row.neck.unwrap_or_default(),
        arms: [
            limb(
                row.left_shoulder,
                row.left_elbow,
                End::Ankle(0.0),
                row.left_hand_at,
            ),
            limb(
                row.right_shoulder,
                row.right_elbow,
                End::Ankle(0.0),
                row.right_hand_at,
            ),
        ],
        legs: [
            limb(
                row.left_hip,
                row.left_knee,
                end(row.left_ankle),
                row.left_foot_at,
            ),
            limb(
                row.right_hip,
                row.right_knee,
                end(row.right_ankle),
                row.right_foot_at,
            ),
        ],
        shift_pct: row.shift.unwrap_or_default(),
    }
}

const fn landmark(part: BodyPart) -> Landmark {
    match part {
        BodyPart::Pelvis => Landmark::Pelvis,
        BodyPart::Shoulders => Landmark::Shoulders,
        BodyPart::LeftHip => Landmark::LeftHip,
        BodyPart::RightHip => Landmark::RightHip,
        BodyPart::LeftKnee => Landmark::LeftKnee,
        BodyPart::RightKnee => Landmark::RightKnee,
        BodyPart::LeftFoot => Landmark::LeftFoot,
        BodyPart::RightFoot => Landmark::RightFoot,
        BodyPart::LeftToe => Landmark::LeftToe,
        BodyPart::RightToe => Landmark::RightToe,
        BodyPart::LeftElbow => Landmark::LeftElbow,
        BodyPart::RightElbow => Landmark::RightElbow,
        BodyPart::LeftHand => Landmark::LeftHand,
        BodyPart::RightHand => Landmark::RightHand,
        BodyPart::Feet => Landmark::Feet,
    }
}

const fn thing(thing: &FigureThing) -> Thing {
    match *thing {
        FigureThing::Floor { at } => Thing::Floor { at_pct: at },
        FigureThing::Block { from, to } => Thing::Block {
            from_pct: from,
            to_pct: to,
            look: Look::Solid,
        },
        FigureThing::Mat { from, to } => Thing::Block {
            from_pct: from,
            to_pct: to,
            look: Look::Mat,
        },
        FigureThing::Mirror { from, to } => Thing::Block {
            from_pct: from,
            to_pct: to,
            look: Look::Mirror,
        },
        FigureThing::Roller { at, radius } => Thing::Roller {
            at_pct: at,
            radius_pct: radius,
        },
        FigureThing::Cushion { at, size } => Thing::Cushion {
            at_pct: at,
            size_pct: size,
        },
        FigureThing::Rail { from, to } => Thing::Rail {
            from_pct: from,
            to_pct: to,
        },
        FigureThing::Plate => Thing::Plate,
        FigureThing::Towel => Thing::Towel,
        FigureThing::PelvisLine => Thing::PelvisLine,
        FigureThing::BandAtKnees => Thing::Loop { thighs: true },
        FigureThing::BandAtAnkles => Thing::Loop { thighs: false },
        FigureThing::BandTo { part, to } => Thing::Tether {
            landmark: landmark(part),
            to_pct: to,
        },
    }
}
