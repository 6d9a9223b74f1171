use schemars::JsonSchema;
use serde::Serialize;
use trochlea_quantity::{Length, Speed, StepRate};

/// Speed, steps in a minute (both feet) and the length of a step: any two give the third, since
/// speed is the one times the other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Stepping {
    /// How fast.
    #[serde(rename = "speed_m_per_s")]
    pub speed: Speed,
    /// How many steps.
    #[serde(rename = "step_rate_spm")]
    pub step_rate: StepRate,
    /// From one foot to the other.
    #[serde(rename = "step_length_m")]
    pub step_length: Length,
}

/// Why there is no third.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTwoOfStepping {
    /// Not exactly two of the three were given.
    NotTwo,
    /// One of them is not above zero, or no number.
    NotAbove,
}

impl std::fmt::Display for NotTwoOfStepping {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotTwo => "give two of speed, step rate and step length",
            Self::NotAbove => "each must be a number above zero",
        })
    }
}

impl std::error::Error for NotTwoOfStepping {}

impl Stepping {
    /// The third from the two that are given.
    ///
    /// # Errors
    /// When not exactly two are given, or one of them is not above zero.
    pub fn from_two(
        speed: Option<Speed>,
        step_rate: Option<StepRate>,
        step_length: Option<Length>,
    ) -> Result<Self, NotTwoOfStepping> {
        let per_second = |rate: StepRate| rate.as_spm() / 60.0;
        let stepping = match (speed, step_rate, step_length) {
            (Some(speed), Some(step_rate), None) => Self {
                speed,
                step_rate,
                step_length: Length::from_m(speed.as_m_per_s() / per_second(step_rate)),
            },
            (Some(speed), None, Some(step_length)) => Self {
                speed,
                step_rate: StepRate::from_spm(60.0 * speed.as_m_per_s() / step_length.as_m()),
                step_length,
            },
            (None, Some(step_rate), Some(step_length)) => Self {
                speed: Speed::from_m_per_s(step_length.as_m() * per_second(step_rate)),
                step_rate,
                step_length,
            },
            _ => return Err(NotTwoOfStepping::NotTwo),
        };
        let is_above = |value: f64| value.is_finite() && value > 0.0;
        let whole = is_above(stepping.speed.as_m_per_s())
            && is_above(stepping.step_rate.as_spm())
            && is_above(stepping.step_length.as_m());
        whole.then_some(stepping).ok_or(NotTwoOfStepping::NotAbove)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stepping: Result<Stepping, NotTwoOfStepping>) {
        let stepping = stepping.unwrap();
        let near = |found: f64, expected: f64| {
            assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
        };
        near(stepping.speed.as_m_per_s(), 3.0);
        near(stepping.step_rate.as_spm(), 180.0);
        near(stepping.step_length.as_m(), 1.0);
    }

    /// 180 steps in a minute are 3 in a second: at 3 m/s each is a metre long.
    ///
    /// Requirements: S2-011.
    #[test]
    fn speed_is_step_rate_times_step_length() {
        let speed = Some(Speed::from_m_per_s(3.0));
        let rate = Some(StepRate::from_spm(180.0));
        let length = Some(Length::from_m(1.0));
        check(Stepping::from_two(speed, rate, None));
        check(Stepping::from_two(speed, None, length));
        check(Stepping::from_two(None, rate, length));
    }

    #[test]
    fn one_or_three_or_nothing_above_zero_is_refused() {
        let speed = Some(Speed::from_m_per_s(3.0));
        let rate = Some(StepRate::from_spm(180.0));
        let length = Some(Length::from_m(1.0));
        let refused = |speed, rate, length| Stepping::from_two(speed, rate, length).unwrap_err();
        assert_eq!(refused(speed, None, None), NotTwoOfStepping::NotTwo);
        assert_eq!(refused(speed, rate, length), NotTwoOfStepping::NotTwo);
        let still = Some(Speed::ZERO);
        assert_eq!(refused(still, rate, None), NotTwoOfStepping::NotAbove);
    }
}
