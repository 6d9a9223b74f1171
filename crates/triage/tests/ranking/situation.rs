use trochlea_triage::EvidenceSource;

use crate::*;

const KNEECAP: &[&str] = &["stairs_down_pain", "squat_pain", "sitting_pain"];
const BAND: &[&str] = &[
    "same_distance_onset",
    "eases_on_stopping",
    "outer_bone_press_pain",
];

/// Requirements: S2-006, S2-016, S2-017, S3-015.
#[test]
fn behind_the_kneecap_with_stairs_squat_and_sitting_is_the_kneecap_pattern() {
    let ranking = right(&["patella"], KNEECAP, &[]);
    assert_eq!(ranking.outcome, pattern("pfps"));
    assert_eq!(band(&ranking, "pfps"), Some(Band::MoreLikely));
    assert_eq!(programmes(&ranking), ["pfps"]);
    assert_eq!(ranking.see_professional, None);
}

/// Requirements: S2-007, S2-097, S2-098, S2-099, S2-100.
#[test]
fn outer_pain_at_the_same_distance_that_eases_is_the_band_pattern() {
    let ranking = right(&["itb"], BAND, &[]);
    assert_eq!(ranking.outcome, pattern("itbs"));
    assert_eq!(band(&ranking, "itbs"), Some(Band::MoreLikely));
    assert_eq!(band(&ranking, "pfps"), None);
    assert_eq!(programmes(&ranking), ["itbs"]);
}

/// Location decides: all signs of the kneecap do not make outer pain a kneecap pattern.
/// Requirements: S2-005.
#[test]
fn location_decides_between_kneecap_and_band() {
    let outer = right(&["itb"], KNEECAP, &[]);
    assert_eq!(band(&outer, "pfps"), None);
    let front = right(&["patella"], BAND, &[]);
    assert_eq!(band(&front, "itbs"), None);
}

/// Requirements: S2-018, S2-101, S2-102.
#[test]
fn downhill_and_stairs_move_both_patterns_alike() {
    for feature in ["downhill_pain", "stairs_down_pain"] {
        for (yes, no) in [(vec![feature], vec![]), (vec![], vec![feature])] {
            let ranking = right(&["patella", "itb"], &yes, &no);
            let factor = |condition: &str| -> f64 {
                let mut candidates = ranking.candidates.iter();
                let one = candidates
                    .find(|one| one.condition.as_str() == condition)
                    .unwrap();
                let mut evidence = one.speaks_for.iter().chain(&one.speaks_against);
                evidence.find(|one| one.id == feature).unwrap().factor
            };
            assert!((factor("pfps") - factor("itbs")).abs() < 1e-12, "{feature}");
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

/// Requirements: S2-021, S2-022.
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
    let next = ranking.next_question.unwrap();
    // Squatting speaks most, both ways: a yes by one step and a no by two.
    assert_eq!(next.feature, "squat_pain");
    assert_eq!(ranking.questions[0], next.feature);
    assert!(next.moves.contains(&ConditionId::new("pfps")));
    assert!(next.expected_gain_bits > 0.0);
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
    // Nothing fits best while two stand level.
    assert_eq!(ranking.headline.id, "triage-pattern-level");
    let one = right(&["patella"], KNEECAP, &[]);
    assert_eq!(one.headline.id, "triage-pattern");
}

/// Requirements: S2-103.
#[test]
fn clicking_and_a_sore_kneecap_speak_against_the_band() {
    let ranking = right(&["itb"], &["kneecap_clicking", "kneecap_press_pain"], &[]);
    let mut candidates = ranking.candidates.iter();
    let band_itself = candidates.find(|one| one.condition.as_str() == "itbs");
    let against = &band_itself.unwrap().speaks_against;
    let ids: Vec<&str> = against.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["kneecap_press_pain", "kneecap_clicking"]);
    assert_eq!(band(&ranking, "itbs"), Some(Band::LessLikely));
}

#[test]
fn an_adults_tubercle_is_no_growth_zone() {
    let at = |age| rank(&TABLE, &spots(Side::Left, &["tub"]), &[], age).remove(0);
    assert_eq!(
        at(Some(17)).candidates[0].condition.as_str(),
        "growth_at_the_tubercle"
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

/// Requirements: S0-001.
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
    assert_eq!(&rows[..2], ["ranking", "pfps"]);
    assert_eq!(&rows[rows.len() - 2..], ["squat_pain", "downhill_pain"]);
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
        &[
            "squat_pain",
            "sitting_pain",
            "same_distance_onset",
            "eases_on_stopping",
        ],
        &[],
    );
    assert_eq!(band(&ranking, "pfps"), Some(Band::MoreLikely));
    assert_eq!(band(&ranking, "itbs"), Some(Band::MoreLikely));
}

/// A rival that is less likely itself keeps nobody from standing out.
#[test]
fn a_rival_that_is_less_likely_does_not_count() {
    let ranking = right(&["medpat"], &["squat_pain", "stairs_down_pain"], &[]);
    assert_eq!(band(&ranking, "plica"), Some(Band::LessLikely));
    assert_eq!(band(&ranking, "pfps"), Some(Band::MoreLikely));
}

#[test]
fn two_answers_at_one_moment_that_contradict_each_other_cancel() {
    let mut both = answers(&["squat_pain"], &["squat_pain"]);
    both.extend(answers(&["stairs_down_pain"], &[]));
    let ranked = rank(&TABLE, &spots(Side::Right, &["patella"]), &both, Some(30));
    let known: Vec<&str> = ranked[0].rows.iter().map(|row| row.row.as_str()).collect();
    assert!(known.contains(&"stairs_down_pain") && !known.contains(&"squat_pain"));
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

/// The odds before a test times its likelihood ratio are the odds after it: 0.167 against all
/// others, times 5.4 for the tilt (Nunes 2013), as arithmetic by hand over the printed priors.
#[test]
fn a_published_ratio_multiplies_the_odds() {
    let at = |answers: &[ItemAnswer]| {
        let ranked = rank(&TABLE, &spots(Side::Right, &["patella"]), answers, Some(30));
        let share = ranked[0].candidates[0].share.mid;
        share / (1.0 - share)
    };
    let before = at(&[]);
    let after = at(&[examined("patellar_tilt", Answer::Yes)]);
    assert!((after / before - 5.4).abs() < 1e-9, "{before} {after}");
    // The others at this spot at 30: lower pole (under 18) and wear (from 40) fall away. Those
    // that are typical keep their prior, those that are possible lose two steps of 1.5.
    let possible = 0.02 + 0.01 + 0.003 + 0.01 + 0.003;
    let expected = 0.167 / (possible / 2.25);
    assert!(
        (before - expected).abs() / expected < 1e-9,
        "{before} {expected}"
    );
}

/// 19.47 of one sample counts as 5, and in place of the answers about stairs and sitting.
#[test]
fn a_cluster_counts_capped_and_instead_of_its_members() {
    let measures = |stairs, sitting| {
        [
            measure("stairs_down_pain_nprs", stairs),
            measure("sitting_pain_nprs", sitting),
        ]
    };
    let check = |stairs: f64, sitting: f64, there: bool| {
        let spots = spots(Side::Right, &["patella"]);
        let measures = measures(stairs, sitting);
        let input = RankInput {
            spots: &spots,
            answers: &[],
            measures: &measures,
            age_years: Some(30),
            setting: Setting::SelfReferral,
        };
        let ranking = trochlea_triage::rank(&TABLE, &input).remove(0);
        let pfps = &ranking.candidates[0];
        let mut clusters = pfps
            .speaks_for
            .iter()
            .filter(|one| one.id == "stairs_and_sitting");
        let found = clusters
            .next()
            .map(|one| (one.counted, one.capped, one.factor));
        assert_eq!(found.is_some(), there, "{stairs} {sitting}");
        if let Some((counted, capped, factor)) = found {
            assert!(counted && capped && (factor - 5.0).abs() < 1e-12);
        }
    };
    check(3.0, 6.0, true);
    check(10.0, 10.0, true);
    check(2.0, 6.0, false);
    check(3.0, 5.0, false);

    let answers = [
        examined("resisted_contraction_pain", Answer::Yes),
        examined("squat_pain_examined", Answer::Yes),
    ];
    let ranked = rank(
        &TABLE,
        &spots(Side::Right, &["patella"]),
        &answers,
        Some(30),
    );
    let counted: Vec<(&str, bool)> = ranked[0].candidates[0]
        .speaks_for
        .iter()
        .map(|one| (one.id.as_str(), one.counted))
        .collect();
    assert_eq!(
        counted,
        [
            ("patella", true),
            ("squat_pain_examined", false),
            ("resisted_contraction_pain", false),
            ("kneecap_two_of_three", true),
        ]
    );
}

/// McMurray, Apley and Thessaly ask for one thing: the strongest counts, and 29.67 counts as 5.
#[test]
fn of_correlated_tests_one_counts() {
    let answers = ["mcmurray", "apley", "thessaly"].map(|id| examined(id, Answer::Yes));
    let ranked = rank(&TABLE, &spots(Side::Right, &["mjl"]), &answers, Some(30));
    let meniscus = ranked[0]
        .candidates
        .iter()
        .find(|one| one.condition.as_str() == "meniscus")
        .unwrap();
    let counted: Vec<(&str, f64)> = meniscus
        .speaks_for
        .iter()
        .filter(|one| one.counted && one.factor > 1.0)
        .map(|one| (one.id.as_str(), one.factor))
        .collect();
    assert_eq!(counted.len(), 1);
    assert_eq!(counted[0].0, "thessaly");
    assert!((counted[0].1 - 5.0).abs() < 1e-12);
}

#[test]
fn an_examination_is_not_taken_from_the_runner() {
    let told = [said("patellar_tilt", Answer::Yes, None)];
    let spots = spots(Side::Right, &["patella"]);
    assert_eq!(
        rank(&TABLE, &spots, &told, Some(30)),
        rank(&TABLE, &spots, &[], Some(30))
    );
}

/// Requirements: S2-009.
#[test]
fn no_condition_without_published_accuracy_is_more_likely_on_house_weights() {
    // All answers that speak for a fat pad, which nobody has measured.
    let ranking = right(&["fat"], &["worse_fully_straight"], &["tendon_press_pain"]);
    let fat_pad = &ranking.candidates[0];
    assert_eq!(fat_pad.condition.as_str(), "fat_pad");
    assert!(!fat_pad.has_published_accuracy);
    assert_ne!(fat_pad.band, Band::MoreLikely);
}

/// What cannot be settled by the program is shown to whoever said it.
#[test]
fn answers_that_clash_are_named() {
    let check = |answers: &[ItemAnswer], measures: &[Measure], id: &str| {
        let spots = spots(Side::Right, &["patella"]);
        let input = RankInput {
            spots: &spots,
            answers,
            measures,
            age_years: Some(30),
            setting: Setting::SelfReferral,
        };
        let ranking = trochlea_triage::rank(&TABLE, &input).remove(0);
        let ids: Vec<&str> = ranking
            .contradictions
            .iter()
            .map(|it| it.id.as_ref())
            .collect();
        assert_eq!(ids, [id]);
    };
    check(
        &answers(&["squat_pain"], &["squat_pain"]),
        &[],
        "triage-contradiction-both",
    );
    check(
        &[
            said("squat_pain", Answer::No, None),
            examined("squat_pain_examined", Answer::Yes),
        ],
        &[],
        "triage-contradiction-examined",
    );
    check(
        &answers(&[], &["stairs_down_pain"]),
        &[measure("stairs_down_pain_nprs", 4.0)],
        "triage-contradiction-measured",
    );
}

/// Over fifty wear behind the kneecap is common enough to be told, and the programme stays.
#[test]
fn from_fifty_wear_is_not_left_out() {
    let at = |age| {
        let answers = answers(KNEECAP, &[]);
        rank(
            &TABLE,
            &spots(Side::Right, &["patella"]),
            &answers,
            Some(age),
        )
        .remove(0)
    };
    assert_eq!(band(&at(35), "patellofemoral_osteoarthritis"), None);
    let old = at(58);
    let wear = band(&old, "patellofemoral_osteoarthritis").unwrap();
    assert_ne!(wear, Band::LessLikely);
    assert_eq!(programmes(&old), ["pfps"]);
    assert_eq!(old.see_professional.unwrap().id, "triage-see-also_possible");
}

/// 331 of 2002 in a sports clinic (Taunton 2002), 8 % of those that physiotherapists saw
/// (Mulvad 2018), 16.7 % of all (Kakouris 2021).
#[test]
fn each_setting_has_its_base_rate() {
    let spots = spots(Side::Right, &["patella"]);
    for (setting, share) in [
        (Setting::SelfReferral, 0.167),
        (Setting::Physio, 0.08),
        (Setting::SportsClinic, 0.165),
    ] {
        let input = RankInput {
            spots: &spots,
            answers: &[],
            measures: &[],
            age_years: Some(30),
            setting,
        };
        let ranking = trochlea_triage::rank(&TABLE, &input).remove(0);
        assert_eq!(
            ranking.candidates[0].prior.share.to_bits(),
            f64::to_bits(share)
        );
    }
}

/// Every condition of the published list is held somewhere: in the sum, outside of it, or as a
/// finding; the two menisci are one, and "knee region" is no condition.
#[test]
fn every_condition_of_the_literature_is_held() {
    let held = |id: &str| {
        let outside = TABLE.outside.iter().any(|row| row.id == id);
        TABLE.condition(&ConditionId::new(id)).is_some() || outside || TABLE.feature(id).is_some()
    };
    for id in
        "pfps itbs meniscus bone_stress hip_growth_plate growth_at_the_tubercle plica fat_pad \
        swelling_noticed medial_ligament patellar_instability patellar_tendinopathy osteoarthritis \
        fracture clot joint_infection extensor_rupture bone_tumour biceps_femoris popliteus \
        lateral_ligament tibiofibular_joint peroneal_nerve pes_anserine bakers_cyst hamstring \
        calf_muscle popliteal_artery quadriceps_tendinopathy growth_at_the_lower_pole \
        osteochondritis hip_referred lumbar_nerve inflammatory_arthritis patellar_stress_fracture \
        femoral_neck_stress_fracture acl pcl patellofemoral_osteoarthritis loose_body \
        saphenous_nerve"
            .split_whitespace()
    {
        assert!(held(id), "{id}");
    }
}

/// Bone that is overloaded looks like a tendon at the inner side, so the safety questions look
/// after it and no sum does.
#[test]
fn the_dangerous_stays_outside_the_sum() {
    let ranking = right(&["plateau"], &[], &[]);
    let outside: Vec<&str> = ranking.outside.iter().map(|one| one.id.as_str()).collect();
    assert!(outside.contains(&"bone_stress") && outside.contains(&"bone_tumour"));
    for row in &TABLE.outside {
        assert!(band(&ranking, &row.id).is_none());
    }
}

#[test]
fn questions_stop_when_none_would_change_anything() {
    // Everything that could speak for or against is answered; what is left only goes along.
    let ranking = right(
        &["itb"],
        &[
            "same_distance_onset",
            "eases_on_stopping",
            "outer_bone_press_pain",
        ],
        &["kneecap_press_pain", "kneecap_clicking", "bent_outward"],
    );
    assert_eq!(ranking.outcome, pattern("itbs"));
    let moving = ranking.questions.iter().filter(|id| {
        let row = TABLE.feature(id).unwrap();
        !row.effects.is_empty()
    });
    assert_eq!(moving.collect::<Vec<_>>(), [""; 0]);
}

/// Every sign that the documents name is a question of its own to the runner.
///
/// Requirements: S1-004, S1-008, S1-009, S2-018, S2-019, S2-020, S3-014, S3-018.
#[test]
fn the_signs_of_the_documents_are_asked() {
    for (id, requirement) in [
        ("other_impact_sport", "S1-004"),
        ("dull_ache", "S1-008"),
        ("running_pain", "S1-009"),
        ("walking_pain", "S1-009"),
        ("squat_pain", "S1-009"),
        ("stairs_up_pain", "S1-009"),
        ("downhill_pain", "S2-018"),
        ("kneecap_press_pain", "S2-019"),
        ("kneecap_clicking", "S2-020"),
        ("last_third_of_run", "S3-014"),
        ("feels_unsteady", "S3-018"),
    ] {
        let row = TABLE.feature(id).unwrap();
        assert!(
            row.provenance
                .requirements
                .iter()
                .any(|it| it == requirement),
            "{id}"
        );
        let mut asked = TABLE.features_for(&["patella"], Some(30));
        assert!(asked.any(|it| it.id == id), "{id}");
    }
    // Feeling unsteady moves nothing: only giving way, a safety question, stops a plan.
    assert!(TABLE.feature("feels_unsteady").unwrap().effects.is_empty());
}
