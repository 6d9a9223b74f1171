//! Numbers and dates the way the pages print them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use trochlea_quantity::Speed;

/// "5.2" for 5,243 metres; a hundred metres is all a runner's watch knows.
pub(super) fn km(metres: f64) -> String {
    format!("{:.1}", metres / 1000.0)
}

/// "1 h 43 min", "27 min", "45 s".
pub(super) fn time(seconds: f64) -> String {
    let whole = seconds.max(0.0).round();
    let minutes = (whole / 60.0).floor();
    let hours = (minutes / 60.0).floor();
    if hours >= 1.0 {
        format!("{hours} h {} min", minutes - hours * 60.0)
    } else if minutes >= 1.0 {
        format!("{minutes} min")
    } else {
        format!("{whole} s")
    }
}

/// "6:30" for a pace in seconds for each kilometre.
pub(super) fn pace(speed: Speed) -> Option<String> {
    let seconds = speed.pace_per_km()?.as_s().round();
    let minutes = (seconds / 60.0).floor();
    // Slower than an hour a kilometre is standing.
    (minutes < 60.0).then(|| format!("{minutes}:{:02}", seconds - minutes * 60.0))
}

/// "45" or "2.5": no more than a tenth, and none when it is nothing.
pub(super) fn plain(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// A clause as the opening of a line: its first letter large.
pub(super) fn opening(clause: &str) -> String {
    let mut letters = clause.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A sentence as a heading, which ends without a full stop.
pub(super) fn heading(sentence: &str) -> &str {
    sentence.strip_suffix('.').unwrap_or(sentence)
}

/// A signed number with a real minus sign: "+4.2", "−4.2", "0.0".
pub(super) fn signed(value: f64, places: usize) -> String {
    let text = format!("{:.places$}", value.abs());
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    match (is_zero, value < 0.0) {
        (true, _) => text,
        (false, true) => format!("−{text}"),
        (false, false) => format!("+{text}"),
    }
}

/// "Thursday 4 June 2026".
pub(super) fn long_day(day: Date) -> String {
    day.strftime("%A %-d %B %Y").to_string()
}

/// "Thu 4 Jun".
pub(super) fn short_day(day: Date) -> String {
    day.strftime("%a %-d %b").to_string()
}

/// "09:29" on the runner's clock.
pub(super) fn clock(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone())
        .strftime("%H:%M")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_in_the_largest_units_that_matter() {
        for (seconds, expected) in [
            (0.0, "0 s"),
            (59.4, "59 s"),
            (59.6, "1 min"),
            (3599.0, "59 min"),
            (3600.0, "1 h 0 min"),
            (6180.0, "1 h 43 min"),
        ] {
            assert_eq!(time(seconds), expected, "{seconds} s");
        }
    }

    #[test]
    fn a_pace_is_minutes_and_seconds_for_a_kilometre() {
        // 1000 m / 390 s = 2.564 m/s.
        for (speed, expected) in [
            (1000.0 / 390.0, Some("6:30")),
            (1000.0 / 359.7, Some("6:00")),
            (0.0, None),
            (0.1, None),
        ] {
            let pace = pace(Speed::from_m_per_s(speed));
            assert_eq!(pace.as_deref(), expected, "{speed} m/s");
        }
    }

    #[test]
    fn a_number_that_rounds_to_zero_has_no_sign() {
        for (value, expected) in [
            (-0.04, "0.0"),
            (-0.06, "−0.1"),
            (3.25, "+3.2"),
            (0.0, "0.0"),
        ] {
            assert_eq!(signed(value, 1), expected, "{value}");
        }
    }
}
