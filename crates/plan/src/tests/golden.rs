//! Every number that the guide (S2) gives for load and return stands in the tables, sourced.

use trochlea_knowledge::{Read, Status};

use super::*;

#[track_caller]
fn check(id: &str, value: f64, range: Option<[f64; 2]>, requirement: &str) {
    let table = &knowledge().protocols;
    let rule = table.rule(id).unwrap_or_else(|| panic!("no {id}"));
    near(rule.value, value);
    assert_eq!(rule.range, range, "{id}");
    assert_ne!(rule.provenance.status, Status::House, "{id}");
    assert_eq!(rule.provenance.read, Read::Seed, "{id}");
    let named = rule.provenance.requirements.iter();
    assert!(named.clone().any(|one| one == requirement), "{id}");
}

#[test]
fn the_numbers_for_the_kneecap() {
    check("pfps.pain_below", 4.0, None, "S2-060");
    check("pfps.hold_weeks", 2.0, None, "S2-063");
    check("pfps.pain_free_weeks", 2.0, None, "S2-090");
    check("pfps.weekly_growth", 0.1, None, "S2-090");
    check("pfps.no_downhill_weeks", 3.0, Some([2.0, 3.0]), "S2-089");
    check("pfps.hills_after_weeks", 4.0, Some([4.0, 6.0]), "S2-091");
    check("pfps.single_leg_squat_deg", 45.0, None, "S2-084");
    check("pfps.calf_raises", 15.0, None, "S2-086");
    check("pfps.conservative_weeks", 6.0, Some([1.0, 6.0]), "S2-036");
}

#[test]
fn the_numbers_for_the_outer_knee() {
    check("itbs.pain_at_most", 0.0, None, "S2-113");
    check("itbs.restart_share", 0.3, Some([0.3, 0.5]), "S2-130");
    check("itbs.restart_most_share", 0.5, Some([0.3, 0.5]), "S2-130");
    check("itbs.session_growth", 0.1, Some([0.1, 0.15]), "S2-131");
    check(
        "itbs.session_growth_most",
        0.15,
        Some([0.1, 0.15]),
        "S2-131",
    );
    check("itbs.hills_after_weeks", 3.0, Some([3.0, 4.0]), "S2-132");
    check("itbs.step_rate_low", 0.05, Some([0.05, 0.1]), "S2-125");
    check("itbs.step_rate_high", 0.1, Some([0.05, 0.1]), "S2-125");
}

#[test]
fn the_numbers_for_both() {
    check(
        "signal.no_improvement_weeks",
        6.0,
        Some([6.0, 8.0]),
        "S2-075",
    );
    check(
        "signal.no_improvement_latest_weeks",
        8.0,
        Some([6.0, 8.0]),
        "S2-075",
    );
    check("strength.functional_weeks", 2.0, Some([2.0, 3.0]), "S2-053");
    check("strength.maintenance_per_week", 2.0, None, "S2-135");
}

#[test]
fn every_number_that_fired_can_be_looked_up() {
    let plan = Case::new(Protocol::Itbs, 3)
        .usual(8.0)
        .answered(0, 5, 2)
        .plan();
    let table = &knowledge().protocols;
    for id in &plan.rules_fired {
        let is_criterion = table.criteria.iter().any(|row| row.id == *id);
        assert!(is_criterion || table.rule(id).is_some(), "{id}");
    }
}

#[test]
fn no_restart_and_no_session_can_leave_the_range_of_the_guide() {
    let shipped = include_str!("../../../../knowledge/protocols.toml");
    let beyond = [
        (
            "id = \"itbs.restart_share\"\nvalue = 0.3",
            "id = \"itbs.restart_share\"\nvalue = 0.51",
        ),
        (
            "id = \"itbs.restart_share\"\nvalue = 0.3",
            "id = \"itbs.restart_share\"\nvalue = 0.29",
        ),
        (
            "id = \"itbs.session_growth\"\nvalue = 0.1",
            "id = \"itbs.session_growth\"\nvalue = 0.16",
        ),
        (
            "id = \"pfps.weekly_growth\"\nvalue = 0.1",
            "id = \"pfps.weekly_growth\"\nvalue = 0.11",
        ),
        (
            "id = \"pfps.pain_below\"\nvalue = 4",
            "id = \"pfps.pain_below\"\nvalue = 5",
        ),
    ];
    for (from, to) in beyond {
        let changed = shipped.replacen(from, to, 1);
        assert_ne!(changed, shipped, "{from}");
        assert!(
            toml::from_str::<trochlea_knowledge::ProtocolTable>(&changed).is_err(),
            "{to}"
        );
    }
    assert!(toml::from_str::<trochlea_knowledge::ProtocolTable>(shipped).is_ok());
}
