use proptest::prelude::*;
use trochlea_knowledge::{Exercise, Phase};
use trochlea_symptom::PainScore;

use super::*;

fn anybody() -> impl Strategy<Value = Asked> {
    let knowledge = shipped();
    let all: Vec<String> = knowledge
        .exercises
        .exercise
        .iter()
        .map(|it| it.id.clone())
        .collect();
    let sets: Vec<String> = knowledge
        .routines
        .set
        .iter()
        .map(|it| it.id.clone())
        .collect();
    let n_sets = sets.len();
    (
        prop::sample::subsequence(vec![Protocol::Pfps, Protocol::Itbs], 1..=2),
        0..60_i64,
        any::<bool>(),
        prop::sample::subsequence(all, 0..12),
        prop::sample::subsequence(sets, 0..=n_sets),
        prop::option::of(prop::sample::subsequence(
            Equipment::ALL.to_vec(),
            0..=Equipment::ALL.len(),
        )),
        prop::collection::vec((0..40_i64, 0..=10_u8), 0..6),
        0..=5_u8,
    )
        .prop_map(
            |(protocols, days, fully, mastered, sets, things, sports, reps)| {
                let mut asked = Asked::with(&protocols).painless(days);
                asked.may_train_fully = fully;
                asked.mastered = mastered;
                asked.chosen_sets = sets;
                asked.equipment = things;
                for (days_ago, pain) in sports {
                    asked = asked.told(days_ago, |entry| {
                        entry.activities.push(trochlea_symptom::ActivityDone {
                            activity: "cycling".to_owned(),
                            amount: 20.0,
                            pain: PainScore::new(pain),
                        });
                    });
                }
                asked.found("squat_outward_reps", Side::Left, f64::from(reps))
            },
        )
}

/// What the documents lock, written without a look at the code that does it.
fn is_locked(exercise: &Exercise, asked: &Asked) -> bool {
    let table = shipped();
    let is_for = |one: &Exercise| {
        let mut ways = asked.conditions.iter();
        ways.any(|(_, way)| one.protocols.contains(way))
            || (asked.may_train_fully && table.routines.is_kept_for_good(&one.id))
    };
    match exercise.phase {
        Phase::Start => false,
        Phase::Functional => asked.pain_free_days < 14,
        Phase::Maintenance => !asked.may_train_fully,
        Phase::Stronger => {
            let easier = exercise
                .regression
                .as_deref()
                .and_then(|id| table.exercises.get(id));
            easier.is_some_and(|easier| is_for(easier) && !asked.mastered.contains(&easier.id))
        }
    }
}

proptest! {
    /// In no list of any programme, routine or maintenance.
    #[test]
    fn nothing_of_a_locked_stage_ever_appears(asked in anybody()) {
        let programme = asked.programme();
        let routines = asked.ask(crate::routine::all);
        let table = &shipped().exercises;
        let in_maintenance = programme.maintenance.groups.iter().flat_map(|it| &it.exercises);
        let shown = programme
            .exercises
            .iter()
            .chain(&programme.choices)
            .chain(routines.iter().flat_map(|it| &it.exercises))
            .map(|it| it.exercise.as_str())
            .chain(in_maintenance.map(|it| it.exercise.as_str()));
        for id in shown {
            let exercise = table.get(id).unwrap();
            prop_assert!(!is_locked(exercise, &asked), "{id}");
            let outer = asked.conditions.iter().any(|(_, way)| *way == Protocol::Itbs);
            prop_assert!(!(outer && exercise.rolls_band), "{id}");
        }
    }

    /// Each exercise is given once, or offered once, or left out with a reason.
    #[test]
    fn every_exercise_is_somewhere_and_given_once(asked in anybody()) {
        let programme = asked.programme();
        let mut given = ids(&programme);
        given.sort_unstable();
        let n = given.len();
        given.dedup();
        prop_assert_eq!(n, given.len());
        for exercise in &shipped().exercises.exercise {
            let id = exercise.id.as_str();
            let is_left = programme.excluded.iter().any(|one| one.exercise == id);
            prop_assert!(given.contains(&id) || is_left, "{id}");
        }
    }

    /// Requirements: S1-016, S3-008, S3-030.
    #[test]
    fn never_the_front_of_the_thigh_alone_and_hip_first(asked in anybody()) {
        let programme = asked.programme();
        let hip = programme.coverage.iter().find(|it| it.muscle == trochlea_knowledge::Muscle::Hip);
        prop_assert!(!hip.unwrap().exercises.is_empty());
        prop_assert_eq!(programme.exercises[0].kind, trochlea_knowledge::ExerciseKind::Hip);
        let kinds: BTreeSet<_> = programme.exercises.iter().map(|it| it.kind).collect();
        prop_assert!(kinds.len() > 1);
        for group in &programme.coverage {
            prop_assert_eq!(group.exercises.is_empty(), group.why_not.is_some());
        }
    }

    /// What is at hand only ever adds.
    #[test]
    fn nothing_that_is_given_needs_what_is_missing(asked in anybody()) {
        for one in asked.programme().exercises {
            let lacks = asked.equipment.as_ref().is_some_and(|has| one.needs.iter().any(|it| !has.contains(it)));
            prop_assert_eq!(lacks && one.without.is_none(), false, "{}", one.exercise);
        }
    }
}
