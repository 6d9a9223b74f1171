//! Times as TCX and GPX write them.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// A time, and whether it said its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) unix_ms: i64,
    pub(super) has_zone: bool,
}

/// Reads `2024-05-06T07:08:09[.123](Z|+02:00|)`; other ISO 8601 spellings go the slow way.
/// A time without a zone is taken as UTC, as both formats ask for.
pub(super) fn read(text: &str) -> Option<Read> {
    let text = text.trim_ascii();
    fast(text.as_bytes()).or_else(|| slow(text))
}

fn slow(text: &str) -> Option<Read> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(Read {
            unix_ms: time.as_millisecond(),
            has_zone: true,
        });
    }
    let local: DateTime = text.parse().ok()?;
    let time = TimeZone::UTC.to_timestamp(local).ok()?;
    Some(Read {
        unix_ms: time.as_millisecond(),
        has_zone: false,
    })
}

fn fast(text: &[u8]) -> Option<Read> {
    let (head, tail) = text.split_first_chunk::<19>()?;
    let &[
        y0,
        y1,
        y2,
        y3,
        b'-',
        mo0,
        mo1,
        b'-',
        d0,
        d1,
        b'T',
        h0,
        h1,
        b':',
        mi0,
        mi1,
        b':',
        s0,
        s1,
    ] = head
    else {
        return None;
    };
    let year = two(y0, y1)? * 100 + two(y2, y3)?;
    let (month, day) = (two(mo0, mo1)?, two(d0, d1)?);
    let (hour, minute, second) = (two(h0, h1)?, two(mi0, mi1)?, two(s0, s1)?);
    // Wrong days and leap seconds are left to the slow way, which knows the calendar.
    if !(1..=12).contains(&month) || !(1..=28).contains(&day) && !long_enough(year, month, day) {
        return None;
    }
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let (millisecond, tail) = fraction(tail)?;
    let (offset_s, has_zone) = zone(tail)?;
    let seconds =
        days_since_1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset_s;
    Some(Read {
        unix_ms: seconds * 1000 + millisecond,
        has_zone,
    })
}

fn two(tens: u8, ones: u8) -> Option<i64> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| i64::from(tens * 10 + ones))
}

fn long_enough(year: i64, month: i64, day: i64) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=days).contains(&day)
}

/// Milliseconds; further digits are cut.
fn fraction(text: &[u8]) -> Option<(i64, &[u8])> {
    let [b'.', digits @ ..] = text else {
        return Some((0, text));
    };
    let n = digits
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let (digits, rest) = digits.split_at_checked(n)?;
    if n == 0 || n > 9 {
        return None;
    }
    let ms = (0..3).fold(0, |sum, place| {
        sum * 10 + digits.get(place).map_or(0, |digit| i64::from(digit - b'0'))
    });
    Some((ms, rest))
}

fn zone(text: &[u8]) -> Option<(i64, bool)> {
    match *text {
        [] => Some((0, false)),
        [b'Z' | b'z'] => Some((0, true)),
        [sign @ (b'+' | b'-'), h0, h1, b':', m0, m1] => {
            let (hours, minutes) = (two(h0, h1)?, two(m0, m1)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let seconds = hours * 3600 + minutes * 60;
            Some((if sign == b'+' { seconds } else { -seconds }, true))
        }
        _ => None,
    }
}

/// Days of the Gregorian calendar, counted with years that begin in March so that
/// the leap day is the last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::{fast, read, slow};
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, unix_ms: i64, has_zone: bool) {
        let time = read(text).unwrap();
        assert_eq!((time.unix_ms, time.has_zone), (unix_ms, has_zone), "{text}");
    }

    #[test]
    fn times_with_and_without_fractions_and_zones() {
        // `date -u -d ... +%s` says 1360152674.
        check("2013-02-06T12:11:14Z", 1_360_152_674_000, true);
        check("2013-02-06T12:11:14.5Z", 1_360_152_674_500, true);
        check("2013-02-06T12:11:14.000", 1_360_152_674_000, false);
        check("2013-02-06T14:11:14+02:00", 1_360_152_674_000, true);
        check("2013-02-06 12:11:14Z", 1_360_152_674_000, true);
        check(" 2013-02-06T12:11:14Z\n", 1_360_152_674_000, true);
    }

    #[test]
    fn days_that_no_calendar_has_are_no_times() {
        for text in [
            "2023-02-29T00:00:00Z",
            "2023-13-01T00:00:00Z",
            "2023-04-31T00:00:00Z",
            "yesterday",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_fast_way_agrees_with_jiff(
            year in 0_u32..=9998, month in 1_u32..=12, day in 1_u32..=31, hour in 0_u32..24,
            minute in 0_u32..60, second in 0_u32..60, zone in "(|Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])",
        ) {
            let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}");
            if let Some(time) = fast(text.as_bytes()) {
                prop_assert_eq!(Some(time), slow(&text));
            } else {
                prop_assert_eq!(None, slow(&text));
            }
        }
    }
}
