use super::*;

/// Each set holds so many, and choosing it adds what is unlocked and by choice.
///
/// Requirements: S0-013, S0-027.
#[test]
fn sets_of_six_and_of_four_can_be_chosen() {
    let before = Asked::with(&[Protocol::Pfps]).programme();
    for (id, n) in [
        ("six_for_runners", 6),
        ("four_for_the_kneecap", 4),
        ("clinic_six", 6),
    ] {
        let set = before.sets.iter().find(|set| set.id == id).unwrap();
        assert_eq!(set.items.len(), n, "{id}");
        assert!(!set.chosen);
    }
    // All four may be done from the first day.
    let four = before
        .sets
        .iter()
        .find(|set| set.id == "four_for_the_kneecap")
        .unwrap();
    for item in &four.items {
        assert_eq!(item.why_not, None);
        assert!(ids(&before).contains(&item.exercise.exercise.as_str()));
    }
    let chosen = Asked::with(&[Protocol::Pfps])
        .painless(14)
        .sets(&["clinic_six"]);
    let programme = chosen.programme();
    assert_eq!(
        given(&programme, "leg_press").from_set.as_deref(),
        Some("clinic_six")
    );
    assert!(programme.sets.iter().any(|set| set.chosen));
    // The lunge waits for its stage, chosen or not.
    assert_eq!(
        left(&programme, "lunge").left,
        Left::Locked(Lock::FullTraining)
    );
}

/// Requirements: S0-009, S0-010.
#[test]
fn the_mirror_squats_are_a_set_of_their_own() {
    let programme = Asked::with(&[Protocol::Pfps]).fully().programme();
    let set = programme
        .sets
        .iter()
        .find(|set| set.id == "mirror_squats")
        .unwrap();
    let named: Vec<&str> = set
        .items
        .iter()
        .map(|it| it.exercise.exercise.as_str())
        .collect();
    assert_eq!(named, ["squat", "one_leg_squat"]);
    assert!(set.items.iter().all(|item| item.why_not.is_none()));
}

#[test]
fn what_nobody_said_is_taken_to_be_there_and_says_how_to_do_without() {
    let programme = Asked::with(&[Protocol::Pfps]).programme();
    let clamshell = given(&programme, "clamshell");
    assert_eq!(clamshell.needs, [Equipment::Band]);
    assert_eq!(
        clamshell.without.as_ref().unwrap().id,
        "exercise-clamshell-without"
    );
}

#[test]
fn what_is_there_needs_no_other_way() {
    let programme = Asked::with(&[Protocol::Pfps])
        .has(&[Equipment::Band])
        .programme();
    assert_eq!(given(&programme, "clamshell").without, None);
    assert_eq!(left(&programme, "roll_quadriceps").left, Left::NoEquipment);
}

#[test]
fn a_wall_stands_in_for_the_leg_press() {
    let asked = Asked::with(&[Protocol::Pfps])
        .painless(14)
        .sets(&["clinic_six"]);
    let programme = asked.has(&[]).programme();
    let wall_sit = given(&programme, "wall_sit");
    assert_eq!(wall_sit.stands_in_for.as_deref(), Some("leg_press"));
    assert_eq!(left(&programme, "leg_press").left, Left::NoEquipment);
}

#[test]
fn without_a_bench_the_bridge_on_one_leg_stays() {
    let asked = Asked::with(&[Protocol::Pfps]).fully();
    let programme = asked.mastered(&["glute_bridge"]).has(&[]).programme();
    assert_eq!(left(&programme, "hip_thrust").left, Left::NoEquipment);
    let bridges = ids(&programme);
    let n = bridges
        .iter()
        .filter(|id| **id == "single_leg_bridge")
        .count();
    assert_eq!(n, 1);
}

#[test]
fn what_may_be_chosen_is_unlocked_and_not_yet_given() {
    let programme = Asked::with(&[Protocol::Pfps]).painless(14).programme();
    let choices: Vec<&str> = programme
        .choices
        .iter()
        .map(|it| it.exercise.as_str())
        .collect();
    assert!(choices.contains(&"leg_press") && choices.contains(&"wall_sit"));
    assert!(!choices.contains(&"walking_lunge"));
    for choice in choices {
        assert!(!ids(&programme).contains(&choice));
    }
}
