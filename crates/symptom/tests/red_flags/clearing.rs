use trochlea_symptom::RefusalReason;

use crate::Reporter::{Clinician, Runner as Self_};
use crate::*;

fn locked() -> Case {
    Case::healthy().on("locks_or_gives_way", Answer::Yes, 10)
}

#[test]
fn a_later_no_of_the_runner_does_not_clear_what_needs_a_clinician() {
    let case = locked().on("locks_or_gives_way", Answer::No, 20);
    assert_eq!(ids(&case.screen()), ["locks_or_gives_way"]);
}

#[test]
fn a_clinicians_no_does() {
    let case = locked().clinician("locks_or_gives_way", Answer::No, 20);
    assert_eq!(lets(&case.screen()), EVERYTHING);
    let again = case.on("locks_or_gives_way", Answer::Yes, 30);
    assert_eq!(ids(&again.screen()), ["locks_or_gives_way"]);
}

#[test]
fn a_clinicians_no_for_one_knee_leaves_a_yes_for_both() {
    let mut case = locked();
    let mut left = said("locks_or_gives_way", Answer::No, 20);
    left.by = Clinician;
    left.side = Some(Side::Left);
    let mut right = left.clone();
    right.side = Some(Side::Right);
    case.answers.push(left);
    assert_eq!(ids(&case.screen()), ["locks_or_gives_way"]);
    case.answers.push(right);
    assert_eq!(lets(&case.screen()), EVERYTHING);
}

#[test]
fn a_clearance_says_which_who_and_when() {
    let case = locked().cleared("locks_or_gives_way", Clinician, "A. Kessler", 20);
    let screening = case.screen();
    assert_eq!(ids(&screening), [""; 0]);
    assert_eq!(screening.cleared, case.clearances);
    assert_eq!(screening.cleared[0].who, "A. Kessler");
}

#[test]
fn a_new_yes_after_the_clearance_brings_the_flag_back() {
    let case = locked().cleared("locks_or_gives_way", Clinician, "A. Kessler", 20);
    let again = case.clone().on("locks_or_gives_way", Answer::Yes, 21);
    assert_eq!(ids(&again.screen()), ["locks_or_gives_way"]);
    let diary = case
        .clone()
        .diary(Side::Left, &[("locks_or_gives_way", Answer::Yes)], 21);
    assert_eq!(ids(&diary.screen()), ["locks_or_gives_way"]);
    // At the same moment the graver of the two counts.
    let same = case.on("locks_or_gives_way", Answer::Yes, 20);
    assert_eq!(ids(&same.screen()), ["locks_or_gives_way"]);
}

#[track_caller]
fn refused(case: Case, reason: RefusalReason) {
    let screening = case.screen();
    assert_eq!(screening.cleared, []);
    assert_eq!(screening.refused[0].reason, reason);
    assert_eq!(ids(&screening), ["locks_or_gives_way"]);
}

#[test]
fn clearances_that_do_not_count_say_why() {
    let flag = "locks_or_gives_way";
    refused(
        locked().cleared(flag, Self_, "", 20),
        RefusalReason::NeedsClinician,
    );
    refused(
        locked().cleared(flag, Clinician, " ", 20),
        RefusalReason::NoName,
    );
    refused(
        locked().cleared(flag, Clinician, "A. Kessler", 101),
        RefusalReason::InTheFuture,
    );
    refused(
        locked().cleared("locked", Clinician, "A. Kessler", 20),
        RefusalReason::UnknownFlag,
    );
}

#[test]
fn nobody_clears_an_age_or_a_pregnancy() {
    let case = Case::healthy()
        .aged(15)
        .cleared("under_16", Clinician, "A. Kessler", 20);
    let screening = case.screen();
    assert_eq!(ids(&screening), ["under_16"]);
    assert_eq!(screening.refused[0].reason, RefusalReason::CannotBeCleared);
}

#[test]
fn a_fever_that_went_away_needs_no_clinician() {
    let case = Case::healthy().on("fever_or_unwell", Answer::Yes, 10);
    assert_eq!(ids(&case.screen()), ["unwell"]);
    assert_eq!(
        lets(&case.clone().on("fever_or_unwell", Answer::No, 12).screen()),
        EVERYTHING
    );
    assert_eq!(
        lets(&case.cleared("unwell", Self_, "", 12).screen()),
        EVERYTHING
    );
}

#[test]
fn at_equal_times_the_graver_answer_counts() {
    let case = Case::healthy()
        .on("fever_or_unwell", Answer::No, 10)
        .on("fever_or_unwell", Answer::Yes, 10)
        .on("fever_or_unwell", Answer::Unknown, 10);
    assert_eq!(ids(&case.screen()), ["unwell"]);
}

#[test]
fn clearing_an_infected_joint_clears_its_milder_flags_too() {
    let case = Case::healthy()
        .yes("hot_red_swollen")
        .yes("fever_or_unwell")
        .cleared("septic_joint", Clinician, "A. Kessler", 5);
    assert_eq!(lets(&case.screen()), EVERYTHING);
}

#[test]
fn clearing_a_milder_flag_leaves_the_graver_one() {
    let case = Case::healthy()
        .yes("hot_red_swollen")
        .yes("fever_or_unwell")
        .cleared("hot_or_swollen_knee", Clinician, "A. Kessler", 5);
    assert_eq!(ids(&case.screen()), ["septic_joint", "unwell"]);
}

#[test]
fn a_follow_up_flag_comes_back_when_its_time_is_over() {
    let mut case = Case::healthy();
    case.signals.no_improvement = Some(day(40).date());
    let case = case.cleared("no_improvement", Clinician, "A. Kessler", 50);
    // 42 days after day 50 is day 92.
    let on = |now| {
        let mut case = case.clone();
        case.now = day(now);
        case.screen()
    };
    assert_eq!(ids(&on(91)), [""; 0]);
    assert_eq!(ids(&on(92)), ["no_improvement"]);
    let mut newer = case.clone();
    newer.now = day(60);
    newer.signals.no_improvement = Some(day(55).date());
    assert_eq!(ids(&newer.screen()), ["no_improvement"]);
}

#[test]
fn a_dont_know_is_asked_again_with_a_self_check_and_then_names_somebody() {
    let once = Case::healthy().unknown("cannot_raise_straight_leg");
    let screening = once.screen();
    assert_eq!(screening.unknown[0].times_asked, 1);
    assert_eq!(screening.unknown[0].who_can_answer, None);
    assert_eq!(screening.questions[0].item, "cannot_raise_straight_leg");
    assert!(screening.questions[0].self_check.is_some());
    let twice = once.on("cannot_raise_straight_leg", Answer::Unknown, 3);
    let screening = twice.screen();
    assert_eq!(screening.unknown[0].times_asked, 2);
    assert!(screening.unknown[0].who_can_answer.is_some());
    assert_eq!(lets(&screening), NOTHING);
    // Not for ever: any of these settles it.
    let runner = twice.clone().on("cannot_raise_straight_leg", Answer::No, 4);
    assert_eq!(lets(&runner.screen()), EVERYTHING);
    let clinician = twice
        .clone()
        .clinician("cannot_raise_straight_leg", Answer::No, 4);
    assert_eq!(lets(&clinician.screen()), EVERYTHING);
    let cleared = twice.cleared("extensor_rupture", Clinician, "A. Kessler", 4);
    assert_eq!(lets(&cleared.screen()), EVERYTHING);
}

#[test]
fn a_dont_know_after_the_clearance_is_open_again() {
    let case = Case::healthy()
        .unknown("lump")
        .cleared("lump", Clinician, "A. Kessler", 4)
        .on("lump", Answer::Unknown, 5);
    assert_eq!(unknown_ids(&case.screen()), ["lump"]);
}

#[test]
fn dont_knows_are_counted_since_the_last_answer() {
    let case = Case::healthy()
        .unknown("lump")
        .on("lump", Answer::No, 1)
        .on("lump", Answer::Unknown, 2);
    assert_eq!(case.screen().unknown[0].times_asked, 1);
}

#[test]
fn a_no_dated_after_now_excludes_nothing() {
    let case = Case::healthy().without("lump").on("lump", Answer::No, 101);
    assert_eq!(case.screen().unasked, ["lump"]);
}

/// Facts about the course are known by the day, and who looks in the afternoon has seen the
/// morning's.
#[test]
fn a_follow_up_flag_cleared_on_its_own_day_is_cleared() {
    let mut case = Case::healthy();
    case.signals.pain_rising = Some(day(90).date());
    let case = case.cleared("pain_rising", Clinician, "A. Kessler", 90);
    let on = |now| {
        let mut case = case.clone();
        case.now = day(now);
        case.screen()
    };
    // It comes back after 14 days: on day 104.
    assert_eq!(ids(&on(103)), [""; 0]);
    assert_eq!(ids(&on(104)), ["pain_rising"]);
}
