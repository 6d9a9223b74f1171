//! Plans as runners have them. All files here are of our own invention.

use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use trochlea_quantity::{Duration, Length};

use super::title::{extent, kind};
use super::*;

mod calendar;
mod table;
mod workout;

fn zone() -> TimeZone {
    TimeZone::get("Europe/Vienna").unwrap()
}

#[track_caller]
fn near(found: Option<f64>, expected: Option<f64>) {
    match (found, expected) {
        (Some(found), Some(expected)) => {
            assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
        }
        _ => assert_eq!(found, expected),
    }
}

/// A title, its kilometres, its minutes and what it is.
#[track_caller]
fn check(title: &str, km: Option<f64>, min: Option<f64>, expected: Option<Kind>) {
    let found = extent(title);
    near(found.distance.map(Length::as_km), km);
    near(found.duration.map(Duration::as_min), min);
    assert_eq!(kind(title), expected, "{title}");
}

/// Requirements: S2-062.
#[test]
fn distances_and_times_stand_in_titles() {
    use Kind::{Cross, Easy, Hills, Long, Race, Rest, Speed, Strength, Unknown};
    check("10 km easy", Some(10.0), None, Some(Easy));
    check("Easy 10K", Some(10.0), None, Some(Easy));
    check("7,5 km Recovery", Some(7.5), None, Some(Easy));
    // 5 x 1609.344 m
    check("5 miles", Some(8.04672), None, None);
    check("Long run 18 km", Some(18.0), None, Some(Long));
    check("6x800m", Some(4.8), None, Some(Speed));
    check("6 × 800 m with 400 m jog", Some(4.8), None, Some(Speed));
    check("4 x 4 x 400m", Some(6.4), None, Some(Speed));
    check("3x10 min tempo", None, Some(30.0), Some(Speed));
    // 2 + 4.8 + 1.5
    check(
        "2 km warm-up, 6x800m, 1.5 km cool-down",
        Some(8.3),
        None,
        Some(Speed),
    );
    check("15 min + 5 km tempo", Some(5.0), Some(15.0), Some(Speed));
    check("10 km, last 3 km fast", Some(10.0), None, Some(Speed));
    check("5-6 km relaxed", Some(6.0), None, Some(Easy));
    check("45 min jog", None, Some(45.0), Some(Easy));
    check("1h30 long run", None, Some(90.0), Some(Long));
    check("Easy run 40'", None, Some(40.0), Some(Easy));
    check("10 km @ 5:30/km", Some(10.0), None, None);
    check("8 km at 12 km/h", Some(8.0), None, None);
    check("Run: hill repeats 8 x 60 s", None, Some(8.0), Some(Hills));
    check("Half marathon", Some(21.0975), None, Some(Race));
    check("City marathon race", Some(42.195), None, Some(Race));
    check("Parkrun", Some(5.0), None, Some(Race));
    check("8 km at marathon pace", Some(8.0), None, Some(Speed));
    check("Marathon pace", None, None, Some(Speed));
    check("Gym: strength", None, None, Some(Strength));
    check("Run 5 km + core", Some(5.0), None, Some(Unknown));
    check("Bike 40 km", Some(40.0), None, Some(Cross));
    check("Rest day", None, None, Some(Rest));
    check("Long run (20 km)", Some(20.0), None, Some(Long));
}

#[test]
fn what_may_be_read_two_ways_stays_unknown() {
    // Metres or minutes, a clock or a pace, repeats of what is not understood.
    check("Run 45m", None, None, Some(Kind::Unknown));
    check("Run 5:30", None, None, Some(Kind::Unknown));
    check(
        "3 x (5 min fast, 2 min slow)",
        None,
        None,
        Some(Kind::Speed),
    );
    check("Run in zone 2", None, None, Some(Kind::Easy));
    check("Team meeting", None, None, None);
    check("", None, None, None);
}

#[test]
fn a_file_that_is_no_plan_is_refused_with_a_reason() {
    let refused = |bytes: &[u8]| read("it", bytes, &zone()).unwrap_err().reason;
    assert!(refused(b"").contains("empty"));
    assert!(refused(&[0xff, 0xfe, 0, 1]).contains("UTF-8"));
    assert!(refused(b"hello,world\n1,2\n").contains("\"date\""));
    assert!(refused(&vec![b'a'; LARGEST_BYTES + 1]).contains("4 MB"));
}

#[test]
fn several_files_become_one_plan_in_order() {
    let one = read("a.csv", b"date,km\n2026-03-09,5\n", &zone()).unwrap();
    let two = read("b.csv", b"date,km\n2026-03-02,4\nsoon,4\n", &zone()).unwrap();
    let plan = TrainingPlan::join([one, two]);
    let days: Vec<_> = plan.sessions.iter().map(|one| one.day.unwrap()).collect();
    assert_eq!(days, [date(2026, 3, 2), date(2026, 3, 9)]);
    assert_eq!(plan.problems.len(), 1);
    assert_eq!(plan.problems[0].source.file, "b.csv");
    assert_eq!(plan.problems[0].source.line, Some(3));
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,60}") {
        let found = extent(&text);
        let finite = |value: f64| value.is_finite() && value >= 0.0;
        prop_assert!(found.distance.is_none_or(|way| finite(way.as_m())));
        prop_assert!(found.duration.is_none_or(|time| finite(time.as_s())));
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read("it", &bytes, &zone());
        let mut calendar = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260302\nSUMMARY:".to_vec();
        calendar.extend(&bytes);
        let _ = read("it", &calendar, &zone());
        let mut table = b"date,km\n".to_vec();
        table.extend(bytes);
        let _ = read("it", &table, &zone());
    }
}

/// Every text that the room names is there, and none is there for nothing.
#[test]
fn every_text_has_its_words() {
    let words = include_str!("../../../knowledge/words/en/schedule.ftl");
    let known: std::collections::BTreeSet<&str> = words
        .lines()
        .filter_map(|line| line.split_once(" = ")?.0.strip_prefix("schedule-"))
        .collect();
    let sources = [
        include_str!("calendar.rs"),
        include_str!("table.rs"),
        include_str!("workout.rs"),
    ];
    let named: std::collections::BTreeSet<&str> = sources
        .iter()
        .flat_map(|source| source.split("\"schedule-").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(named, known);
}
