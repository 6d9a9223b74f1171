//! What holds for every runner.

use proptest::prelude::*;
use trochlea_cause::{FamilyBand, Finding, Known};
use trochlea_knowledge::{CauseReads, Status};

use crate::*;

fn answers() -> impl Strategy<Value = Answer> {
    prop_oneof![Just(Answer::Yes), Just(Answer::No), Just(Answer::Unknown)]
}

prop_compose! {
    fn told()(
        answers in proptest::collection::vec((0_usize..60, answers()), 0..30),
        measures in proptest::collection::vec((0_usize..60, 0.0..10.0_f64, any::<bool>()), 0..30),
        runs in proptest::collection::vec((0_i64..120, 1.0..40.0_f64, 0.0..400.0_f64, any::<bool>()), 0..40),
        condition in prop_oneof![Just("pfps"), Just("itbs")],
        knows_onset in any::<bool>(),
    ) -> Told {
        let mut items: Vec<String> = KNOWLEDGE.causes.items().collect();
        items.extend(["downhill_pain", "last_third_of_run"].map(str::to_owned));
        let ids: Vec<String> = KNOWLEDGE.causes.measures().map(str::to_owned).collect();
        let mut told = Told {
            pain_since: knows_onset.then_some(ONSET),
            ..Told::default()
        }.of(condition);
        for (idx, answer) in answers {
            told = told.answered(&items[idx % items.len()], answer);
        }
        for (idx, value, by_clinician) in measures {
            let by = if by_clinician { Reporter::Clinician } else { Reporter::Runner };
            told = told.measured(&ids[idx % ids.len()], Side::Right, value, by);
        }
        for (idx, (days_before, km, descent, treadmill)) in runs.into_iter().enumerate() {
            let mut one = with_descent(run(days_before, km), descent);
            one.id = RunId(format!("run-{idx}"));
            one.treadmill = treadmill;
            told.runs.push(one);
        }
        told
    }
}

proptest! {
    /// Wide hips, the inner thigh, weak hips as a cause and the track of the kneecap among them.
    ///
    /// Requirements: S0-006, S0-014, S2-015, S2-024, S2-105, S2-106.
    #[test]
    fn what_is_contested_is_shown_and_never_counted(told in told()) {
        let causes = told.causes();
        for one in causes.families.iter().flat_map(|family| &family.contributors) {
            if one.status == Status::Contested {
                prop_assert_eq!(one.finding, Finding::NotCounted);
                prop_assert_eq!(one.house_steps, 0);
            }
        }
    }

    /// Requirements: S0-005.
    #[test]
    fn all_three_families_stand_highest_first(told in told()) {
        let causes = told.causes();
        let mut families: Vec<CauseFamily> = causes.families.iter().map(|one| one.family).collect();
        prop_assert!(causes.families.is_sorted_by(|a, b| a.house_steps >= b.house_steps));
        families.sort();
        prop_assert_eq!(families, CauseFamily::ALL);
        for family in &causes.families {
            let sum: i32 = family.contributors.iter().map(|one| one.house_steps).sum();
            prop_assert_eq!(family.house_steps, sum);
            prop_assert!((0.0..=1.0).contains(&family.known_fraction));
            prop_assert!(family.band != FamilyBand::SpeaksFor || family.house_steps > 0);
        }
    }

    #[test]
    fn what_is_not_known_has_no_weight_and_says_what_would_tell(told in told()) {
        let causes = told.causes();
        for one in causes.families.iter().flat_map(|family| &family.contributors) {
            if one.finding == Finding::CannotTell {
                prop_assert_eq!(one.known, Known::NotKnown);
                prop_assert_eq!(one.house_steps, 0);
                prop_assert!(one.next.is_some(), "{} leads nowhere", one.id);
            }
        }
    }

    #[test]
    fn the_order_of_runs_answers_and_measures_changes_nothing(told in told()) {
        let mut turned = told.clone();
        turned.runs.reverse();
        turned.measures.reverse();
        turned.answers.reverse();
        // Of several measures of one moment the later added counts, so each is told once.
        prop_assume!(once(&told.measures));
        prop_assert_eq!(turned.causes(), told.causes());
    }

    #[test]
    fn a_do_not_know_moves_nothing(told in told(), idx in 0_usize..60) {
        let items: Vec<String> = KNOWLEDGE.causes.items().collect();
        let item = &items[idx % items.len()];
        prop_assume!(told.answers.iter().all(|answer| answer.item != *item));
        let asked = told.clone().answered(item, Answer::Unknown);
        prop_assert_eq!(asked.causes().families, told.causes().families);
    }
}

fn once(measures: &[Measure]) -> bool {
    let ids: std::collections::BTreeSet<&str> =
        measures.iter().map(|one| one.measure.as_str()).collect();
    ids.len() == measures.len()
}

/// No question about the build of the body, and none about the sex.
///
/// Requirements: S0-014.
#[test]
fn nothing_is_asked_or_read_for_the_width_of_the_hips() {
    let mut rows = KNOWLEDGE.causes.contributors.iter();
    let row = rows.find(|row| row.id == "hip_width").unwrap();
    assert_eq!(row.reads, CauseReads::Nothing);
    assert!(!row.ask);
    assert_eq!((row.steps_for, row.steps_against), (0, 0));
    assert!(KNOWLEDGE.causes.items().all(|item| !item.contains("hip")));
}

#[test]
fn every_feature_that_is_read_stands_in_the_table_of_conditions() {
    for row in &KNOWLEDGE.causes.contributors {
        let of_reads = match &row.reads {
            CauseReads::Feature { feature } => Some(feature),
            _ => None,
        };
        for feature in of_reads.into_iter().chain(&row.only_with) {
            assert!(KNOWLEDGE.conditions.feature(feature).is_some(), "{feature}");
        }
    }
    assert!(KNOWLEDGE.conditions.feature("last_third_of_run").is_some());
}
