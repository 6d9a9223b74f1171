/// Metres up and down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Climbed {
    /// Metres climbed.
    pub ascent_m: f64,
    /// Metres come down, positive.
    pub descent_m: f64,
}

impl Climbed {
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            ascent_m: self.ascent_m + other.ascent_m,
            descent_m: self.descent_m + other.descent_m,
        }
    }
}

/// Adds up the profile between its turning points. It has turned when it has gone back by the
/// threshold from the last extreme, so smaller waves count neither up nor down; what lies between
/// the last extreme and the end counts whole.
pub(crate) fn climbed(altitudes_m: impl Iterator<Item = f64>, threshold_m: f64) -> Climbed {
    let mut total = Climbed::default();
    let mut turn: Option<Turn> = None;
    for altitude in altitudes_m {
        match &mut turn {
            None => turn = Some(Turn::at(altitude)),
            Some(turn) => turn.go_to(altitude, threshold_m, &mut total),
        }
    }
    if let Some(turn) = turn {
        turn.end(threshold_m, &mut total);
    }
    total
}

/// Where the profile last turned, and the extremes since.
struct Turn {
    from_m: f64,
    lowest_m: f64,
    highest_m: f64,
    /// Up, down, or not known before the first threshold is passed.
    direction: Option<bool>,
}

impl Turn {
    fn at(altitude_m: f64) -> Self {
        Self {
            from_m: altitude_m,
            lowest_m: altitude_m,
            highest_m: altitude_m,
            direction: None,
        }
    }

    fn go_to(&mut self, altitude_m: f64, threshold_m: f64, total: &mut Climbed) {
        self.lowest_m = self.lowest_m.min(altitude_m);
        self.highest_m = self.highest_m.max(altitude_m);
        match self.direction {
            None if altitude_m - self.lowest_m >= threshold_m => {
                total.descent_m += part(self.from_m - self.lowest_m, threshold_m);
                self.turn(self.lowest_m, altitude_m, true);
            }
            None if self.highest_m - altitude_m >= threshold_m => {
                total.ascent_m += part(self.highest_m - self.from_m, threshold_m);
                self.turn(self.highest_m, altitude_m, false);
            }
            Some(true) if self.highest_m - altitude_m >= threshold_m => {
                total.ascent_m += self.highest_m - self.from_m;
                self.turn(self.highest_m, altitude_m, false);
            }
            Some(false) if altitude_m - self.lowest_m >= threshold_m => {
                total.descent_m += self.from_m - self.lowest_m;
                self.turn(self.lowest_m, altitude_m, true);
            }
            _ => {}
        }
    }

    fn turn(&mut self, from_m: f64, altitude_m: f64, up: bool) {
        *self = Self {
            from_m,
            lowest_m: from_m.min(altitude_m),
            highest_m: from_m.max(altitude_m),
            direction: Some(up),
        };
    }

    fn end(&self, threshold_m: f64, total: &mut Climbed) {
        match self.direction {
            Some(true) => total.ascent_m += self.highest_m - self.from_m,
            Some(false) => total.descent_m += self.from_m - self.lowest_m,
            None => {
                total.ascent_m += part(self.highest_m - self.from_m, threshold_m);
                total.descent_m += part(self.from_m - self.lowest_m, threshold_m);
            }
        }
    }
}

/// A difference counts from the threshold on.
fn part(difference_m: f64, threshold_m: f64) -> f64 {
    if difference_m >= threshold_m {
        difference_m
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(altitudes_m: &[f64], ascent_m: f64, descent_m: f64) {
        let actual = climbed(altitudes_m.iter().copied(), 2.0);
        let expected = Climbed {
            ascent_m,
            descent_m,
        };
        assert_eq!(actual, expected, "{altitudes_m:?}");
    }

    #[test]
    fn a_hill_is_climbed_and_come_down() {
        check(&[100.0, 105.0, 110.0, 104.0, 101.0], 10.0, 9.0);
    }

    #[test]
    fn waves_below_the_threshold_count_nothing() {
        check(&[100.0, 101.5, 100.0, 101.9, 100.1], 0.0, 0.0);
    }

    #[test]
    fn a_wave_on_the_way_up_is_passed_over() {
        // Up 10 in all; the dip of 1 on the way does not count.
        check(&[100.0, 106.0, 105.0, 110.0], 10.0, 0.0);
    }

    #[test]
    fn a_dip_of_the_threshold_counts() {
        check(&[100.0, 106.0, 104.0, 110.0], 12.0, 2.0);
    }

    #[test]
    fn one_altitude_is_no_climb() {
        check(&[100.0], 0.0, 0.0);
        check(&[], 0.0, 0.0);
    }

    proptest! {
        #[test]
        fn upside_down_ascent_and_descent_change_places(
            altitudes in prop::collection::vec(0..200i32, 0..60)
        ) {
            let there = climbed(altitudes.iter().map(|&m| f64::from(m)), 3.0);
            let mirrored = climbed(altitudes.iter().map(|&m| f64::from(-m)), 3.0);
            let turned = Climbed {
                ascent_m: mirrored.descent_m,
                descent_m: mirrored.ascent_m,
            };
            prop_assert_eq!(there, turned);
        }

        #[test]
        fn the_difference_is_that_of_the_ends_within_the_threshold(
            altitudes in prop::collection::vec(0..200i32, 1..60)
        ) {
            let climbed = climbed(altitudes.iter().map(|&m| f64::from(m)), 3.0);
            let ends = f64::from(altitudes[altitudes.len() - 1] - altitudes[0]);
            prop_assert!((climbed.ascent_m - climbed.descent_m - ends).abs() < 6.0);
        }
    }
}
