use std::ops::{Add, AddAssign, Div, Mul, Sub};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares a quantity with arithmetic that keeps its unit.
macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(f64);

        impl $name {
            /// Nothing of it.
            pub const ZERO: Self = Self(0.0);

            /// Whether the number is neither infinite nor "not a number".
            pub const fn is_finite(self) -> bool {
                self.0.is_finite()
            }

            /// The smaller of two.
            #[must_use]
            pub const fn min(self, other: Self) -> Self {
                Self(self.0.min(other.0))
            }

            /// The larger of two.
            #[must_use]
            pub const fn max(self, other: Self) -> Self {
                Self(self.0.max(other.0))
            }

            /// Orders two, "not a number" last.
            pub fn total_cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.0.total_cmp(&other.0)
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }

        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }

        impl Mul<f64> for $name {
            type Output = Self;
            fn mul(self, factor: f64) -> Self {
                Self(self.0 * factor)
            }
        }

        impl Div<f64> for $name {
            type Output = Self;
            fn div(self, divisor: f64) -> Self {
                Self(self.0 / divisor)
            }
        }

        /// The ratio of two quantities of one kind has no unit.
        impl Div for $name {
            type Output = f64;
            fn div(self, other: Self) -> f64 {
                self.0 / other.0
            }
        }

        impl std::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
                iter.fold(Self::ZERO, Add::add)
            }
        }
    };
}

quantity! {
    /// A length or a height. Serialised in metres: name the field `..._m`.
    Length
}
quantity! {
    /// A span of time. Serialised in seconds: name the field `..._s`.
    Duration
}
quantity! {
    /// A speed. Serialised in metres per second: name the field `..._m_per_s`.
    Speed
}
quantity! {
    /// Steps per minute, both feet counted. Serialised so: name the field `..._spm`.
    StepRate
}
quantity! {
    /// Rise over run, uphill positive, as a fraction: 0.1 is ten percent.
    /// Serialised as a fraction: name the field `..._fraction`.
    Grade
}
quantity! {
    /// A mass. Serialised in kilograms: name the field `..._kg`.
    Mass
}
quantity! {
    /// A force. Serialised in newtons: name the field `..._n`.
    Force
}
quantity! {
    /// Mechanical power. Serialised in watts: name the field `..._w`.
    Power
}
quantity! {
    /// A temperature. Serialised in degrees Celsius: name the field `..._c`.
    Temperature
}

/// The international mile, by the agreement of 1959.
const METRES_IN_MILE: f64 = 1609.344;

impl Length {
    /// From metres.
    pub const fn from_m(m: f64) -> Self {
        Self(m)
    }
    /// From millimetres.
    pub const fn from_mm(mm: f64) -> Self {
        Self(mm / 1000.0)
    }
    /// From kilometres.
    pub const fn from_km(km: f64) -> Self {
        Self(km * 1000.0)
    }
    /// From international miles, 1609.344 m by definition.
    pub const fn from_mi(mi: f64) -> Self {
        Self(mi * METRES_IN_MILE)
    }
    /// In metres.
    pub const fn as_m(self) -> f64 {
        self.0
    }
    /// In international miles.
    pub const fn as_mi(self) -> f64 {
        self.0 / METRES_IN_MILE
    }
    /// In millimetres.
    pub const fn as_mm(self) -> f64 {
        self.0 * 1000.0
    }
    /// In kilometres.
    pub const fn as_km(self) -> f64 {
        self.0 / 1000.0
    }
    /// The way back to the start of the axis as a positive length.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }
}

impl Duration {
    /// From seconds.
    pub const fn from_s(s: f64) -> Self {
        Self(s)
    }
    /// From milliseconds.
    pub const fn from_ms(ms: f64) -> Self {
        Self(ms / 1000.0)
    }
    /// From minutes.
    pub const fn from_min(min: f64) -> Self {
        Self(min * 60.0)
    }
    /// In seconds.
    pub const fn as_s(self) -> f64 {
        self.0
    }
    /// In milliseconds.
    pub const fn as_ms(self) -> f64 {
        self.0 * 1000.0
    }
    /// In minutes.
    pub const fn as_min(self) -> f64 {
        self.0 / 60.0
    }
}

impl Speed {
    /// From metres per second.
    pub const fn from_m_per_s(m_per_s: f64) -> Self {
        Self(m_per_s)
    }
    /// In metres per second.
    pub const fn as_m_per_s(self) -> f64 {
        self.0
    }
    /// From the time one kilometre takes; no number when that is none.
    pub fn from_pace_per_km(pace: Duration) -> Self {
        Self(1000.0 / pace.0)
    }
    /// From the time one mile takes; no number when that is none.
    pub fn from_pace_per_mi(pace: Duration) -> Self {
        Self(METRES_IN_MILE / pace.0)
    }
    /// The time one mile takes; `None` when standing.
    pub fn pace_per_mi(self) -> Option<Duration> {
        (self.0 > 0.0).then(|| Duration(METRES_IN_MILE / self.0))
    }
    /// The time one kilometre takes; `None` when standing.
    pub fn pace_per_km(self) -> Option<Duration> {
        (self.0 > 0.0).then(|| Duration(1000.0 / self.0))
    }
}

impl StepRate {
    /// From steps per minute, both feet.
    pub const fn from_spm(steps_per_min: f64) -> Self {
        Self(steps_per_min)
    }
    /// From single-leg cycles per minute, the way FIT stores running cadence.
    pub const fn from_strides_per_min(strides_per_min: f64) -> Self {
        Self(strides_per_min * 2.0)
    }
    /// In steps per minute, both feet.
    pub const fn as_spm(self) -> f64 {
        self.0
    }
}

impl Grade {
    /// From a fraction: 0.1 rises one metre in ten.
    pub const fn from_fraction(fraction: f64) -> Self {
        Self(fraction)
    }
    /// From percent: 10 rises one metre in ten.
    pub const fn from_percent(percent: f64) -> Self {
        Self(percent / 100.0)
    }
    /// As a fraction.
    pub const fn as_fraction(self) -> f64 {
        self.0
    }
    /// In percent.
    pub const fn as_percent(self) -> f64 {
        self.0 * 100.0
    }
}

impl Mass {
    /// From kilograms.
    pub const fn from_kg(kg: f64) -> Self {
        Self(kg)
    }
    /// In kilograms.
    pub const fn as_kg(self) -> f64 {
        self.0
    }
}

impl Force {
    /// From newtons.
    pub const fn from_n(n: f64) -> Self {
        Self(n)
    }
    /// In newtons.
    pub const fn as_n(self) -> f64 {
        self.0
    }
}

impl Power {
    /// From watts.
    pub const fn from_w(w: f64) -> Self {
        Self(w)
    }
    /// In watts.
    pub const fn as_w(self) -> f64 {
        self.0
    }
}

impl Temperature {
    /// From degrees Celsius.
    pub const fn from_c(c: f64) -> Self {
        Self(c)
    }
    /// In degrees Celsius.
    pub const fn as_c(self) -> f64 {
        self.0
    }
}

impl Div<Duration> for Length {
    type Output = Speed;
    fn div(self, time: Duration) -> Speed {
        Speed(self.0 / time.0)
    }
}

impl Mul<Duration> for Speed {
    type Output = Length;
    fn mul(self, time: Duration) -> Length {
        Length(self.0 * time.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(actual: f64, expected: f64) {
        assert!(
            (actual - expected).abs() <= expected.abs() * 1e-12,
            "{actual} is not {expected}"
        );
    }

    #[test]
    fn each_constructor_names_its_unit() {
        check(Length::from_km(5.2).as_m(), 5200.0);
        check(Length::from_mm(94.0).as_m(), 0.094);
        check(Length::from_mi(26.21875).as_m(), 42194.988);
        check(Length::from_m(8046.72).as_mi(), 5.0);
        check(Duration::from_min(1.5).as_s(), 90.0);
        check(StepRate::from_strides_per_min(86.0).as_spm(), 172.0);
        check(Grade::from_percent(-10.5).as_fraction(), -0.105);
    }

    #[test]
    fn speed_is_length_by_duration() {
        check(
            (Length::from_km(1.0) / Duration::from_min(5.0)).as_m_per_s(),
            1000.0 / 300.0,
        );
        let pace = Speed::from_m_per_s(2.5).pace_per_km();
        check(pace.expect("moving").as_min(), 1000.0 / 2.5 / 60.0);
        assert_eq!(Speed::ZERO.pace_per_km(), None);
    }

    proptest! {
        #[test]
        fn adding_and_taking_away_returns_to_the_start(a in -1e6..1e6f64, b in -1e6..1e6f64) {
            let back = Length::from_m(a) + Length::from_m(b) - Length::from_m(b);
            prop_assert!((back.as_m() - a).abs() < 1e-6);
        }

        #[test]
        fn a_quantity_is_a_bare_number_in_json(m in -1e6..1e6f64) {
            let text = serde_json::to_string(&Length::from_m(m)).unwrap();
            prop_assert_eq!(serde_json::from_str::<f64>(&text).unwrap().to_bits(), m.to_bits());
        }
    }
}
