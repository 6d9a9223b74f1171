use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::N_DRAWS;

/// One number per parameter draw, in the order of the fit: the same draw in two totals means the
/// same knee and the same studies, so totals may be added and divided draw by draw.
pub type PerDraw = [f64; N_DRAWS];

/// An 80 % interval: what is most likely, and the values that one in ten lies below and above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// The median.
    pub mid: f64,
    /// The 10 % quantile.
    pub low: f64,
    /// The 90 % quantile.
    pub high: f64,
}

/// Standard deviations from the median to the 90 % quantile of a normal distribution.
pub(crate) const SCORE_AT_90_PERCENT: f64 = 1.281_551_565_544_6;

impl Interval {
    /// A number without any doubt.
    pub const fn exactly(value: f64) -> Self {
        Self {
            mid: value,
            low: value,
            high: value,
        }
    }

    /// Median and quantiles of the draws, between neighbours by straight line.
    pub fn of(draws: &PerDraw) -> Self {
        let mut sorted = *draws;
        sorted.sort_by(f64::total_cmp);
        Self {
            mid: quantile(&sorted, 0.5),
            low: quantile(&sorted, 0.1),
            high: quantile(&sorted, 0.9),
        }
    }

    /// The interval with an error that has nothing to do with the draws, given by its standard
    /// deviation. Neither end passes below zero.
    #[must_use]
    pub fn widened(self, sd: f64) -> Self {
        let by = SCORE_AT_90_PERCENT * sd;
        Self {
            mid: self.mid,
            low: (self.mid - libm::hypot(self.mid - self.low, by)).max(0.0),
            high: self.mid + libm::hypot(self.high - self.mid, by),
        }
    }

    /// The larger of two, end by end.
    #[must_use]
    pub fn larger(self, other: Self) -> Self {
        Self {
            mid: self.mid.max(other.mid),
            low: self.low.max(other.low),
            high: self.high.max(other.high),
        }
    }

    /// Every number times a factor above zero.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self {
            mid: self.mid * factor,
            low: self.low * factor,
            high: self.high * factor,
        }
    }

    /// Half of the width as a share of the middle; 0 when there is nothing.
    pub fn relative_half_width(self) -> f64 {
        if self.mid > 0.0 {
            (self.high - self.low) / (2.0 * self.mid)
        } else {
            0.0
        }
    }
}

fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len().saturating_sub(1)) as f64;
    let below = place.floor();
    let at = |idx: f64| sorted.get(idx as usize).copied().unwrap_or(f64::NAN);
    let from = at(below);
    let to = at(place.ceil());
    from + (to - from) * (place - below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_the_numbers_from_0_to_63() {
        let mut draws = [0.0; N_DRAWS];
        for (n, draw) in draws.iter_mut().enumerate() {
            *draw = (63 - n) as f64;
        }
        // By hand: 0.1 * 63 = 6.3, 0.5 * 63 = 31.5, 0.9 * 63 = 56.7.
        let interval = Interval::of(&draws);
        assert!((interval.low - 6.3).abs() < 1e-9);
        assert!((interval.mid - 31.5).abs() < 1e-9);
        assert!((interval.high - 56.7).abs() < 1e-9);
    }

    #[test]
    fn an_error_of_its_own_adds_as_a_square() {
        // Half widths of 3, and 4 from the standard deviation: 5.
        let before = Interval {
            mid: 10.0,
            low: 7.0,
            high: 13.0,
        };
        let after = before.widened(4.0 / SCORE_AT_90_PERCENT);
        assert!((after.low - 5.0).abs() < 1e-9 && (after.high - 15.0).abs() < 1e-9);
    }
}
