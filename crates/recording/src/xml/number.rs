//! Decimal numbers, fast where that is exact.

/// Powers of ten that a 64-bit float holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// More digits than this say nothing about a place on Earth: 15 tell the width of an atom.
const MANTISSA_FULL: u64 = 100_000_000_000_000;

/// A finite decimal number: correctly rounded up to 15 digits, and cut after them.
#[inline]
pub(super) fn decimal(text: &str) -> Option<f64> {
    match plain(text.as_bytes()) {
        Some(value) => Some(value),
        None => unusual(text),
    }
}

/// Spaces around it, exponents, signs.
#[inline(never)]
fn unusual(text: &str) -> Option<f64> {
    text.trim_ascii()
        .parse::<f64>()
        .ok()
        .filter(|value| value.is_finite())
}

/// Digits with one point. Below 2^53 and with at most 22 decimals both parts of the quotient
/// are exact, so that one division rounds once, as it should.
#[inline]
fn plain(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let mut rest = digits.iter();
    let mut mantissa: u64 = 0;
    let mut n_digits = 0;
    for &byte in rest.by_ref() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 && mantissa < MANTISSA_FULL {
            mantissa = mantissa * 10 + u64::from(digit);
            n_digits += 1;
        } else if byte == b'.' {
            break;
        } else {
            return None;
        }
    }
    let mut n_decimals = 0;
    for &byte in rest {
        let digit = byte.wrapping_sub(b'0');
        if digit >= 10 {
            return None;
        }
        if mantissa < MANTISSA_FULL && n_decimals < 22 {
            mantissa = mantissa * 10 + u64::from(digit);
            n_decimals += 1;
        }
        n_digits += 1;
    }
    if n_digits == 0 {
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
            Some(-0.123_456_789_012_345)
        );
    }

    proptest! {
        #[test]
        fn agrees_with_the_standard_library_up_to_15_digits(text in "-?[0-9]{1,6}(\\.[0-9]{0,8})?") {
            prop_assert_eq!(decimal(&text).map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits));
        }

        #[test]
        fn longer_numbers_are_cut_after_15_digits(text in "-?[0-9]{1,14}\\.[0-9]{0,40}") {
            let (ours, theirs) = (decimal(&text).unwrap(), text.parse::<f64>().unwrap());
            prop_assert!((ours - theirs).abs() <= theirs.abs() * 2e-14, "{ours} {theirs}");
        }
    }
}
