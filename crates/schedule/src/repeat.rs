//! Events that repeat by the day or the week.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use crate::calendar::day_of;

/// No plan repeats a session more often.
const MOST_DAYS: usize = 400;

/// How an event repeats.
pub(crate) struct Repeat {
    step_days: i64,
    until: Option<Date>,
    count: Option<usize>,
    /// Days of the week within each step; empty for that of the first day.
    weekdays: Vec<Weekday>,
}

impl Repeat {
    /// `None` for a rule of another kind: by the month, by position, or without an end.
    pub(crate) fn of(rule: &str, first: Date, zone: &TimeZone) -> Option<Self> {
        let mut repeat = Self {
            step_days: 0,
            until: None,
            count: None,
            weekdays: Vec::new(),
        };
        let mut interval = 1_i64;
        for part in rule.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            match name.to_ascii_uppercase().as_str() {
                "FREQ" if value.eq_ignore_ascii_case("DAILY") => repeat.step_days = 1,
                "FREQ" if value.eq_ignore_ascii_case("WEEKLY") => repeat.step_days = 7,
                "INTERVAL" => interval = value.parse().ok().filter(|one| (1..=52).contains(one))?,
                "COUNT" => repeat.count = Some(value.parse().ok()?),
                "UNTIL" => repeat.until = Some(day_of(value, zone)?),
                "BYDAY" => {
                    let days: Option<Vec<Weekday>> = value.split(',').map(weekday).collect();
                    repeat.weekdays = days?;
                }
                "WKST" => {}
                _ => return None,
            }
        }
        let by_week = repeat.step_days == 7;
        let known = repeat.step_days > 0 && (by_week || repeat.weekdays.is_empty());
        repeat.step_days *= interval;
        let ends = repeat.count.is_some() || repeat.until.is_some_and(|until| until >= first);
        (known && ends).then_some(repeat)
    }
}

/// The days of an event that repeats, the first included.
pub(crate) fn days(first: Date, repeat: &Repeat) -> Vec<Date> {
    let most = repeat.count.unwrap_or(MOST_DAYS).min(MOST_DAYS);
    let within = |day: &Date| *day >= first && repeat.until.is_none_or(|until| *day <= until);
    let monday = first.saturating_sub(i64::from(first.weekday().to_monday_zero_offset()).days());
    let mut found = Vec::new();
    for n in 0..=i64::try_from(MOST_DAYS).unwrap_or(0) {
        let step = (n * repeat.step_days).days();
        if repeat.weekdays.is_empty() {
            found.extend(Some(first.saturating_add(step)).filter(within));
        } else {
            let week = monday.saturating_add(step);
            let mut of_week: Vec<Date> = repeat
                .weekdays
                .iter()
                .map(|day| week.saturating_add(i64::from(day.to_monday_zero_offset()).days()))
                .filter(within)
                .collect();
            of_week.sort();
            of_week.dedup();
            found.extend(of_week);
        }
    }
    found.dedup();
    found.truncate(most);
    found
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}
