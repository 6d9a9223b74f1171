//! Runs the program as its user does, and writes the files that a watch would.

#![allow(dead_code, reason = "not every test uses all")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde_json::Value;
use tempfile::{NamedTempFile, TempDir};

/// What the program said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_str(&self.out).unwrap()
    }
}

/// With a store that was never made. The arguments stand apart by blanks.
pub fn run(arguments: &str) -> Said {
    let folder = tempfile::tempdir().unwrap();
    run_in(&folder.path().join("never-made"), arguments)
}

/// With this store.
pub fn run_in(store: &Path, arguments: &str) -> Said {
    let done = Command::new(env!("CARGO_BIN_EXE_trochlea"))
        .args(arguments.split_whitespace())
        .env("TROCHLEA_STORE", store)
        .env("TROCHLEA_ZONE", "UTC")
        .env_remove("TROCHLEA_POSTGRES")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Said {
        code: done.status.code().unwrap(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

/// A recording of the demo.
pub fn demo(name: &str) -> String {
    format!(
        "{}/../../demo/recordings/{name}",
        env!("CARGO_MANIFEST_DIR")
    )
}

/// A steady, level activity in TCX; a run when no sport is named, at the population's step rate.
pub fn steady_run(metres: f64, m_per_s: f64, sport: Option<&str>) -> NamedTempFile {
    let file = tempfile::Builder::new().suffix(".tcx").tempfile().unwrap();
    // docs/load-model.md: c0(v) = 167.1 + 10 (v - 3).
    let step_rate = 167.1 + 10.0 * (m_per_s - 3.0);
    let text = tcx("2026-03-01", metres, m_per_s, step_rate, sport);
    std::fs::write(file.path(), text).unwrap();
    file
}

/// A folder of runs of 5 km at 2.9 m/s and 170 steps a minute, every other day from the first of
/// March 2026.
pub fn twelve_easy_runs() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for idx in 0..12 {
        let day = format!("2026-03-{:02}", 1 + 2 * idx);
        let text = tcx(&day, 5000.0, 2.9, 170.0, None);
        std::fs::write(folder.path().join(format!("{day}.tcx")), text).unwrap();
    }
    folder
}

fn tcx(day: &str, metres: f64, m_per_s: f64, step_rate: f64, sport: Option<&str>) -> String {
    let sport = sport.unwrap_or("Running");
    let mut points = String::new();
    let n = (metres / m_per_s) as u32;
    for second in 0..=n {
        let way = f64::from(second) * m_per_s;
        // An altitude that never changes would be one that nobody measured.
        let altitude = 100.0 + 0.1 * ((way % 400.0) / 200.0 - 1.0).abs();
        // TCX counts one leg.
        let cadence = step_rate / 2.0;
        let (hour, minute, second) = (8 + second / 3600, second / 60 % 60, second % 60);
        let _ = write!(
            points,
            "<Trackpoint><Time>{day}T{hour:02}:{minute:02}:{second:02}Z</Time><AltitudeMeters>{altitude:.2}</AltitudeMeters><DistanceMeters>{way:.2}</DistanceMeters><Cadence>{cadence:.0}</Cadence></Trackpoint>"
        );
    }
    format!(
        r#"<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities><Activity Sport="{sport}"><Id>{day}T08:00:00Z</Id><Lap StartTime="{day}T08:00:00Z"><TotalTimeSeconds>{n}</TotalTimeSeconds><DistanceMeters>{metres}</DistanceMeters><Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"#
    )
}

/// A folder of runs of 5 km at 2.9 m/s and 170 steps a minute, one each day, the last yesterday.
pub fn easy_runs_until_yesterday(n: i64) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let today = Timestamp::now().to_zoned_datetime(TimeZone::UTC).date();
    for back in 1..=n {
        let day = today.saturating_sub(back.days()).to_string();
        let text = tcx(&day, 5000.0, 2.9, 170.0, None);
        std::fs::write(folder.path().join(format!("{day}.tcx")), text).unwrap();
    }
    folder
}

/// Metres in one degree of latitude on the sphere of the track's distances.
const M_PER_DEGREE: f64 = 111_195.0;

/// A planned way to the north in GPX, without times, through corners of way and altitude.
pub fn route(corners: &[(f64, f64)]) -> NamedTempFile {
    let mut points = String::new();
    let mut point = |way: f64, altitude: f64| {
        let latitude = 46.0 + way / M_PER_DEGREE;
        let _ = write!(
            points,
            r#"<trkpt lat="{latitude:.7}" lon="8.0"><ele>{altitude:.2}</ele></trkpt>"#
        );
    };
    if let [(way, altitude)] = corners {
        point(*way, *altitude);
    }
    for pair in corners.windows(2) {
        let ((from_m, from), (to_m, to)) = (pair[0], pair[1]);
        let n = ((to_m - from_m) / 10.0) as u32;
        for idx in 0..=n {
            let share = f64::from(idx) / f64::from(n);
            point(from_m + (to_m - from_m) * share, from + (to - from) * share);
        }
    }
    gpx(&points)
}

/// The same without altitudes.
pub fn route_without_elevation(metres: f64) -> NamedTempFile {
    let mut points = String::new();
    for idx in 0..=(metres / 10.0) as u32 {
        let latitude = 46.0 + f64::from(idx) * 10.0 / M_PER_DEGREE;
        let _ = write!(points, r#"<trkpt lat="{latitude:.7}" lon="8.0"/>"#);
    }
    gpx(&points)
}

fn gpx(points: &str) -> NamedTempFile {
    let file = tempfile::Builder::new().suffix(".gpx").tempfile().unwrap();
    let text = format!(
        r#"<?xml version="1.0"?><gpx version="1.1" creator="nobody" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>loop</name><trkseg>{points}</trkseg></trk></gpx>"#
    );
    std::fs::write(file.path(), text).unwrap();
    file
}
