use super::*;

/// Ten weeks to a race begin like this in a calendar; of our own invention.
const BLOCK: &str = "BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//made up//plan//EN\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;VALUE=DATE:20260302\r
SUMMARY:Easy 6 km\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2\r
DTSTART;TZID=Europe/Vienna:20260304T183000\r
DTEND;TZID=Europe/Vienna:20260304T193000\r
SUMMARY:Intervals\\, track: \r
 6x800m\r
BEGIN:VALARM\r
TRIGGER:-PT30M\r
DESCRIPTION:99 km\r
SUMMARY:99 km\r
END:VALARM\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:3\r
DTSTART:20260306T233000Z\r
DURATION:PT1H\r
SUMMARY:Run\r
DESCRIPTION:relaxed\\nno watch\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:4\r
DTSTART:20260305T090000\r
DTEND:20260305T100000\r
SUMMARY:Dentist\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:5\r
DTSTART:20260308T080000\r
STATUS:CANCELLED\r
SUMMARY:Long run 14 km\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:6\r
SUMMARY:Long run 15 km\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:7\r
DTSTART;VALUE=DATE:20260303\r
RRULE:FREQ=WEEKLY;COUNT=3\r
EXDATE;VALUE=DATE:20260310\r
SUMMARY:Gym\r
END:VEVENT\r
END:VCALENDAR\r
";

fn read_block() -> TrainingPlan {
    read("block.ics", BLOCK.as_bytes(), &zone()).unwrap()
}

/// Requirements: S2-062.
#[test]
fn events_become_sessions_on_their_days() {
    let plan = read_block();
    let rows: Vec<(String, Kind)> = plan
        .sessions
        .iter()
        .map(|one| (one.day.unwrap().to_string(), one.kind))
        .collect();
    // 23:30 in world time is half past midnight in Vienna, the next day.
    let expected = [
        ("2026-03-02", Kind::Easy),
        ("2026-03-03", Kind::Strength),
        ("2026-03-04", Kind::Speed),
        ("2026-03-07", Kind::Easy),
        ("2026-03-17", Kind::Strength),
    ];
    assert_eq!(
        rows,
        expected.map(|(day, kind)| (day.to_owned(), kind)).to_vec()
    );
    let easy = &plan.sessions[0];
    near(easy.distance.map(Length::as_km), Some(6.0));
    assert_eq!(easy.source.line, Some(4));
    let intervals = &plan.sessions[2];
    assert_eq!(intervals.title, "Intervals, track: 6x800m");
    near(intervals.distance.map(Length::as_km), Some(4.8));
    // The title says no time, the calendar does.
    near(plan.sessions[3].duration.map(Duration::as_min), Some(60.0));
}

#[test]
fn what_is_not_taken_is_named_with_its_line() {
    let plan = read_block();
    let named: Vec<(&str, Option<u64>)> = plan
        .problems
        .iter()
        .map(|one| (one.reason.id.as_ref(), one.source.line))
        .collect();
    assert_eq!(
        named,
        [
            ("schedule-event-not-training", Some(28)),
            ("schedule-event-no-day", Some(40)),
        ]
    );
}

#[track_caller]
fn check_repeat(rule: &str, days: &[&str]) {
    let text = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260302\nRRULE:{rule}\nSUMMARY:Easy 5 km\nEND:VEVENT\nEND:VCALENDAR\n"
    );
    let plan = read("it.ics", text.as_bytes(), &zone()).unwrap();
    let found: Vec<String> = plan
        .sessions
        .iter()
        .map(|one| one.day.unwrap().to_string())
        .collect();
    assert_eq!(found, days, "{rule}");
}

#[test]
fn events_repeat_by_day_and_week_within_their_end() {
    check_repeat("FREQ=WEEKLY;COUNT=2", &["2026-03-02", "2026-03-09"]);
    check_repeat(
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=20260330",
        &["2026-03-02", "2026-03-16", "2026-03-30"],
    );
    check_repeat("FREQ=DAILY;COUNT=2", &["2026-03-02", "2026-03-03"]);
    check_repeat(
        "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=3",
        &["2026-03-02", "2026-03-05", "2026-03-09"],
    );
    // By the month, or without an end: the first day, and a word about it.
    check_repeat("FREQ=MONTHLY;COUNT=3", &["2026-03-02"]);
    check_repeat("FREQ=WEEKLY", &["2026-03-02"]);
}
