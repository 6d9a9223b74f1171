use super::*;

#[path = "../../../recording/tests/fit_file/mod.rs"]
mod fit_file;

use fit_file::FitFile;

/// FIT's kinds of duration.
const TIME: u8 = 0;
const DISTANCE: u8 = 1;
const OPEN: u8 = 5;
const REPEAT: u8 = 6;

/// A workout file with steps of (kind, value, target value, intensity).
fn workout(sport: u8, name: &[u8; 16], steps: &[(u8, u32, u32, u8)]) -> Vec<u8> {
    let mut file = FitFile::of_type(5)
        .define(1, 26, &[(4, 1, 0x00), (8, 16, 0x07)])
        .message(1, &[&[sport], name.as_slice()].concat())
        .define(
            2,
            27,
            &[(1, 1, 0x00), (2, 4, 0x86), (4, 4, 0x86), (7, 1, 0x00)],
        );
    for (kind, value, target, intensity) in steps {
        let mut bytes = vec![*kind];
        bytes.extend(value.to_le_bytes());
        bytes.extend(target.to_le_bytes());
        bytes.push(*intensity);
        file = file.message(2, &bytes);
    }
    file.bytes()
}

/// Requirements: S2-062.
#[test]
fn repeats_are_unrolled_and_rests_left_out() {
    // Ten minutes, six times 800 m with two minutes of rest, ten minutes.
    let steps = [
        (TIME, 600_000, 0, 2),
        (DISTANCE, 80_000, 0, 0),
        (TIME, 120_000, 0, 1),
        (REPEAT, 1, 6, 0),
        (TIME, 600_000, 0, 3),
    ];
    let bytes = workout(1, b"Track evening\0\0\0", &steps);
    let plan = read("track.fit", &bytes, &zone()).unwrap();
    let one = &plan.sessions[0];
    assert_eq!(one.day, None);
    assert_eq!(one.title, "Track evening");
    assert_eq!(one.kind, Kind::Speed);
    near(one.distance.map(Length::as_km), Some(4.8));
    near(one.duration.map(Duration::as_min), Some(20.0));
    assert!(one.in_parts);
    assert_eq!(plan.problems, []);
}

#[test]
fn an_open_step_leaves_the_whole_unknown() {
    let steps = [(DISTANCE, 500_000, 0, 0), (OPEN, 0, 0, 3)];
    let bytes = workout(1, b"Easy run\0\0\0\0\0\0\0\0", &steps);
    let plan = read("easy.fit", &bytes, &zone()).unwrap();
    assert_eq!(plan.sessions[0].kind, Kind::Easy);
    assert_eq!(plan.sessions[0].distance, None);
    assert_eq!(plan.problems[0].reason.id, "schedule-workout-open");
}

#[test]
fn another_sport_is_no_run() {
    let bytes = workout(2, b"Easy run\0\0\0\0\0\0\0\0", &[(TIME, 3_600_000, 0, 0)]);
    assert_eq!(
        read("bike.fit", &bytes, &zone()).unwrap().sessions[0].kind,
        Kind::Cross
    );
}

#[test]
fn a_recording_is_no_workout() {
    let bytes = FitFile::activity().bytes();
    let reason = read("run.fit", &bytes, &zone()).unwrap_err().reason;
    assert!(reason.contains("trochlea import"), "{reason}");
}

#[test]
fn repeats_of_repeats_end() {
    let steps = [
        (TIME, 1000, 0, 0),
        (REPEAT, 0, 5000, 0),
        (REPEAT, 0, 5000, 0),
    ];
    let bytes = workout(1, b"Over and over\0\0\0", &steps);
    let plan = read("it.fit", &bytes, &zone()).unwrap();
    assert_eq!(plan.sessions[0].duration, None);
}
