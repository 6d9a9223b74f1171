use trochlea_triage::EvidenceSource;

use crate::*;

const KNEECAP: &[&str] = &["stairs_down_pain", "squat_pain", "sitting_pain"];
const BAND: &[&str] = &[
    "same_distance_onset",
    "eases_on_stopping",
    "outer_bone_press_pain",
];

#[test]
fn behind_the_kneecap_with_stairs_squat_and_sitting_is_the_kneecap_pattern() {
    let ranking = right(&["patella"], KNEECAP, &[]);
    assert_eq!(ranking.outcome, pattern("pfps"));
    assert_eq!(band(&ranking, "pfps"), Some(Band::MoreLikely));
    assert_eq!(programmes(&ranking), ["pfps"]);
    assert_eq!(ranking.see_professional, None);
}

#[test]
fn outer_pain_at_the_same_distance_that_eases_is_the_band_pattern() {
    let ranking = right(&["itb"], BAND, &[]);
    assert_eq!(ranking.outcome, pattern("itbs"));
    assert_eq!(band(&ranking, "itbs"), Some(Band::MoreLikely));
    assert_eq!(band(&ranking, "pfps"), None);
    assert_eq!(programmes(&ranking), ["itbs"]);
}

/// Location decides: all signs of the kneecap do not make outer pain a kneecap pattern.
#[test]
fn location_decides_between_kneecap_and_band() {
    let outer = right(&["itb"], KNEECAP, &[]);
    assert_eq!(band(&outer, "pfps"), None);
    let front = right(&["patella"], BAND, &[]);
    assert_eq!(band(&front, "itbs"), None);
}

#[test]
fn downhill_and_stairs_move_both_patterns_alike() {
    for feature in ["downhill_pain", "stairs_down_pain"] {
        for (yes, no) in [(vec![feature], vec![]), (vec![], vec![feature])] {
            let without = right(&["patella", "itb"], &[], &[]);
            let with = right(&["patella", "itb"], &yes, &no);
            let moved = |condition: &str| {
                let steps = |ranking: &KneeRanking| {
                    let mut candidates = ranking.candidates.iter();
                    candidates
                        .find(|one| one.condition.as_str() == condition)
                        .unwrap()
                        .house_steps
                };
                steps(&with) - steps(&without)
            };
            assert_eq!(moved("pfps"), moved("itbs"), "{feature}");
        }
    }
}

#[test]
fn front_and_outer_pain_is_mixed_and_a_plan_suits_both() {
    let ranking = right(
        &["patella", "itb"],
        &["squat_pain", "same_distance_onset"],
        &[],
    );
    let both = vec![ConditionId::new("itbs"), ConditionId::new("pfps")];
    assert_eq!(ranking.outcome, Outcome::Mixed { conditions: both });
    let mut programmes = programmes(&ranking);
    programmes.sort_unstable();
    assert_eq!(programmes, ["itbs", "pfps"]);
}

#[test]
fn below_the_kneecap_after_jumping_is_never_the_kneecap_pattern() {
    let ranking = right(
        &["ptend"],
        &[
            "jumping_pain",
            "tendon_press_pain",
            "squat_pain",
            "sitting_pain",
        ],
        &[],
    );
    assert_eq!(ranking.outcome, pattern("patellar_tendinopathy"));
    assert_eq!(band(&ranking, "pfps"), None);
    assert_eq!(programmes(&ranking), [""; 0]);
    assert_eq!(
        ranking.see_professional.unwrap().id,
        "triage-see-no_programme"
    );
}

#[test]
fn kneecap_and_tendon_together_get_no_programme_from_here() {
    let ranking = right(
        &["patella", "ptend"],
        &["squat_pain", "tendon_press_pain"],
        &[],
    );
    assert!(matches!(ranking.outcome, Outcome::Mixed { .. }));
    assert_eq!(programmes(&ranking), [""; 0]);
}

#[test]
fn inner_and_back_pain_is_another_cause_whatever_else_hurts() {
    let elsewhere = TABLE.spots.iter().filter(|spot| {
        use trochlea_knowledge::Region;
        matches!(spot.region, Region::Medial | Region::Posterior)
    });
    let all: Vec<&str> = TABLE
        .features
        .iter()
        .map(|feature| feature.id.as_str())
        .collect();
    for spot in elsewhere {
        let ranking = right(&[&spot.id], &all, &[]);
        assert_eq!(ranking.outcome, Outcome::AnotherCause, "{}", spot.id);
        assert_eq!(band(&ranking, "pfps"), None);
        assert_eq!(programmes(&ranking), [""; 0]);
        assert!(ranking.see_professional.is_some());
        assert!(!ranking.tell_them.is_empty());
        // Nor when the kneecap hurts as well: the other spot stays unexplained.
        let with = right(&["patella", &spot.id], KNEECAP, &[]);
        assert_eq!(with.outcome, Outcome::AnotherCause);
        assert_eq!(programmes(&with), [""; 0]);
    }
}

#[test]
fn a_kneecap_that_nothing_provokes_is_another_cause() {
    let ranking = right(&["patella"], &[], KNEECAP);
    assert_eq!(band(&ranking, "pfps"), Some(Band::LessLikely));
    assert_eq!(ranking.outcome, Outcome::AnotherCause);
}

#[test]
fn location_alone_is_not_enough_and_names_the_next_question() {
    let ranking = right(&["patella"], &[], &[]);
    assert_eq!(ranking.outcome, Outcome::NotEnoughInformation);
    assert_eq!(programmes(&ranking), [""; 0]);
    // Squatting moves the kneecap pattern by three steps, everything else by two or less.
    assert_eq!(ranking.next_question.unwrap().feature, "squat_pain");
}

#[test]
fn a_dont_know_to_everything_ends_with_somebody_who_looks() {
    let all = TABLE
        .features
        .iter()
        .map(|feature| said(&feature.id, Answer::Unknown, None));
    let ranked = rank(
        &TABLE,
        &spots(Side::Left, &["patella"]),
        &all.collect::<Vec<_>>(),
        Some(30),
    );
    assert_eq!(ranked[0].outcome, Outcome::AnotherCause);
    assert_eq!(ranked[0].next_question, None);
}

#[test]
fn above_the_kneecap_two_things_cannot_be_told_apart() {
    let ranking = right(&["quad"], &["squat_pain", "jumping_pain"], &[]);
    assert_eq!(band(&ranking, "pfps"), Some(Band::CannotTellApart));
    assert_eq!(
        band(&ranking, "quadriceps_tendinopathy"),
        Some(Band::CannotTellApart)
    );
    assert_eq!(
        ranking.see_professional.unwrap().id,
        "triage-see-also_possible"
    );
}

#[test]
fn clicking_and_a_sore_kneecap_speak_against_the_band() {
    let ranking = right(&["itb"], &["kneecap_clicking", "kneecap_press_pain"], &[]);
    let against = &ranking.candidates[0].speaks_against;
    let ids: Vec<&str> = against.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["kneecap_press_pain", "kneecap_clicking"]);
    assert_eq!(band(&ranking, "itbs"), Some(Band::LessLikely));
}

#[test]
fn an_adults_tubercle_is_no_growth_zone() {
    let at = |age| rank(&TABLE, &spots(Side::Left, &["tub"]), &[], age).remove(0);
    assert_eq!(
        band(&at(Some(17)), "growth_at_the_tubercle"),
        Some(Band::CannotTellApart)
    );
    assert_eq!(band(&at(Some(18)), "growth_at_the_tubercle"), None);
    assert!(band(&at(None), "growth_at_the_tubercle").is_some());
}

#[test]
fn each_knee_has_its_own_answers() {
    let mut marked = spots(Side::Right, &["itb"]);
    marked.extend(spots(Side::Left, &["patella"]));
    let answers = [
        said("squat_pain", Answer::Yes, Some(Side::Left)),
        said("sitting_pain", Answer::Yes, Some(Side::Left)),
        said("same_distance_onset", Answer::Yes, Some(Side::Right)),
        said("eases_on_stopping", Answer::Yes, Some(Side::Right)),
    ];
    let ranked = rank(&TABLE, &marked, &answers, Some(30));
    assert_eq!(
        (ranked[0].side, &ranked[0].outcome),
        (Side::Left, &pattern("pfps"))
    );
    assert_eq!(
        (ranked[1].side, &ranked[1].outcome),
        (Side::Right, &pattern("itbs"))
    );
}

#[test]
fn descents_alone_are_told_and_move_nothing() {
    let without = right(&["patella"], KNEECAP, &[]);
    let with = right(
        &["patella"],
        &[
            "squat_pain",
            "stairs_down_pain",
            "sitting_pain",
            "flat_and_uphill_free",
        ],
        &[],
    );
    assert_eq!(without.candidates, with.candidates);
    let told = with
        .tell_them
        .iter()
        .any(|message| message.id == "feature-flat_and_uphill_free-yes");
    assert!(told);
}

#[test]
fn a_spot_that_the_map_does_not_know_is_another_cause() {
    assert_eq!(
        right(&["patella", "elbow"], KNEECAP, &[]).outcome,
        Outcome::AnotherCause
    );
}

#[test]
fn every_line_names_its_rule_and_source() {
    let ranking = right(&["patella"], &["squat_pain", "downhill_pain"], &[]);
    let rows: Vec<&str> = ranking.rows.iter().map(|row| row.row.as_str()).collect();
    assert_eq!(rows, ["ranking", "pfps", "squat_pain", "downhill_pain"]);
    assert!(ranking.rows.iter().all(|row| !row.source.is_empty()));
    let place = &ranking.candidates[0].speaks_for[0];
    assert_eq!(
        (place.from, place.id.as_str()),
        (EvidenceSource::Spot, "patella")
    );
}

#[test]
fn without_a_spot_the_first_question_is_where() {
    assert_eq!(rank(&TABLE, &[], &[], Some(30)), []);
    let ranked = rank(
        &TABLE,
        &[],
        &[said("squat_pain", Answer::Yes, Some(Side::Left))],
        Some(30),
    );
    assert_eq!(ranked[0].outcome, Outcome::NotEnoughInformation);
}

/// Two places can hurt for two reasons, so neither takes the other's place.
#[test]
fn patterns_at_different_spots_do_not_compete() {
    let ranking = right(
        &["patella", "itb"],
        &["squat_pain", "sitting_pain", "same_distance_onset"],
        &[],
    );
    assert_eq!(band(&ranking, "pfps"), Some(Band::MoreLikely));
    assert_eq!(band(&ranking, "itbs"), Some(Band::MoreLikely));
}

/// A rival that is less likely itself keeps nobody from standing out.
#[test]
fn a_rival_that_is_less_likely_does_not_count() {
    let ranking = right(&["medpat"], &["squat_pain", "stairs_down_pain"], &[]);
    assert_eq!(band(&ranking, "plica"), Some(Band::Possible));
    assert_eq!(band(&ranking, "pfps"), Some(Band::MoreLikely));
}

#[test]
fn two_answers_at_one_moment_that_contradict_each_other_cancel() {
    let mut both = answers(&["squat_pain"], &["squat_pain"]);
    both.extend(answers(&["stairs_down_pain"], &[]));
    let ranked = rank(&TABLE, &spots(Side::Right, &["patella"]), &both, Some(30));
    let known: Vec<&str> = ranked[0].rows.iter().map(|row| row.row.as_str()).collect();
    assert_eq!(known, ["ranking", "pfps", "stairs_down_pain"]);
}

#[test]
fn inner_pain_needs_no_further_answer_to_be_another_cause() {
    assert_eq!(right(&["mjl"], &[], &[]).outcome, Outcome::AnotherCause);
}

/// The outer joint line can be the band, and here the cushion leads it by two steps.
#[test]
fn a_pattern_that_another_cause_leads_clearly_is_not_named() {
    let ranking = right(&["ljl"], &["catching_when_twisting"], &["sharp_or_burning"]);
    assert_eq!(ranking.outcome, Outcome::AnotherCause);
    assert_eq!(programmes(&ranking), [""; 0]);
}

/// Nothing is left that the fold could be taken for.
#[test]
fn what_is_left_when_its_rival_is_less_likely_is_possible() {
    let ranking = right(&["medpat"], &[], &["squat_pain"]);
    assert_eq!(band(&ranking, "pfps"), Some(Band::LessLikely));
    assert_eq!(band(&ranking, "plica"), Some(Band::Possible));
}
