//! The distance on a pair of shoes.

use trochlea_cause::{Finding, Known};
use trochlea_quantity::Length;

use crate::*;

fn shoe(km: f64, stated_on: Date) -> Shoe {
    Shoe {
        name: "blue".to_owned(),
        first_used: Date::constant(2025, 10, 1),
        stated_distance: Length::from_km(km),
        stated_on,
        retired_on: None,
    }
}

/// 490 km as stated and two runs of 8 km since: 506 km, past 500.
///
/// Requirements: S1-007, S1-031.
#[test]
fn runs_since_are_added_and_the_convention_is_said_and_not_counted() {
    let told = Told {
        shoes: vec![shoe(490.0, ONSET.saturating_sub(10.days()))],
        ..Told::since_onset()
    }
    .ran(10, 8.0)
    .ran(4, 8.0)
    .ran(1, 8.0);
    let causes = told.causes();
    let [pair] = causes.shoes.as_slice() else {
        panic!("one pair: {:?}", causes.shoes);
    };
    assert_eq!(pair.distance, Length::from_km(506.0));
    assert_eq!(pair.text.id, "cause-shoe-worn");
    let one = found(&causes, "shoes");
    assert_eq!(
        (one.finding, one.known, one.house_steps),
        (Finding::NotCounted, Known::Computed, 0)
    );
}

#[test]
fn with_two_pairs_in_use_the_distance_is_the_most_it_can_be() {
    let other = Shoe {
        name: "red".to_owned(),
        ..shoe(100.0, ONSET)
    };
    let told = Told {
        shoes: vec![shoe(100.0, ONSET), other],
        ..Told::since_onset()
    };
    assert!(told.causes().shoes.iter().all(|pair| pair.at_most));
}

#[test]
fn a_pair_that_was_given_up_is_not_in_use() {
    let told = Told {
        shoes: vec![Shoe {
            retired_on: Some(ONSET),
            ..shoe(900.0, ONSET)
        }],
        ..Told::since_onset()
    };
    assert!(told.causes().shoes.is_empty());
}
