use trochlea_knowledge::{Dose, Read, Status, Tempo};

use super::*;

const WORDS: &str = include_str!("../../../../knowledge/words/en/programme.ftl");

/// What S2 says of one exercise.
struct Says {
    sets: u8,
    reps: u8,
    per_day: Option<u8>,
    hold_s: Option<[u16; 2]>,
    angle_deg: Option<[u8; 2]>,
    /// A word of each instruction that its cues must carry.
    instructs: &'static [&'static str],
}

const SAID: Says = Says {
    sets: 3,
    reps: 15,
    per_day: None,
    hold_s: None,
    angle_deg: None,
    instructs: &[],
};

/// The dose stands in the programme of that way back as the guide has it, and is not marked as ours.
#[track_caller]
fn check(protocol: Protocol, painless_days: i64, id: &str, says: &Says) {
    let programme = Asked::with(&[protocol]).painless(painless_days).programme();
    let one = given(&programme, id);
    let Dose {
        sets,
        reps,
        per_day,
        hold_s,
        angle_deg,
        ..
    } = one.dose;
    assert_eq!((sets, reps), (Some(says.sets), Some(says.reps)), "{id}");
    assert_eq!(
        (per_day, hold_s, angle_deg),
        (says.per_day, says.hold_s, says.angle_deg),
        "{id}"
    );
    for sourced in ["sets", "reps", "hold_s", "angle_deg"] {
        assert!(
            !one.dose.house.iter().any(|it| it == sourced),
            "{id} {sourced}"
        );
    }
    let knowledge = shipped();
    let row = &knowledge.exercises.get(id).unwrap().provenance;
    assert_eq!((row.status, row.read), (Status::Sourced, Read::Seed));
    let cues = cues(id);
    for word in says.instructs {
        assert!(cues.contains(word), "{id}: no cue says {word}");
    }
}

/// All cues of an exercise, in small letters.
fn cues(id: &str) -> String {
    let head = format!("exercise-{}-cue-", id.replace('_', "-"));
    let lines = WORDS.lines().filter(|line| line.starts_with(&head));
    lines.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Requirements: S2-039, S2-040, S2-041.
#[test]
fn side_lying_leg_raise_as_the_guide_says() {
    let says = Says {
        per_day: Some(1),
        angle_deg: Some([45, 45]),
        instructs: &[
            "on your side",
            "one leg on the other",
            "45 degrees",
            "toes turned",
            "slowly",
        ],
        ..SAID
    };
    for protocol in [Protocol::Pfps, Protocol::Itbs] {
        check(protocol, 0, "side_lying_leg_raise", &says);
    }
    let programme = Asked::with(&[Protocol::Pfps]).programme();
    let raise = given(&programme, "side_lying_leg_raise");
    assert!(raise.daily);
    assert_eq!(raise.dose.tempo, Some(Tempo::Slow));
    // No document gives the seconds.
    assert!(raise.dose.house.iter().any(|it| it == "lowering_s"));
}

/// Requirements: S2-042, S2-043, S1-021.
#[test]
fn clamshell_as_the_guide_says() {
    let says = Says {
        instructs: &[
            "on your side",
            "band just above the knees",
            "feet together",
            "upper knee against the band",
        ],
        ..SAID
    };
    for protocol in [Protocol::Pfps, Protocol::Itbs] {
        check(protocol, 0, "clamshell", &says);
    }
}

/// Requirements: S2-044, S2-045, S1-022.
#[test]
fn bridge_as_the_guide_says() {
    let says = Says {
        hold_s: Some([2, 3]),
        instructs: &[
            "on your back",
            "feet as wide as the hips",
            "knees, hips and shoulders form a line",
            "slowly",
        ],
        ..SAID
    };
    check(Protocol::Pfps, 0, "glute_bridge", &says);
}

/// Requirements: S2-048, S2-049, S2-050.
#[test]
fn straight_leg_raise_as_the_guide_says() {
    let says = Says {
        angle_deg: Some([45, 45]),
        instructs: &[
            "on your back",
            "other knee bent",
            "this leg straight",
            "45 degrees",
            "slowly",
        ],
        ..SAID
    };
    check(Protocol::Pfps, 0, "straight_leg_raise", &says);
    let programme = Asked::with(&[Protocol::Pfps]).programme();
    let why = &given(&programme, "straight_leg_raise").why;
    assert_eq!(why.id, "exercise-straight-leg-raise-why");
    let line = WORDS
        .lines()
        .find(|line| line.starts_with("exercise-straight-leg-raise-why"));
    assert!(line.unwrap().contains("without pressing the kneecap"));
}

/// Requirements: S2-116, S2-117.
#[test]
fn hip_hike_as_the_guide_says() {
    let says = Says {
        per_day: Some(1),
        instructs: &[
            "on a step with the sore side",
            "free hip sink",
            "buttock of the leg you stand on",
        ],
        ..SAID
    };
    check(Protocol::Itbs, 0, "hip_hike", &says);
    let programme = Asked::with(&[Protocol::Itbs]).programme();
    assert_eq!(given(&programme, "hip_hike").sides[0], Side::Right);
}

/// Requirements: S2-054, S2-055, S2-056.
#[test]
fn step_squat_as_the_guide_says_and_its_third_set_later() {
    let says = Says {
        sets: 2,
        angle_deg: Some([45, 60]),
        instructs: &[
            "on a step with one leg",
            "45 to 60 degrees",
            "neither inward nor outward",
        ],
        ..SAID
    };
    check(Protocol::Pfps, 14, "step_squat", &says);
    check(Protocol::Pfps, 20, "step_squat", &says);
    check(Protocol::Pfps, 21, "step_squat", &Says { sets: 3, ..says });
}

/// Requirements: S2-051, S2-052.
#[test]
fn the_last_degrees_have_no_dose_in_the_guide_and_ours_is_marked() {
    let programme = Asked::with(&[Protocol::Pfps]).programme();
    let one = given(&programme, "terminal_knee_extension");
    for field in ["sets", "reps"] {
        assert!(one.dose.house.iter().any(|it| it == field), "{field}");
    }
    let cues = cues("terminal_knee_extension");
    for word in [
        "fix the band",
        "step back until it pulls",
        "bend a little",
        "straighten it against the band",
    ] {
        assert!(cues.contains(word), "{word}");
    }
}

/// No document gives seconds of lowering or of rest, and every dose says what of it is ours.
#[test]
fn a_dose_that_no_document_gives_is_marked() {
    let knowledge = shipped();
    for exercise in &knowledge.exercises.exercise {
        let dose = &exercise.dose;
        let is_marked = |field: &str| dose.house.iter().any(|it| it == field);
        let id = &exercise.id;
        assert!(dose.lowering_s.is_none() || is_marked("lowering_s"), "{id}");
        assert!(dose.rest_s.is_none() || is_marked("rest_s"), "{id}");
        assert!(
            dose.reps.is_some() || dose.hold_s.is_some() || dose.minutes.is_some(),
            "{id} has no dose"
        );
        if exercise.provenance.status == Status::House {
            for (field, is_there) in [
                ("sets", dose.sets.is_some()),
                ("reps", dose.reps.is_some()),
                ("hold_s", dose.hold_s.is_some()),
                ("angle_deg", dose.angle_deg.is_some()),
            ] {
                assert!(!is_there || is_marked(field), "{id} {field}");
            }
        }
        assert!(!exercise.provenance.requirements.is_empty(), "{id}");
    }
}

/// Requirements: S2-064, S2-065, S2-066, S2-067.
#[test]
fn rolling_at_the_kneecap_as_the_guide_says() {
    let programme = Asked::with(&[Protocol::Pfps]).programme();
    for id in ["roll_quadriceps", "roll_lateral_thigh"] {
        let dose = &given(&programme, id).dose;
        assert_eq!(dose.minutes, Some([5, 10]));
        assert_eq!(dose.speed_cm_per_s, Some([2, 3]));
        assert_eq!(dose.pause_s, Some([20, 30]));
        assert!(dose.after_run && dose.house.is_empty());
    }
}

/// Requirements: S2-068, S2-069.
#[test]
fn stretching_is_held_30_to_60_seconds_after_each_run_and_never_into_pain() {
    let programme = Asked::with(&[Protocol::Pfps]).programme();
    for id in ["stretch_quadriceps", "stretch_calf"] {
        let dose = &given(&programme, id).dose;
        assert_eq!(dose.hold_s, Some([30, 60]));
        assert!(dose.after_run && !dose.house.iter().any(|it| it == "hold_s"));
    }
    for id in ["stretch_quadriceps", "stretch_calf", "stretch_hip_flexor"] {
        assert!(cues(id).contains("stop before it hurts"), "{id}");
    }
}

/// Requirements: S2-121, S2-122, S2-123, S2-124.
#[test]
fn at_the_outer_knee_buttock_and_front_of_the_hip_are_rolled_and_never_the_band() {
    let programme = Asked::with(&[Protocol::Itbs]).programme();
    assert!(ids(&programme).contains(&"roll_glutes") && ids(&programme).contains(&"roll_tfl"));
    assert_eq!(
        left(&programme, "roll_lateral_thigh").left,
        Left::NotTheBand
    );
    assert!(cues("roll_glutes").contains("sit on the roller and lay the sore leg over the other"));
    assert!(cues("roll_glutes").contains("slowly"));
    for word in [
        "half on your front and half on your side",
        "just below the edge of the pelvis downward",
    ] {
        assert!(cues("roll_tfl").contains(word), "{word}");
    }
    let both = Asked::with(&[Protocol::Pfps, Protocol::Itbs]).fully();
    assert!(!ids(&both.programme()).contains(&"roll_lateral_thigh"));
}

/// Sets grow by one at most, and nothing else of a dose grows by itself.
///
/// Requirements: S1-047.
#[test]
fn a_dose_grows_by_one_set_at_most() {
    let knowledge = shipped();
    for exercise in &knowledge.exercises.exercise {
        if let Some(later) = exercise.dose.sets_later {
            assert_eq!(exercise.dose.sets, Some(later - 1), "{}", exercise.id);
        }
    }
}
