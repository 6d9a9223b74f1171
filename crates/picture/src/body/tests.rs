#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test a panic is the message"
)]

use proptest::prelude::*;

use super::skeleton::{FOREARM, HEIGHT, SHANK, THIGH, TRUNK, UPPER_ARM};
use super::space::length;
use super::*;

const RIGHT: usize = 1;

fn limb() -> Limb {
    Limb {
        root_deg: [0.0; 3],
        hinge_deg: 0.0,
        end: End::Level,
        held: None,
    }
}

/// Standing upright, arms at the sides.
fn standing() -> Pose {
    Pose {
        pelvis_deg: [0.0; 3],
        spine_deg: [0.0; 3],
        neck_deg: 0.0,
        arms: [limb(), limb()],
        legs: [limb(), limb()],
        shift_pct: [0.0; 3],
    }
}

const ON_RIGHT_FOOT: Anchor = Anchor {
    landmark: Landmark::RightFoot,
    height_pct: 0.0,
};

#[track_caller]
fn body(pose: &Pose) -> Skeleton {
    Skeleton::of(pose, ON_RIGHT_FOOT).expect("a pose that can be")
}

fn draw(poses: &[Pose]) -> Result<FigureDrawing, FigureError> {
    let moves = [
        Move {
            to: 1,
            via: None,
            way_s: 2.0,
            stay_s: 1.0,
        },
        Move {
            to: 0,
            via: None,
            way_s: 3.0,
            stay_s: 0.6,
        },
    ];
    Figure {
        label: Label {
            id: "one",
            title: "One",
            desc: "",
        },
        class: "one",
        view: View {
            from_deg: -90.0,
            above_deg: 0.0,
            mirrored: false,
        },
        anchor: ON_RIGHT_FOOT,
        poses,
        ghost: 1,
        moves: &moves,
        things: &[Thing::Floor { at_pct: 0.0 }, Thing::Loop { thighs: true }],
        angle: Some(ShownAngle {
            of: AngleOf::KneeBend,
            right: true,
            words: "45° & more",
        }),
    }
    .draw()
}

#[track_caller]
fn close(one: f64, other: f64) {
    assert!((one - other).abs() < 1e-6, "{one} is not {other}");
}

fn apart(a: Point, b: Point) -> f64 {
    length(sub(a, b))
}

#[test]
fn a_standing_body_is_as_tall_as_its_segments() {
    let body = body(&standing());
    // Foot to hip: .246 + .245 of 300, and the ankle stands 0.022 of it plus half a foot above.
    let ankle = 0.022 * HEIGHT + 4.5;
    close(body.legs[RIGHT].ankle[2], ankle);
    close(body.legs[RIGHT].hip[2], ankle + (0.246 + 0.245) * HEIGHT);
    close(body.chest[2] - body.pelvis[2], 0.288 * HEIGHT);
    close(body.lowest(), 0.0);
    // Head and all: the height itself, less than a hundredth off.
    let top = body.head[2] + 0.062 * HEIGHT;
    assert!((top / HEIGHT - 1.0).abs() < 0.01, "{top}");
}

#[test]
fn a_knee_bends_backward_and_a_hip_forward() {
    let mut pose = standing();
    pose.legs[0].hinge_deg = 90.0;
    pose.legs[RIGHT].root_deg = [0.0; 3];
    let bent = body(&pose);
    assert!(bent.legs[0].ankle[0] < bent.legs[0].knee[0] - 70.0);
    let mut pose = standing();
    pose.legs[0].root_deg = [90.0, 0.0, 0.0];
    let raised = body(&pose);
    assert!(raised.legs[0].knee[0] > raised.legs[0].hip[0] + 70.0);
    pose.arms[0].hinge_deg = 90.0;
    let arm = body(&pose).arms[0];
    assert!(arm.hand[0] > arm.elbow[0] + 40.0, "an elbow bends forward");
}

#[test]
fn abduction_leads_outward_on_both_sides() {
    let mut pose = standing();
    pose.legs[0].root_deg = [0.0, 30.0, 0.0];
    let left = body(&pose).legs[0];
    // sin 30 of the straight leg.
    close(left.ankle[1] - left.hip[1], 0.5 * (THIGH + SHANK));
    let mut pose = standing();
    pose.legs[RIGHT].root_deg = [0.0, 30.0, 0.0];
    let anchor = Anchor {
        landmark: Landmark::LeftFoot,
        height_pct: 0.0,
    };
    let right = Skeleton::of(&pose, anchor).expect("a pose").legs[RIGHT];
    close(right.ankle[1] - right.hip[1], -0.5 * (THIGH + SHANK));
}

#[test]
fn the_viewer_on_the_right_sees_the_face_on_the_right() {
    let view = View {
        from_deg: -90.0,
        above_deg: 0.0,
        mirrored: false,
    };
    let (x, y) = view.seen([10.0, 3.0, 7.0]);
    close(x, 10.0);
    close(y, -7.0);
    assert!(view.nearness([0.0, -1.0, 0.0]) > 0.0, "the right is near");
    let mirrored = View {
        mirrored: true,
        ..view
    };
    close(mirrored.seen([10.0, 3.0, 7.0]).0, -10.0);
}

#[test]
fn a_held_foot_is_where_it_is_held_with_the_knee_in_front() {
    let mut pose = standing();
    pose.legs[0].held = Some(Held {
        at_pct: [20.0, 9.0, 20.0],
        swivel_deg: 0.0,
    });
    let leg = body(&pose).legs[0];
    close(apart(leg.ankle, [60.0, 27.0, 60.0]), 0.0);
    close(apart(leg.hip, leg.knee), THIGH);
    close(apart(leg.knee, leg.ankle), SHANK);
    assert!(leg.knee[0] > leg.ankle[0].min(leg.hip[0]));
}

#[test]
fn what_no_body_can_do_is_refused() {
    let mut far = standing();
    far.legs[0].held = Some(Held {
        at_pct: [80.0, 9.0, 3.7],
        swivel_deg: 0.0,
    });
    let refused = draw(&[far.clone(), far]).expect_err("out of reach");
    assert!(
        matches!(refused, FigureError::OutOfReach { needed_pct, .. } if needed_pct > 80.0),
        "{refused}"
    );
    let mut broken = standing();
    broken.legs[0].hinge_deg = -5.0;
    assert_eq!(draw(&[standing(), broken]), Err(FigureError::Hinge(-5.0)));
    let mut unknown = standing();
    unknown.pelvis_deg = [f64::NAN, 0.0, 0.0];
    assert_eq!(draw(&[standing(), unknown]), Err(FigureError::NotANumber));
    assert_eq!(draw(&[standing()]), Err(FigureError::TooFewPoses));
    let mut half = standing();
    half.legs[0].held = Some(Held {
        at_pct: [0.0, 9.0, 3.7],
        swivel_deg: 0.0,
    });
    assert_eq!(draw(&[standing(), half]), Err(FigureError::HeldInOnePose));
    let mut anchored = standing();
    anchored.legs[RIGHT].held = Some(Held {
        at_pct: [0.0; 3],
        swivel_deg: 0.0,
    });
    assert_eq!(
        draw(&[anchored.clone(), anchored]),
        Err(FigureError::AnchorIsHeld)
    );
}

#[test]
fn words_are_escaped_and_only_what_moves_has_a_rule() {
    let mut bent = standing();
    bent.legs[0].root_deg = [40.0, 0.0, 0.0];
    bent.legs[0].hinge_deg = 80.0;
    let drawing = draw(&[standing(), bent]).expect("a figure");
    let svg = drawing.svg.as_str();
    assert!(svg.contains("45° &amp; more"), "{svg}");
    assert!(svg.contains("ghost-line"));
    let n_rules = drawing.rules.matches("@keyframes").count();
    // Of one leg the knee, both bones, the foot's three bones and three joints, and the band.
    assert_eq!(n_rules, 10, "{}", drawing.rules);
    for rule in drawing.rules.lines().filter(|line| line.starts_with('.')) {
        let class = rule.split(['.', '{']).nth(1).expect("a class");
        assert!(svg.contains(class), "{class}");
        assert!(rule.contains("6.6s"), "2 + 1 + 3 + 0.6 seconds: {rule}");
    }
}

prop_compose! {
    fn any_limb()(root in prop::array::uniform3(-170.0..170.0), hinge in 0.0..150.0, end in -60.0..40.0) -> Limb {
        Limb { root_deg: root, hinge_deg: hinge, end: End::Ankle(end), held: None }
    }
}

prop_compose! {
    fn any_pose()(
        pelvis in prop::array::uniform3(-170.0..170.0),
        spine in prop::array::uniform3(-60.0..60.0),
        neck in -60.0..60.0,
        arms in prop::array::uniform2(any_limb()),
        legs in prop::array::uniform2(any_limb()),
        shift in prop::array::uniform3(-50.0..50.0),
    ) -> Pose {
        Pose { pelvis_deg: pelvis, spine_deg: spine, neck_deg: neck, arms, legs, shift_pct: shift }
    }
}

proptest! {
    /// Bones do not stretch, whatever the joints do, nor on the way from pose to pose.
    #[test]
    fn bones_keep_their_length(a in any_pose(), b in any_pose(), share in 0.0..1.0) {
        let between = a.towards(&b, share).expect("both are free");
        let body = body(&between);
        close(apart(body.pelvis, body.chest), TRUNK);
        for leg in body.legs {
            close(apart(leg.hip, leg.knee), THIGH);
            close(apart(leg.knee, leg.ankle), SHANK);
        }
        for arm in body.arms {
            close(apart(arm.shoulder, arm.elbow), UPPER_ARM);
            close(apart(arm.elbow, arm.hand), FOREARM);
        }
    }

    /// The anchor rests where it was put.
    #[test]
    fn the_anchor_stays(pose in any_pose()) {
        let (_, below) = body(&pose).underside(Landmark::RightFoot);
        let ankle = body(&pose).legs[RIGHT].ankle;
        close(ankle[0], pose.shift_pct[0] * 3.0);
        close(ankle[1], pose.shift_pct[1] * 3.0);
        close(ankle[2] - below, pose.shift_pct[2] * 3.0);
    }

    /// Every drawing is finite, well inside its frame's reach, and without style of its own.
    #[test]
    fn every_drawing_is_finite(a in any_pose(), b in any_pose()) {
        let drawing = draw(&[a, b]).expect("free poses can be");
        for text in [drawing.svg.as_str(), &drawing.rules] {
            let text = text.replace("infinite", "");
            prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        }
        prop_assert!(!drawing.svg.as_str().contains("style"));
    }
}
