use super::*;

/// Ten weeks to a race begin like this in a table; of our own invention.
const BLOCK: &str = "\u{feff}Date,Type,Title,Distance (km),Duration
2026-03-02,easy,Easy run,6,
2026-03-03,strength,Gym,,45
2026-03-04,speed,\"Intervals, 6x800m\",8.5,
2026-03-06,run,By feel,,0:50
2026-03-07,run,Club evening,,
2026-03-08,long,Long run,14,1:25:00

2026-03-10,easy,Easy run,six,
03/11/2026,easy,Easy run,6,
,easy,Easy run,6,
2026-03-13,easy,Easy run,6000,
2026-02-30,easy,Easy run,6,
";

/// Requirements: S2-062.
#[test]
fn good_rows_are_kept_and_bad_ones_named() {
    let plan = read("block.csv", BLOCK.as_bytes(), &zone()).unwrap();
    let kinds: Vec<Kind> = plan.sessions.iter().map(|one| one.kind).collect();
    assert_eq!(
        kinds,
        [
            Kind::Easy,
            Kind::Strength,
            Kind::Speed,
            Kind::Unknown,
            Kind::Unknown,
            Kind::Long
        ]
    );
    near(plan.sessions[2].distance.map(Length::as_km), Some(8.5));
    near(plan.sessions[3].duration.map(Duration::as_min), Some(50.0));
    // Nobody says how far: nothing is made up.
    assert_eq!(plan.sessions[4].distance, None);
    assert_eq!(plan.sessions[4].duration, None);
    near(plan.sessions[5].duration.map(Duration::as_min), Some(85.0));
    let bad: Vec<(&str, Option<u64>)> = plan
        .problems
        .iter()
        .map(|one| (one.reason.id.as_ref(), one.source.line))
        .collect();
    assert_eq!(
        bad,
        [
            ("schedule-row-distance", Some(9)),
            ("schedule-row-day", Some(10)),
            ("schedule-row-no-day", Some(11)),
            ("schedule-row-too-far", Some(12)),
            ("schedule-row-day", Some(13)),
        ]
    );
}

#[track_caller]
fn check_row(head: &str, row: &str, km: Option<f64>, min: Option<f64>) {
    let text = format!("{head}\n{row}\n");
    let plan = read("it.csv", text.as_bytes(), &zone()).unwrap();
    assert_eq!(plan.problems, []);
    let [one] = plan.sessions.as_slice() else {
        panic!("{} sessions", plan.sessions.len());
    };
    assert_eq!(one.day, Some(date(2026, 3, 2)));
    near(one.distance.map(Length::as_km), km);
    near(one.duration.map(Duration::as_min), min);
}

#[test]
fn columns_go_by_many_names_and_units() {
    check_row("date,km", "2026-03-02,6.5", Some(6.5), None);
    check_row("DATE;Distance_km", "02.03.2026;6,5", Some(6.5), None);
    check_row("day\tmiles", "2026/03/02\t3", Some(4.828_032), None);
    check_row("date,distance_m", "2026-03-02,800", Some(0.8), None);
    check_row("date,distance", "2026-03-02,5 miles", Some(8.04672), None);
    check_row("date,minutes", "2026-03-02,40", None, Some(40.0));
    check_row("date,duration", "2026-03-02,1:30", None, Some(90.0));
    check_row("date,duration", "2026-03-02,45:30", None, Some(45.5));
    check_row("date,duration", "2026-03-02,40 min", None, Some(40.0));
    check_row("date,workout", "2026-03-02,Easy 6 km", Some(6.0), None);
    check_row("date,title,notes", "2026-03-02,Easy,6 km", Some(6.0), None);
}

#[test]
fn a_time_that_may_be_minutes_or_hours_is_not_guessed() {
    let plan = read("it.csv", b"date,duration\n2026-03-02,6:30\n", &zone()).unwrap();
    assert_eq!(plan.sessions, []);
    assert_eq!(plan.problems[0].reason.id, "schedule-row-duration");
}

#[test]
fn the_strictest_word_of_a_row_counts() {
    let kind = |row: &str| {
        let text = format!("date,type,title\n2026-03-02,{row}\n");
        read("it.csv", text.as_bytes(), &zone()).unwrap().sessions[0].kind
    };
    assert_eq!(kind("easy,6 km on hills"), Kind::Hills);
    assert_eq!(kind("cross,Bike"), Kind::Cross);
    assert_eq!(kind("rest,"), Kind::Rest);
    assert_eq!(kind("run,"), Kind::Unknown);
    assert_eq!(kind(","), Kind::Unknown);
}
