use trochlea_knowledge::ActionLevel::{Emergency, Routine, Urgent};
use trochlea_knowledge::{ActionLevel, Blocks};

use crate::*;

/// Checks which flags stand, in order, the level, and what is let through.
#[track_caller]
fn check(case: Case, flags: &[&str], level: Option<ActionLevel>, through: Lets) {
    let screening = case.screen();
    assert_eq!(ids(&screening), flags);
    assert_eq!(screening.level, level);
    assert_eq!(lets(&screening), through);
}

fn none_yes_but(items: &[&str]) -> Case {
    items
        .iter()
        .fold(Case::healthy(), |case, item| case.yes(item))
}

#[test]
fn a_healthy_adult_may_do_everything() {
    check(Case::healthy(), &[], None, EVERYTHING);
}

#[test]
fn hot_and_feverish_is_an_emergency() {
    let case = none_yes_but(&["hot_red_swollen", "fever_or_unwell"]);
    check(
        case,
        &["septic_joint", "hot_or_swollen_knee", "unwell"],
        Some(Emergency),
        NOTHING,
    );
}

#[test]
fn hot_without_fever_is_still_seen_within_a_day() {
    let case = none_yes_but(&["hot_red_swollen"]);
    check(
        case.clone(),
        &["hot_or_swollen_knee"],
        Some(Urgent),
        NOTHING,
    );
    let screening = case.screen();
    assert_eq!(screening.flags[0].due, Some(day(1)));
}

#[test]
fn new_swelling_after_a_wound_is_an_emergency_without_fever() {
    let case = none_yes_but(&["hot_red_swollen", "procedure_or_wound"]);
    check(
        case,
        &["septic_joint", "hot_or_swollen_knee"],
        Some(Emergency),
        NOTHING,
    );
}

#[test]
fn sore_skin_over_an_artificial_knee_is_an_emergency() {
    check(
        none_yes_but(&["prosthesis", "skin_infection"]),
        &["septic_joint"],
        Some(Emergency),
        NOTHING,
    );
    check(none_yes_but(&["prosthesis"]), &[], None, EVERYTHING);
}

#[test]
fn swollen_after_a_twist_and_cannot_straighten_is_urgent_and_no_plan() {
    let case = none_yes_but(&[
        "acute_trauma",
        "hot_red_swollen",
        "locks_or_gives_way",
        "cannot_straighten",
    ]);
    check(
        case,
        &["hot_or_swollen_knee", "locked_knee", "locks_or_gives_way"],
        Some(Urgent),
        NOTHING,
    );
}

#[test]
fn thirteen_with_a_limp_is_an_emergency_that_names_the_hip() {
    let case = none_yes_but(&["limp_or_stiff_hip"]).aged(13);
    check(case, &["slipped_hip", "under_16"], Some(Emergency), NOTHING);
}

#[test]
fn the_limp_of_an_adult_raises_no_hip_flag() {
    check(
        none_yes_but(&["limp_or_stiff_hip"]).aged(16),
        &["slipped_hip"],
        Some(Emergency),
        NOTHING,
    );
    check(
        none_yes_but(&["limp_or_stiff_hip"]).aged(17),
        &[],
        None,
        EVERYTHING,
    );
}

#[test]
fn under_16_there_is_strength_work_but_no_running_plan() {
    check(
        Case::healthy().aged(15),
        &["under_16"],
        Some(Routine),
        STRENGTH,
    );
    check(Case::healthy().aged(16), &[], None, EVERYTHING);
}

#[test]
fn in_pregnancy_there_is_no_running_plan() {
    let mut case = Case::healthy();
    case.runner.pregnant = Answer::Yes;
    check(case, &["pregnancy"], Some(Routine), STRENGTH);
}

#[test]
fn pregnancy_not_known_is_not_excluded() {
    let mut case = Case::healthy();
    case.runner.pregnant = Answer::Unknown;
    let screening = case.screen();
    assert_eq!(unknown_ids(&screening), ["pregnant"]);
    assert_eq!(lets(&screening), NOTHING);
    assert_eq!(
        lets(&case.on("pregnant", Answer::No, 5).screen()),
        EVERYTHING
    );
}

#[test]
fn an_age_that_was_not_said_is_not_an_adult() {
    let mut case = Case::healthy();
    case.runner.age_years = None;
    let screening = case.screen();
    assert_eq!(screening.unasked, ["age"]);
    assert_eq!(lets(&screening), NOTHING);
}

#[test]
fn new_swelling_or_locking_at_50_is_looked_at() {
    let at = |age| none_yes_but(&["locks_or_gives_way"]).aged(age).screen();
    assert_eq!(ids(&at(49)), ["locks_or_gives_way"]);
    assert_eq!(
        ids(&at(50)),
        ["locks_or_gives_way", "swelling_or_locking_from_50"]
    );
}

#[test]
fn a_swollen_knee_in_the_diary_is_a_flag_from_50_only() {
    let at = |age| {
        let mut case = Case::healthy().aged(age);
        let mut swollen = entry(Side::Left, 50);
        swollen.swelling = Some(Answer::Yes);
        case.diary.push(swollen);
        case.screen()
    };
    assert_eq!(ids(&at(49)), [""; 0]);
    assert_eq!(ids(&at(50)), ["swelling_or_locking_from_50"]);
    assert_eq!(lets(&at(50)), STRENGTH);
}

#[test]
fn night_pain_is_sooner_under_18() {
    let at = |age| none_yes_but(&["night_or_rest_pain"]).aged(age).screen();
    assert_eq!(ids(&at(18)), ["night_or_rest_pain"]);
    assert_eq!(at(18).flags[0].action.within_hours, Some(336));
    assert_eq!(ids(&at(17)), ["night_pain_under_18", "night_or_rest_pain"]);
    assert_eq!(at(17).flags[0].action.within_hours, Some(48));
    assert_eq!(at(17).flags[1].covered_by, ["night_pain_under_18"]);
}

#[test]
fn medial_pain_asks_the_bone_items() {
    let mut case = Case::healthy()
        .without("hop_pain")
        .without("training_change");
    assert!(case.screen().complete());
    case.spots.push(Spot {
        spot: "pes".to_owned(),
        side: Side::Right,
    });
    let screening = case.screen();
    assert_eq!(screening.unasked, ["hop_pain", "training_change"]);
    assert_eq!(lets(&screening), NOTHING);
    let case = case.yes("hop_pain").yes("training_change");
    check(case, &["bone_stress"], Some(Urgent), NOTHING);
}

#[test]
fn bone_stress_near_the_hip_is_seen_within_a_day() {
    let case = none_yes_but(&["groin_hip_or_thigh_pain", "low_energy"]);
    check(
        case,
        &["bone_stress_hip", "groin_pain"],
        Some(Urgent),
        NOTHING,
    );
    check(
        none_yes_but(&["groin_hip_or_thigh_pain"]),
        &["groin_pain"],
        Some(Routine),
        STRENGTH,
    );
}

#[test]
fn house_rows_stand_and_say_so() {
    for (item, flag, level) in [
        ("tight_leg_severe_pain", "compartment_syndrome", Emergency),
        ("foot_drop", "foot_drop", Urgent),
        ("foot_pale_on_effort", "pale_foot_on_effort", Urgent),
        ("immune_suppressed", "immune_suppression", Routine),
    ] {
        let screening = none_yes_but(&[item]).screen();
        assert_eq!(ids(&screening), [flag]);
        assert_eq!(screening.level, Some(level));
        assert_eq!(
            screening.flags[0].provenance.status,
            trochlea_knowledge::Status::House
        );
        assert_eq!(lets(&screening), NOTHING);
    }
}

#[test]
fn no_improvement_calls_somebody_and_stops_neither_running_nor_strength_work() {
    let mut case = Case::healthy();
    case.signals.no_improvement = Some(day(90).date());
    check(case, &["no_improvement"], Some(Routine), SAME_AS_NOW);
}

#[test]
fn severe_pain_stops_running_only() {
    let mut case = Case::healthy();
    case.signals.severe_pain = Some(day(99).date());
    check(case, &["severe_pain"], Some(Routine), STRENGTH);
}

#[test]
fn the_level_is_the_gravest_of_all() {
    let mut case = none_yes_but(&[
        "groin_hip_or_thigh_pain",
        "locks_or_gives_way",
        "chest_pain_or_breathless",
    ]);
    case.signals.pain_rising = Some(day(90).date());
    check(
        case,
        &[
            "lung_clot",
            "locks_or_gives_way",
            "groin_pain",
            "pain_rising",
        ],
        Some(Emergency),
        NOTHING,
    );
}

#[test]
fn the_five_of_the_diary_are_named_in_the_table() {
    let five: Vec<&str> = TABLE
        .every_diary_entry()
        .map(|item| item.id.as_str())
        .collect();
    assert_eq!(
        five,
        [
            "hot_red_swollen",
            "fever_or_unwell",
            "calf_swollen_or_tender",
            "locks_or_gives_way",
            "night_or_rest_pain"
        ]
    );
}

#[test]
fn a_yes_in_the_diary_raises_and_a_later_no_does_not_take_it_back() {
    let case = Case::healthy()
        .diary(Side::Left, &[("calf_swollen_or_tender", Answer::Yes)], 20)
        .diary(Side::Left, &[("calf_swollen_or_tender", Answer::No)], 21);
    let screening = case.screen();
    assert_eq!(ids(&screening), ["swollen_calf"]);
    assert_eq!(screening.flags[0].since, Some(day(20)));
    assert_eq!(screening.flags[0].told[0].side, Some(Side::Left));
    assert_eq!(lets(&screening), NOTHING);
}

#[test]
fn what_the_runner_writes_in_their_own_words_never_decides() {
    let mut case = Case::healthy();
    let mut wordy = entry(Side::Left, 30);
    wordy.note = Some("hot, red, swollen, fever, calf swollen, chest pain".to_owned());
    case.diary.push(wordy);
    check(case, &[], None, EVERYTHING);
}

#[test]
fn sex_changes_nothing() {
    let mut case = none_yes_but(&["low_energy", "hop_pain"]);
    let before = case.screen();
    case.runner.sex = Some("female".to_owned());
    assert_eq!(before, case.screen());
}

#[test]
fn answers_to_one_knee_exclude_nothing_about_the_other() {
    let mut case = Case::healthy().without("lump");
    case.spots = vec![
        Spot {
            spot: "itb".to_owned(),
            side: Side::Left,
        },
        Spot {
            spot: "itb".to_owned(),
            side: Side::Right,
        },
    ];
    let case = case.side("lump", Side::Left, Answer::No, 1);
    assert_eq!(case.screen().unasked, ["lump"]);
    let case = case.side("lump", Side::Right, Answer::No, 1);
    assert_eq!(lets(&case.screen()), EVERYTHING);
}

#[test]
fn a_no_for_one_knee_leaves_the_other_unknown() {
    let case = Case::healthy()
        .unknown("lump")
        .side("lump", Side::Left, Answer::No, 1);
    assert_eq!(unknown_ids(&case.screen()), ["lump"]);
}

#[test]
fn a_blocked_plan_names_what_stops_it() {
    let case = none_yes_but(&["groin_hip_or_thigh_pain"])
        .unknown("lump")
        .without("foot_drop");
    let screening = case.screen();
    let blocked = screening.cleared_to_run().unwrap_err();
    assert_eq!(blocked.flags[0].id, "groin_pain");
    assert_eq!(blocked.unknown[0].id, "lump");
    assert_eq!(blocked.unasked, ["foot_drop"]);
    let blocked = screening.cleared_for_strength().unwrap_err();
    assert!(blocked.flags.is_empty());
    assert_eq!(screening.blocking(Blocks::Running).count(), 1);
}

#[test]
fn the_page_of_a_flag_has_all_it_needs() {
    let screening = none_yes_but(&["hot_red_swollen", "fever_or_unwell"])
        .side("hot_red_swollen", Side::Right, Answer::Yes, 1)
        .screen();
    let flag = &screening.flags[0];
    assert_eq!(flag.what_to_do.id, "flag-do-emergency");
    assert_eq!(flag.by_when.id, "flag-by-now");
    assert_eq!(flag.until.id, "flag-until-go_now");
    let told: Vec<&str> = flag.told.iter().map(|told| told.item.as_str()).collect();
    assert_eq!(
        told,
        ["hot_red_swollen", "hot_red_swollen", "fever_or_unwell"]
    );
    let json = serde_json::to_string(&screening).unwrap();
    assert_eq!(serde_json::from_str::<Screening>(&json).unwrap(), screening);
}

#[test]
fn an_injury_that_may_have_been_asks_what_an_injury_asks() {
    let case = Case::healthy().without("cannot_bend_to_90");
    assert!(case.screen().complete());
    let case = case.unknown("acute_trauma");
    assert_eq!(case.screen().unasked, ["cannot_bend_to_90"]);
}
