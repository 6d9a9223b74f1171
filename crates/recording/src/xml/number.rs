//! Decimal numbers, fast where that is exact.

/// Powers of ten that a 64-bit float holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// A finite decimal number, correctly rounded.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let text = text.trim_ascii();
    match plain(text.as_bytes()) {
        Some(value) => Some(value),
        None => text.parse::<f64>().ok().filter(|value| value.is_finite()),
    }
}

/// Digits with one point. Up to 2^53 and 22 decimals both parts of the quotient are exact,
/// so that one division rounds once, as it should.
#[inline]
fn plain(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let mut mantissa: u64 = 0;
    let mut n_decimals = 0;
    let mut in_decimals = false;
    if digits.is_empty() || digits.len() > 19 {
        return None;
    }
    for &byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            mantissa = mantissa * 10 + u64::from(digit);
            n_decimals += usize::from(in_decimals);
        } else if byte == b'.' && !in_decimals {
            in_decimals = true;
        } else {
            return None;
        }
    }
    if mantissa > 1 << 53 || (in_decimals && digits.len() == 1) {
        return None;
    }
    let value = mantissa as f64 / POWERS.get(n_decimals)?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::decimal;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_number_is_missing() {
        for text in [
            "", " ", "-", ".", "1.2.3", "1,5", "NaN", "inf", "0x10", "12m",
        ] {
            assert_eq!(decimal(text), None, "{text:?}");
        }
    }

    #[test]
    fn spaces_exponents_and_long_decimals_are_read() {
        assert_eq!(decimal(" 47.5\n"), Some(47.5));
        assert_eq!(decimal("1.5E-2"), Some(0.015));
        assert_eq!(decimal("+3"), Some(3.0));
        assert_eq!(
            decimal("-0.12345678901234567890123"),
            Some(-0.123_456_789_012_345_68)
        );
    }

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(text in "-?[0-9]{1,12}(\\.[0-9]{0,18})?") {
            prop_assert_eq!(decimal(&text).map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits));
        }
    }
}
