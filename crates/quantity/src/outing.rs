use schemars::JsonSchema;
use serde::Serialize;

use crate::{Duration, Length, Speed};

/// A way, the time it takes and the speed: any two give the third.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Outing {
    /// How far.
    #[serde(rename = "distance_m")]
    pub distance: Length,
    /// How long.
    #[serde(rename = "time_s")]
    pub time: Duration,
    /// How fast.
    #[serde(rename = "speed_m_per_s")]
    pub speed: Speed,
}

/// Why there is no third.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTwo {
    /// Less than two of the three were given.
    TooFew,
    /// All three were given, and they may contradict each other.
    All,
    /// One of them is not above zero, or no number.
    NotAbove,
}

impl std::fmt::Display for NotTwo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::TooFew => "two of the three are needed",
            Self::All => "all three were given: leave out the one to be computed",
            Self::NotAbove => "each must be a number above zero",
        })
    }
}

impl std::error::Error for NotTwo {}

impl Outing {
    /// The third from the two that are given.
    ///
    /// # Errors
    /// When not exactly two are given, or one of them is not above zero.
    pub fn from_two(
        distance: Option<Length>,
        time: Option<Duration>,
        speed: Option<Speed>,
    ) -> Result<Self, NotTwo> {
        let outing = match (distance, time, speed) {
            (Some(distance), Some(time), None) => Self {
                distance,
                time,
                speed: distance / time,
            },
            (Some(distance), None, Some(speed)) => Self {
                distance,
                time: Duration::from_s(distance.as_m() / speed.as_m_per_s()),
                speed,
            },
            (None, Some(time), Some(speed)) => Self {
                distance: speed * time,
                time,
                speed,
            },
            (Some(_), Some(_), Some(_)) => return Err(NotTwo::All),
            _ => return Err(NotTwo::TooFew),
        };
        let is_above = |value: f64| value.is_finite() && value > 0.0;
        let whole = is_above(outing.distance.as_m())
            && is_above(outing.time.as_s())
            && is_above(outing.speed.as_m_per_s());
        whole.then_some(outing).ok_or(NotTwo::NotAbove)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(outing: Result<Outing, NotTwo>, km: f64, min: f64, min_per_km: f64) {
        let outing = outing.unwrap();
        let near = |found: f64, expected: f64| {
            assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
        };
        near(outing.distance.as_km(), km);
        near(outing.time.as_min(), min);
        near(outing.speed.pace_per_km().unwrap().as_min(), min_per_km);
    }

    /// 10 km at 6 minutes a kilometre take an hour; 5 miles are 8.04672 km.
    ///
    /// Requirements: S2-011.
    #[test]
    fn any_two_give_the_third() {
        let way = Some(Length::from_km(10.0));
        let time = Some(Duration::from_min(60.0));
        let speed = Some(Speed::from_m_per_s(1000.0 / 360.0));
        check(Outing::from_two(way, time, None), 10.0, 60.0, 6.0);
        check(Outing::from_two(way, None, speed), 10.0, 60.0, 6.0);
        check(Outing::from_two(None, time, speed), 10.0, 60.0, 6.0);
        // 8 minutes a mile: 40 minutes for 5 miles, 8 / 1.609344 = 4.970969... a kilometre.
        let mile = Speed::from_pace_per_mi(Duration::from_min(8.0));
        let five = Outing::from_two(Some(Length::from_mi(5.0)), None, Some(mile));
        check(five, 8.04672, 40.0, 8.0 / 1.609_344);
    }

    #[test]
    fn one_or_three_or_nothing_above_zero_is_refused() {
        let way = Some(Length::from_km(10.0));
        let time = Some(Duration::from_min(60.0));
        assert_eq!(Outing::from_two(way, None, None), Err(NotTwo::TooFew));
        let speed = Some(Speed::from_m_per_s(3.0));
        assert_eq!(Outing::from_two(way, time, speed), Err(NotTwo::All));
        let zero = Some(Duration::ZERO);
        assert_eq!(Outing::from_two(way, zero, None), Err(NotTwo::NotAbove));
        let nan = Some(Length::from_m(f64::NAN));
        assert_eq!(Outing::from_two(nan, time, None), Err(NotTwo::NotAbove));
    }
}
