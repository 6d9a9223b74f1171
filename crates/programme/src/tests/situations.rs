use jiff::civil::date;
use trochlea_knowledge::{ExerciseKind, Muscle};
use trochlea_symptom::{PainScore, StrengthDone};

use super::*;
use crate::quality::LegNow;

/// Requirements: S2-026, S2-037, S2-038.
#[test]
fn hip_comes_first_from_the_first_day_and_knee_is_never_missing() {
    for protocol in [Protocol::Pfps, Protocol::Itbs] {
        let programme = Asked::with(&[protocol]).programme();
        let kinds: Vec<ExerciseKind> = programme.exercises.iter().map(|one| one.kind).collect();
        assert_eq!(kinds[0], ExerciseKind::Hip);
        assert!(kinds.is_sorted());
        assert!(kinds.contains(&ExerciseKind::Knee));
        assert_eq!(programme.phase.week, 1);
    }
}

/// The four groups of S1 on the first day, and never the front of the thigh alone.
///
/// Requirements: S1-016, S3-008, S3-030.
#[test]
fn four_groups_are_worked_from_the_first_day() {
    for protocols in [
        &[Protocol::Pfps][..],
        &[Protocol::Itbs],
        &[Protocol::Pfps, Protocol::Itbs],
    ] {
        let programme = Asked::with(protocols).programme();
        let groups: Vec<Muscle> = programme.coverage.iter().map(|one| one.muscle).collect();
        let four = [
            Muscle::Quadriceps,
            Muscle::Hamstrings,
            Muscle::Hip,
            Muscle::Core,
        ];
        assert_eq!(groups, four);
        for group in &programme.coverage {
            assert!(!group.exercises.is_empty(), "{:?}", group.muscle);
            assert_eq!(group.why_not, None);
        }
    }
}

/// With nothing at all at hand a group may be empty, and then says why.
///
/// Requirements: S1-016.
#[test]
fn a_group_without_exercises_says_why() {
    let programme = Asked::with(&[Protocol::Pfps]).has(&[]).programme();
    for group in &programme.coverage {
        assert_eq!(group.exercises.is_empty(), group.why_not.is_some());
    }
}

/// Requirements: S2-115.
#[test]
fn the_outer_knee_gets_the_same_three_with_the_same_doses() {
    let outer = Asked::with(&[Protocol::Itbs]).programme();
    let kneecap = Asked::with(&[Protocol::Pfps]).mastered(&["glute_bridge"]);
    let kneecap = kneecap.programme();
    for id in ["side_lying_leg_raise", "clamshell", "single_leg_bridge"] {
        assert_eq!(given(&outer, id).dose, given(&kneecap, id).dose, "{id}");
    }
    assert!(ids(&outer).contains(&"hip_hike"));
}

/// Requirements: S2-053.
#[test]
fn functional_work_waits_for_two_painless_weeks() {
    // 13 days are 1.86 weeks.
    for (days, is_given) in [(13, false), (14, true), (21, true)] {
        let programme = Asked::with(&[Protocol::Pfps]).painless(days).programme();
        assert_eq!(ids(&programme).contains(&"step_squat"), is_given, "{days}");
        if !is_given {
            let waits = left(&programme, "step_squat");
            assert_eq!(waits.left, Left::Locked(Lock::PainlessWeeks));
            assert_eq!(waits.why.id, "programme-not-yet-painless");
        }
    }
}

/// Requirements: S2-046, S2-047.
#[test]
fn an_easy_bridge_gives_way_to_the_one_on_one_leg() {
    let before = Asked::with(&[Protocol::Pfps]).programme();
    assert!(ids(&before).contains(&"glute_bridge"));
    let waits = left(&before, "single_leg_bridge");
    assert_eq!(waits.left, Left::Locked(Lock::EasierForm));
    let after = Asked::with(&[Protocol::Pfps]).mastered(&["glute_bridge"]);
    let programme = after.programme();
    assert!(!ids(&programme).contains(&"glute_bridge"));
    let bridge = given(&programme, "single_leg_bridge");
    assert_eq!(bridge.quality[0].id, "pelvis_level");
    assert_eq!(bridge.ease_off, None);
    // Once in five the free side sinks: back to the easier form.
    let sinks = after.found("single_leg_bridge_drop_reps", Side::Right, 1.0);
    let eased = given(&sinks.programme(), "single_leg_bridge")
        .ease_off
        .clone();
    assert_eq!(eased.unwrap().id, "programme-ease-off-form");
}

/// Requirements: S0-011, S2-055.
#[test]
fn a_knee_that_drifts_is_told_by_its_direction() {
    let verdicts = |asked: &Asked, id: &str| -> Vec<(String, Vec<QualityStatus>)> {
        let programme = asked.programme();
        let one = given(&programme, id).clone();
        let of = |leg: &LegNow| leg.status;
        let rows = one.quality.iter();
        rows.map(|it| (it.id.clone(), it.legs.iter().map(of).collect()))
            .collect()
    };
    let asked = Asked::with(&[Protocol::Pfps]).painless(14);
    use QualityStatus::{Broken, Kept, Unchecked};
    let unseen = vec![Unchecked, Unchecked];
    assert_eq!(
        verdicts(&asked, "squat"),
        [
            ("knee_inward".to_owned(), unseen.clone()),
            ("knee_outward".to_owned(), unseen)
        ]
    );
    let outward = asked.found("squat_valgus_reps", Side::Right, 1.0).found(
        "squat_outward_reps",
        Side::Right,
        2.0,
    );
    assert_eq!(
        verdicts(&outward, "squat"),
        [
            ("knee_inward".to_owned(), vec![Unchecked, Kept]),
            ("knee_outward".to_owned(), vec![Unchecked, Broken]),
        ]
    );
    let inward = outward.found("single_leg_squat_valgus_reps", Side::Right, 3.0);
    assert_eq!(verdicts(&inward, "step_squat")[0].1, [Unchecked, Broken]);
}

/// Requirements: S0-008.
#[test]
fn the_legs_are_compared_and_the_weaker_one_leads() {
    let asked = Asked::with(&[Protocol::Pfps]);
    let unknown = asked.programme();
    assert_eq!(unknown.sides.text.id, "programme-sides-unknown");
    assert!(!unknown.exercises.is_empty());
    let even = asked
        .clone()
        .found("calf_raises_reps", Side::Left, 20.0)
        .found("calf_raises_reps", Side::Right, 18.0);
    // 18 of 20 are nine tenths: even.
    assert_eq!(even.programme().sides.text.id, "programme-sides-even");
    let uneven = asked.found("calf_raises_reps", Side::Left, 20.0).found(
        "calf_raises_reps",
        Side::Right,
        17.0,
    );
    let sides = uneven.programme().sides;
    assert_eq!(sides.text.id, "programme-sides-uneven");
    let pair = sides
        .pairs
        .iter()
        .find(|it| it.measure == "calf_raises_reps");
    assert_eq!(pair.unwrap().weaker, Some(Side::Right));
}

/// Requirements: S2-036.
#[test]
fn the_first_six_weeks_are_the_conservative_phase() {
    let on = |day| {
        let mut asked = Asked::with(&[Protocol::Pfps]);
        asked.started_on = Some(day);
        let phase = asked.programme().phase;
        (phase.phase, phase.week)
    };
    assert_eq!(on(TODAY), (ProgrammePhase::Conservative, 1));
    // 41 days are in the sixth week, 42 in the seventh.
    assert_eq!(on(date(2026, 4, 21)), (ProgrammePhase::Conservative, 6));
    assert_eq!(on(date(2026, 4, 20)), (ProgrammePhase::Later, 7));
}

/// Requirements: S2-134, S2-135, S2-136, S2-137, S2-138, S2-139, S1-049, S1-050.
#[test]
fn maintenance_is_the_same_for_both_two_sessions_and_three_parts() {
    let kneecap = Asked::with(&[Protocol::Pfps]).fully().programme();
    let outer = Asked::with(&[Protocol::Itbs]).fully().programme();
    assert_eq!(kneecap.maintenance, outer.maintenance);
    let maintenance = &kneecap.maintenance;
    assert!(maintenance.active);
    assert_eq!(
        (maintenance.sessions_per_week, kneecap.sessions_per_week),
        (2, 2)
    );
    let parts: Vec<&str> = maintenance.parts.iter().map(|it| it.id.as_ref()).collect();
    assert_eq!(
        parts,
        [
            "programme-part-form",
            "programme-part-strength",
            "programme-part-rest-days"
        ]
    );
    assert!(maintenance.rest_days_per_week >= 1);
    let groups = [
        (
            "hip_abductors",
            &["side_lying_leg_raise", "clamshell", "hip_hike"][..],
        ),
        (
            "posterior_chain",
            &["single_leg_deadlift", "glute_bridge", "hip_thrust"],
        ),
        (
            "quadriceps",
            &["squat", "step_up", "terminal_knee_extension"],
        ),
        (
            "external_rotators",
            &["clamshell", "seated_external_rotation"],
        ),
    ];
    assert_eq!(maintenance.groups.len(), groups.len());
    for ((id, exercises), group) in groups.iter().zip(&maintenance.groups) {
        assert_eq!(group.id, *id);
        let named: Vec<&str> = group
            .exercises
            .iter()
            .map(|it| it.exercise.as_str())
            .collect();
        assert_eq!(named, *exercises);
        for programme in [&kneecap, &outer] {
            for exercise in *exercises {
                assert!(ids(programme).contains(exercise), "{exercise}");
            }
        }
    }
    // Before its time it names no exercise, and says when it comes.
    let before = Asked::with(&[Protocol::Pfps]).programme().maintenance;
    assert!(!before.active && before.groups.is_empty());
    assert_eq!(before.text.id, "programme-maintenance-later");
}

#[test]
fn an_exercise_that_hurt_is_eased_off() {
    let eased = |pain: u8| {
        let asked = Asked::with(&[Protocol::Pfps]).told(2, |entry| {
            entry.strength.push(StrengthDone {
                exercise: "clamshell".to_owned(),
                sets: 3,
                reps: 15,
                pain: PainScore::new(pain),
            });
        });
        given(&asked.programme(), "clamshell").ease_off.is_some()
    };
    assert!(!eased(3));
    assert!(eased(4));
}

/// The lunge was measured (5.1 body weights, Song 2023); the clamshell never was.
#[test]
fn an_exercise_says_what_is_known_of_its_load() {
    let programme = Asked::with(&[Protocol::Pfps]).fully().programme();
    match &given(&programme, "lunge").load {
        ExerciseLoad::Peak { peak_bw, .. } => assert!((peak_bw - 5.1).abs() < 1e-9),
        other => panic!("{other:?}"),
    }
    assert_eq!(given(&programme, "clamshell").load, ExerciseLoad::Nothing);
}
