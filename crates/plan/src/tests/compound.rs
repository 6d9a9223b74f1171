use super::*;
use crate::compound::{NoTable, compound, restart_table};

/// Sessions after the first until 1.1^n or 1.15^n of the share reaches the onset: the logarithm of
/// the ratio, rounded up. ln(1 / 0.3) / ln(1.1) = 12.6, / ln(1.15) = 8.6; ln 2 / ln(1.1) = 7.3,
/// / ln(1.15) = 4.96.
///
/// Requirements: S2-011, S2-130, S2-131.
#[test]
fn the_restart_table_reaches_the_onset_after_the_known_sessions() {
    let check = |share, growth, n_grown| {
        let onset = Length::from_km(5.0);
        let table = restart_table(onset, Some(share), Some(growth), &knowledge().protocols);
        let table = table.unwrap();
        assert_eq!(table.n_grown, n_grown);
        assert_eq!(table.rows.len(), n_grown as usize + 1);
        near(table.rows[0].distance.as_km(), 5.0 * share);
        assert!(table.rows.last().unwrap().distance >= onset);
        assert!(table.rows[n_grown as usize - 1].distance < onset);
        // 95 % of 5 km.
        near(table.stays_below.as_km(), 4.75);
        assert!(
            table
                .rows
                .iter()
                .all(|row| row.within == (row.distance.as_km() <= 4.75))
        );
    };
    check(0.3, 0.1, 13);
    check(0.3, 0.15, 9);
    check(0.5, 0.1, 8);
    check(0.5, 0.15, 5);
}

#[test]
fn the_plans_own_share_and_growth_stand_when_none_is_given() {
    let table = restart_table(Length::from_km(4.0), None, None, &knowledge().protocols).unwrap();
    near(table.rows[0].distance.as_km(), 1.2);
    near(table.rows[1].distance.as_km(), 1.32);
}

/// 1.1^3 = 1.331, 1.15^3 = 1.520875, 1.1^4 = 1.4641, 1.15^4 = 1.74900625 (C15).
///
/// Requirements: S2-011, S2-131, S2-140.
#[test]
fn growth_by_the_session_compounds_over_the_week() {
    let check = |growth, steps, percent: f64, above| {
        let found = compound(growth, steps, None, &knowledge().protocols).unwrap();
        near((100.0 * found.weekly_fraction).round(), percent);
        near(found.cap_fraction, 0.1);
        assert_eq!(found.above_cap, above);
    };
    check(0.1, 3, 33.0, true);
    check(0.15, 3, 52.0, true);
    check(0.1, 4, 46.0, true);
    check(0.15, 4, 75.0, true);
    check(0.1, 1, 10.0, false);
    check(0.05, 2, 10.0, true);
}

/// 20, 22, 24.2, 26.62, 29.282, 32.2102 km.
///
/// Requirements: S2-011, S2-140.
#[test]
fn ten_percent_a_week_reaches_thirty_from_twenty_in_five_weeks() {
    let way = Some((Length::from_km(20.0), Length::from_km(30.0)));
    let found = compound(0.1, 1, way, &knowledge().protocols).unwrap();
    assert_eq!(found.weeks.len(), 6);
    near(found.weeks[4].as_km(), 29.282);
    near(found.weeks[5].as_km(), 32.2102);
}

#[test]
fn what_no_rule_knows_is_refused() {
    let table = &knowledge().protocols;
    let km = Length::from_km;
    let refused = |onset, share, growth| restart_table(onset, share, growth, table).unwrap_err();
    assert_eq!(refused(km(0.0), None, None), NoTable::Distance);
    assert_eq!(refused(km(f64::NAN), None, None), NoTable::Distance);
    let (low, high) = (0.3, 0.5);
    assert_eq!(
        refused(km(5.0), Some(0.6), None),
        NoTable::Share { low, high }
    );
    let (low, high) = (0.1, 0.15);
    assert_eq!(
        refused(km(5.0), None, Some(0.0)),
        NoTable::Growth { low, high }
    );
    let refused = |growth, steps, way| compound(growth, steps, way, table).unwrap_err();
    assert_eq!(
        refused(0.5, 1, None),
        NoTable::Growth {
            low: 0.0,
            high: 0.15
        }
    );
    assert_eq!(refused(0.1, 0, None), NoTable::Sessions);
    assert_eq!(refused(0.1, 1, Some((km(20.0), km(10.0)))), NoTable::Target);
    assert_eq!(
        refused(1e-9, 1, Some((km(20.0), km(30.0)))),
        NoTable::Target
    );
}
