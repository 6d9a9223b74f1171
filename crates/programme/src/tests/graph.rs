use trochlea_knowledge::{Muscle, Phase};

use super::*;

/// Edges are symmetric, lead nowhere twice, and never to an earlier phase.
///
/// Requirements: S2-046, S2-057.
#[test]
fn harder_and_easier_forms_lead_there_and_back_and_never_in_a_circle() {
    let table = &shipped().exercises;
    let edge = |from: &str, to: &str| table.get(from).unwrap().progression.as_deref() == Some(to);
    assert!(edge("glute_bridge", "single_leg_bridge"));
    assert!(edge("single_leg_balance", "single_leg_balance_cushion"));
    for exercise in &table.exercise {
        let id = exercise.id.as_str();
        let mut seen = set_of(&[id]);
        let mut now = exercise;
        while let Some(next) = now.progression.as_deref() {
            let harder = table.get(next).unwrap();
            assert_eq!(harder.regression.as_deref(), Some(now.id.as_str()));
            assert!(harder.phase >= now.phase, "{next}");
            assert!(seen.insert(next), "{id} comes back to {next}");
            now = harder;
        }
        if let Some(easier) = &exercise.regression {
            assert_eq!(table.get(easier).unwrap().progression.as_deref(), Some(id));
        }
    }
}

/// For each exercise there is a runner who gets it, as given, as a choice or in a routine.
#[test]
fn every_exercise_is_reached_by_somebody() {
    let table = &shipped().exercises;
    let all: Vec<&str> = table.exercise.iter().map(|it| it.id.as_str()).collect();
    let mut reached = BTreeSet::new();
    for protocol in [Protocol::Pfps, Protocol::Itbs] {
        // One after the other becomes easy.
        for n_mastered in 0..=all.len() {
            for asked in [
                Asked::with(&[protocol]).painless(20),
                Asked::with(&[protocol]).fully(),
            ] {
                let programme = asked.mastered(&all[..n_mastered]).programme();
                let shown = programme.exercises.iter().chain(&programme.choices);
                reached.extend(shown.map(|one| one.exercise.clone()));
            }
        }
    }
    let never: Vec<&&str> = all.iter().filter(|id| !reached.contains(**id)).collect();
    assert!(never.is_empty(), "{never:?}");
}

/// Requirements: S1-018, S1-019, S1-020, S1-021, S1-022, S1-023.
#[test]
fn the_clinics_six_are_in_the_library() {
    let table = &shipped().exercises;
    for (id, muscle) in [
        ("leg_press", Muscle::Quadriceps),
        ("squat", Muscle::Quadriceps),
        ("lunge", Muscle::Quadriceps),
        ("clamshell", Muscle::Hip),
        ("glute_bridge", Muscle::Hip),
        ("standing_hip_abduction", Muscle::Hip),
        ("side_lying_leg_raise", Muscle::Hip),
    ] {
        assert!(table.get(id).unwrap().muscles.contains(&muscle), "{id}");
    }
    // None of the clinic's doses is a document's: what is not S2's own is marked.
    for id in ["leg_press", "squat", "lunge"] {
        let house = &table.get(id).unwrap().dose.house;
        assert!(house.iter().any(|it| it == "sets") && house.iter().any(|it| it == "reps"));
    }
}

/// Requirements: S0-009, S0-010, S0-011.
#[test]
fn both_squats_have_a_mirror_and_are_watched_in_both_directions() {
    let knowledge = shipped();
    for id in ["squat", "one_leg_squat"] {
        let row = knowledge.exercises.get(id).unwrap();
        assert!(row.equipment.contains(&Equipment::Mirror));
        let respects: Vec<&str> = row.quality.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(respects, ["knee_inward", "knee_outward"]);
        for quality in &row.quality {
            let finding = knowledge.findings.get(&quality.measure).unwrap();
            assert!(finding.may_self_measure());
        }
    }
    // The one on two legs begins with standing work; the one on one leg waits for its stage (C12).
    let phase = |id: &str| knowledge.exercises.get(id).unwrap().phase;
    assert_eq!(phase("squat"), Phase::Functional);
    assert_eq!(phase("one_leg_squat"), Phase::Maintenance);
}
