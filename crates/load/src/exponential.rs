//! The exponential function of all draws at once.
//!
//! Only additions, multiplications and bits, so the compiler may do several at a time and every
//! machine gives the same number. The relative error is below 1e-9, far under what is known of
//! any knee.

use crate::interval::PerDraw;

/// Beyond this the result would be no load of anything.
const LIMIT: f64 = 40.0;

/// `e` to the power of each entry; entries beyond 40 count as 40.
pub(crate) fn exponentials(logarithms: &PerDraw) -> PerDraw {
    logarithms.map(exponential)
}

/// `e` to the power of `logarithm`, within -40 to 40.
#[inline]
pub(crate) fn exponential(logarithm: f64) -> f64 {
    // Adding this leaves no bits for the fraction: what remains is the nearest whole number.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    let powers = logarithm.clamp(-LIMIT, LIMIT) * std::f64::consts::LOG2_E;
    let rounded = powers + ROUND;
    let x = (powers - (rounded - ROUND)) * std::f64::consts::LN_2;
    let tail = 1.0 / 720.0 + x * (1.0 / 5040.0 + x * (1.0 / 40_320.0 + x * (1.0 / 362_880.0)));
    let series = 1.0
        + x * (1.0 + x * (0.5 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x * (1.0 / 120.0 + x * tail)))));
    // The whole number of doublings goes into the exponent's bits.
    f64::from_bits(series.to_bits().wrapping_add(rounded.to_bits() << 52))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_exponential_function(x in -39.0..39.0f64) {
            let exact = libm::exp(x);
            prop_assert!((exponential(x) - exact).abs() <= 1e-9 * exact);
        }
    }
}
