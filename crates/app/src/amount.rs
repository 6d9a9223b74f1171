//! Distances, times and paces the way people type them, for the command line and the pages.

use trochlea_quantity::{Duration, Length, Speed};

/// "10", "10 km", "10k", "800 m" or "5 mi"; a bare number is kilometres.
pub(crate) fn distance(text: &str) -> Result<Length, String> {
    let refused = || {
        format!(
            "“{text}” is no distance: write kilometres such as 10, or with a unit, 800 m or 5 mi"
        )
    };
    let (number, unit) = number_and_unit(text).ok_or_else(refused)?;
    let length = match unit.as_str() {
        "" | "km" | "k" => Length::from_km(number),
        "m" => Length::from_m(number),
        "mi" | "mile" | "miles" => Length::from_mi(number),
        _ => return Err(refused()),
    };
    if length > Length::ZERO {
        Ok(length)
    } else {
        Err(refused())
    }
}

/// "50:00" is minutes and seconds, "1:05:00" hours besides; "50 min", "1.5 h"; a bare number is
/// minutes.
pub(crate) fn time(text: &str) -> Result<Duration, String> {
    let refused = || {
        format!(
            "“{text}” is no time: write minutes and seconds such as 50:00, hours besides as 1:05:00, or 50 min"
        )
    };
    let time = if text.contains(':') {
        clock(text).ok_or_else(refused)?
    } else {
        let (number, unit) = number_and_unit(text).ok_or_else(refused)?;
        match unit.as_str() {
            "" | "min" => Duration::from_min(number),
            "h" => Duration::from_min(60.0 * number),
            "s" => Duration::from_s(number),
            _ => return Err(refused()),
        }
    };
    if time > Duration::ZERO {
        Ok(time)
    } else {
        Err(refused())
    }
}

/// "5:30" or "5.5" for a kilometre, "8:30/mi" for a mile.
pub(crate) fn pace(text: &str) -> Result<Speed, String> {
    let refused = || {
        format!(
            "“{text}” is no pace: write minutes and seconds for a kilometre such as 5:30, or for a mile as 8:30/mi"
        )
    };
    let (amount, unit) = text.split_once('/').unwrap_or((text, "km"));
    let time = time(amount.trim()).map_err(|_| refused())?;
    match unit.trim().to_lowercase().as_str() {
        "km" | "k" => Ok(Speed::from_pace_per_km(time)),
        "mi" | "mile" => Ok(Speed::from_pace_per_mi(time)),
        _ => Err(refused()),
    }
}

/// "10" or "10 %" as a fraction.
pub(crate) fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let number: Option<f64> = number.parse().ok();
    number
        .filter(|number| number.is_finite() && *number > 0.0)
        .map(|number| number / 100.0)
        .ok_or_else(|| format!("“{text}” is no percentage: write a number such as 10"))
}

/// A number above zero, whatever its unit.
pub(crate) fn above_zero(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.trim().replace(',', ".").parse().ok();
    number
        .filter(|number| number.is_finite() && *number > 0.0)
        .ok_or_else(|| format!("“{text}” is no number above zero"))
}

/// "1:05:00" or "50:00" on a stopwatch.
pub(crate) fn as_clock(time: Duration) -> String {
    let whole = time.as_s().round().max(0.0);
    let hours = (whole / 3600.0).floor();
    let minutes = ((whole - 3600.0 * hours) / 60.0).floor();
    let seconds = whole - 3600.0 * hours - 60.0 * minutes;
    if hours > 0.0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

fn clock(text: &str) -> Option<Duration> {
    let parts: Option<Vec<u32>> = text
        .split(':')
        .map(|part| part.trim().parse().ok())
        .collect();
    let seconds = match *parts?.as_slice() {
        [minutes, seconds] if seconds < 60 => 60 * u64::from(minutes) + u64::from(seconds),
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => {
            3600 * u64::from(hours) + 60 * u64::from(minutes) + u64::from(seconds)
        }
        _ => return None,
    };
    Some(Duration::from_s(seconds as f64))
}

fn number_and_unit(text: &str) -> Option<(f64, String)> {
    let text = text.trim().to_lowercase().replace(',', ".");
    let end = text
        .find(|one: char| !one.is_ascii_digit() && one != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    let number: f64 = number.parse().ok()?;
    number.is_finite().then(|| (number, unit.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: Result<f64, String>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    #[test]
    fn amounts_are_read_with_and_without_units() {
        near(distance("10").map(Length::as_m), 10_000.0);
        near(distance("7,5 km").map(Length::as_m), 7500.0);
        near(distance("800 m").map(Length::as_m), 800.0);
        near(distance("5mi").map(Length::as_m), 8046.72);
        near(time("50:00").map(Duration::as_s), 3000.0);
        near(time("1:05:00").map(Duration::as_s), 3900.0);
        near(time("50").map(Duration::as_s), 3000.0);
        near(time("1.5 h").map(Duration::as_s), 5400.0);
        near(pace("5:00").map(Speed::as_m_per_s), 1000.0 / 300.0);
        near(pace("8:00/mi").map(Speed::as_m_per_s), 1609.344 / 480.0);
        near(percent("15 %"), 0.15);
        assert_eq!(as_clock(Duration::from_s(3661.4)), "1:01:01");
        assert_eq!(as_clock(Duration::from_s(330.0)), "5:30");
    }

    #[test]
    fn what_is_no_amount_is_refused_with_an_example() {
        for text in ["", "-5", "0", "ten", "5 yd", "1e999", "5 km/h"] {
            assert!(distance(text).is_err(), "{text}");
        }
        for text in ["", "0:00", "5:60", "1:2:3:4", "5 d"] {
            assert!(time(text).is_err(), "{text}");
        }
        assert!(pace("5:00/furlong").unwrap_err().contains("8:30/mi"));
        assert!(percent("0").is_err());
        assert!(above_zero("nan").is_err());
    }
}
