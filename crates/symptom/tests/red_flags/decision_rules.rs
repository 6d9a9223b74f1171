//! The boundaries of the decision rules, and cases that others published.

use crate::*;

fn stands(flag: &str, age: u8, items: &[&str]) -> bool {
    let case = items
        .iter()
        .fold(Case::healthy().aged(age), |case, item| case.yes(item));
    ids(&case.screen()).contains(&flag)
}

#[track_caller]
fn check(flag: &str, age: u8, items: &[&str], expected: bool) {
    assert_eq!(
        stands(flag, age, items),
        expected,
        "{flag} at {age} with {items:?}"
    );
}

#[test]
fn ottawa_counts_55_and_not_54() {
    check("ottawa", 54, &["acute_trauma"], false);
    check("ottawa", 55, &["acute_trauma"], true);
}

#[test]
fn ottawa_needs_an_injury_and_any_one_item() {
    for item in [
        "kneecap_tender_after_injury",
        "fibular_head_tender",
        "cannot_bend_to_90",
        "cannot_take_four_steps",
    ] {
        check("ottawa", 30, &["acute_trauma", item], true);
        check("ottawa", 30, &[item], false);
    }
    check("ottawa", 80, &[], false);
}

#[test]
fn pittsburgh_counts_11_and_51_and_neither_12_nor_50() {
    for (age, expected) in [(11, true), (12, false), (50, false), (51, true)] {
        check("pittsburgh", age, &["blunt_trauma_or_fall"], expected);
    }
}

#[test]
fn wells_counts_two_and_not_one() {
    check("wells", 30, &["previous_clot"], false);
    check(
        "wells",
        30,
        &["previous_clot", "bedridden_or_surgery"],
        true,
    );
}

/// A swollen calf is same-day care with no Wells item at all.
#[test]
fn a_swollen_calf_is_same_day_care_whatever_the_count() {
    let screening = Case::healthy().yes("calf_swollen_or_tender").screen();
    assert_eq!(ids(&screening), ["swollen_calf"]);
    assert_eq!(screening.flags[0].due, Some(day(0) + 8.hours()));
    assert_eq!(lets(&screening), NOTHING);
}

/// "Not tender" and "can walk" say nothing: every plan that was stopped stays stopped.
#[test]
fn a_no_to_every_item_of_a_rule_takes_no_other_flag_down() {
    let screening = Case::healthy()
        .aged(60)
        .yes("acute_trauma")
        .yes("lump")
        .screen();
    assert_eq!(ids(&screening), ["ottawa", "lump"]);
}

/// Inputs of the six Pittsburgh cases of gdl-lang/common-clinical-models (Apache-2.0),
/// `gdl2/Pittsburgh_knee_rules.v1.test.yml`: age, blunt trauma or fall, unable to take four
/// steps, criteria met. Its words "does not need a knee x-ray" are not ours.
#[test]
fn pittsburgh_agrees_with_the_published_cases() {
    for (age, fall, steps, met) in [
        (7, false, false, false),
        (18, false, false, false),
        (18, true, true, true),
        (61, true, true, true),
        (48, true, true, true),
        (48, false, false, false),
    ] {
        let mut items = Vec::new();
        items.extend(fall.then_some("blunt_trauma_or_fall"));
        items.extend(steps.then_some("cannot_take_four_steps"));
        check("pittsburgh", age, &items, met);
    }
}

/// The two Wells cases of the same project, `gdl2/Wells_DVT.v1.test.yml`: all absent is low,
/// all eight present is high even after it takes two points off.
#[test]
fn wells_agrees_with_the_published_cases() {
    check("wells", 30, &[], false);
    let all = [
        "cancer_active",
        "leg_immobilised",
        "bedridden_or_surgery",
        "deep_vein_tender",
        "leg_swollen",
        "surface_veins",
        "calf_three_cm_larger",
        "pitting_swelling",
    ];
    check("wells", 30, &all, true);
    for pair in all.windows(2) {
        check("wells", 30, pair, true);
    }
    for one in all {
        check("wells", 30, &[one], false);
    }
}
