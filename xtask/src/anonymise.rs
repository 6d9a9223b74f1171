//! `xtask anonymise IN OUT`: a recording that may ship.
//!
//! What is done, and in this order: 300 m are cut off at both ends of the track; the track is
//! turned and moved to the open sea; every time is moved by the same number of weeks; messages
//! and fields that are not on a short list (user profile, serial numbers, names, notes, sensors)
//! are dropped; totals are counted anew; the check sum is written anew.
//!
//! A recording with positions that is shorter than 1 km is refused: too little would be left
//! to say anything, and too much to hide where it was.

pub(crate) mod fit;
pub(crate) mod xml;

use anyhow::{Context, Result, bail};
use std::ops::Range;
use std::path::Path;

/// How much of each end may show a home.
const CUT_M: f64 = 300.0;
const SHORTEST_M: f64 = 1000.0;
const WEEK_S: i64 = 604_800;
/// 2000-01-01: no watch wrote these formats before.
const EARLIEST_DAY_S: i64 = 946_684_800;

/// Reads `args` as IN and OUT and writes the anonymised recording.
///
/// # Errors
///
/// When the file cannot be read, is of no known kind, or is too short to be cut.
pub fn run(args: &[String]) -> Result<()> {
    let [input, output] = args else {
        bail!("anonymise IN OUT");
    };
    let bytes = std::fs::read(input).with_context(|| input.clone())?;
    let changed = anonymise(&bytes).with_context(|| input.clone())?;
    if let Some(folder) = Path::new(output).parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(output, changed).with_context(|| output.clone())
}

fn anonymise(bytes: &[u8]) -> Result<Vec<u8>> {
    if bytes.get(8..12) == Some(b".FIT") {
        let mut messages = fit::read(bytes)?;
        let edit = Edit::new(bytes, &fit::points(&messages))?;
        fit::change(&mut messages, &edit);
        return Ok(fit::write(&messages).bytes);
    }
    let text = std::str::from_utf8(bytes).context("neither FIT nor text")?;
    let edit = Edit::new(bytes, &xml::points(text))?;
    Ok(xml::change(text, &edit)?.into_bytes())
}

/// A sample, as far as anonymising needs it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Point {
    pub(crate) unix_s: Option<i64>,
    pub(crate) position_deg: Option<(f64, f64)>,
    pub(crate) distance_m: Option<f64>,
}

/// What happens to a recording.
pub(crate) struct Edit {
    /// The samples that stay.
    pub(crate) keep: Range<usize>,
    pub(crate) is_cut: bool,
    pub(crate) shift_s: i64,
    /// Times of the first and last sample that stay, before the shift.
    pub(crate) time_s: Option<(i64, i64)>,
    /// Distance at the first sample that stays.
    pub(crate) from_m: f64,
    pub(crate) points: Vec<Point>,
    centre_deg: (f64, f64),
    rotation: (f64, f64),
}

impl Edit {
    fn new(bytes: &[u8], points: &[Point]) -> Result<Self> {
        // Which way it turns and how far back it goes follows from the content, so that the
        // same file always gives the same result and the table of both is kept nowhere.
        let hash = bytes.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        let keep = keep(points)?;
        let kept = points.get(keep.clone()).unwrap_or_default();
        let mut times = kept.iter().filter_map(|point| point.unix_s);
        let first = times.next();
        let last = times.next_back().or(first);
        Ok(Self {
            is_cut: keep.len() < points.len(),
            // A clock that counts from its power-on tells no day.
            shift_s: match first {
                Some(time) if time < EARLIEST_DAY_S => 0,
                _ => -WEEK_S * (20 + i64::from((hash >> 8) as u8)),
            },
            time_s: first.zip(last),
            from_m: kept
                .iter()
                .find_map(|point| point.distance_m)
                .unwrap_or(0.0),
            centre_deg: kept
                .iter()
                .find_map(|point| point.position_deg)
                .unwrap_or_default(),
            rotation: rotation(hash),
            points: points.to_vec(),
            keep,
        })
    }

    /// Where a position goes: turned about the first one, which goes to the middle of the
    /// equatorial Atlantic, a thousand kilometres from land.
    pub(crate) fn place(&self, (latitude, longitude): (f64, f64)) -> (f64, f64) {
        let (latitude_0, longitude_0) = self.centre_deg;
        let east = (longitude - longitude_0) * libm::cos(latitude_0.to_radians());
        let north = latitude - latitude_0;
        let (cosine, sine) = self.rotation;
        let (east, north) = (east * cosine - north * sine, east * sine + north * cosine);
        (north, -25.0 + east)
    }

    /// A time, kept within the samples that stay, and moved.
    pub(crate) fn time(&self, unix_s: i64) -> i64 {
        let within = self
            .time_s
            .map_or(unix_s, |(first, last)| unix_s.clamp(first, last.max(first)));
        within + self.shift_s
    }

    /// Distance between two times before the shift, from the samples that stay.
    pub(crate) fn distance_m(&self, from_s: i64, to_s: i64) -> Option<f64> {
        let kept = self.points.get(self.keep.clone())?;
        let at = |limit: i64| {
            kept.iter()
                .filter(|point| point.unix_s.is_some_and(|time| time <= limit))
                .filter_map(|point| point.distance_m)
                .next_back()
        };
        Some(at(to_s)? - at(from_s)?)
    }
}

/// A turn with a rational sine and cosine, by the triples of Pythagoras: never none at all.
fn rotation(hash: u64) -> (f64, f64) {
    let (a, b, c) = match hash & 3 {
        0 => (3.0, 4.0, 5.0),
        1 => (5.0, 12.0, 13.0),
        2 => (8.0, 15.0, 17.0),
        _ => (7.0, 24.0, 25.0),
    };
    let sign = |bit: u64| if (hash >> bit) & 1 == 0 { 1.0 } else { -1.0 };
    (sign(4) * a / c, sign(5) * b / c)
}

/// The samples farther than the cut from both ends, along the track.
fn keep(points: &[Point]) -> Result<Range<usize>> {
    let mut along = 0.0;
    let mut before: Option<(f64, f64)> = None;
    let way: Vec<f64> = points
        .iter()
        .map(|point| {
            if let Some(here) = point.position_deg {
                along += before.map_or(0.0, |before| metres(before, here));
                before = Some(here);
            }
            along
        })
        .collect();
    if before.is_none() {
        return Ok(0..points.len());
    }
    if along < SHORTEST_M {
        bail!("{along:.0} m long: shorter than {SHORTEST_M} m cannot be made anonymous");
    }
    let from = way.iter().position(|&m| m >= CUT_M).unwrap_or(way.len());
    let to = way
        .iter()
        .rposition(|&m| along - m >= CUT_M)
        .map_or(0, |last| last + 1);
    if from >= to {
        bail!("nothing is left after the cut");
    }
    Ok(from..to)
}

/// Near enough for a cut: the Earth as a ball, the patch between two samples as flat.
fn metres(from: (f64, f64), to: (f64, f64)) -> f64 {
    const M_PER_DEGREE: f64 = 111_195.0;
    let north = to.0 - from.0;
    let east = (to.1 - from.1) * libm::cos(from.0.to_radians());
    libm::hypot(north, east) * M_PER_DEGREE
}

#[cfg(test)]
mod tests {
    use super::{Edit, Point, keep, metres};
    use std::path::Path;
    use trochlea_recording::{Limits, decode};

    /// A straight way north: 0.001 degrees are 111.195 m.
    fn straight(n: usize) -> Vec<Point> {
        (0..n)
            .map(|idx| Point {
                unix_s: Some(1_600_000_000 + idx as i64),
                position_deg: Some((50.0 + idx as f64 * 0.001, 8.0)),
                distance_m: None,
            })
            .collect()
    }

    #[test]
    fn three_hundred_metres_go_at_both_ends() {
        // 3 steps of 111.195 m are the first that pass 300 m.
        assert_eq!(keep(&straight(21)).unwrap(), 3..18);
        assert!(keep(&straight(9)).is_err(), "890 m are too short");
        assert_eq!(
            keep(&[Point::default(); 4]).unwrap(),
            0..4,
            "without a place nothing is cut"
        );
    }

    #[test]
    fn turning_and_moving_keeps_every_length() {
        let points = straight(21);
        for seed in 0..64_u8 {
            let edit = Edit::new(&[seed], &points).unwrap();
            let place = |idx: usize| edit.place(points[idx].position_deg.unwrap());
            let (from, to) = (place(3), place(17));
            let expected = 14.0 * 0.001 * 111_195.0;
            assert!((metres(from, to) - expected).abs() < 0.5, "{from:?} {to:?}");
            assert!(edit.shift_s <= -20 * 7 * 86_400);
        }
    }

    #[test]
    fn everything_that_ships_lies_in_the_open_sea() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut n_files = 0;
        for folder in ["demo/recordings", "crates/recording/tests/fixtures"] {
            for entry in std::fs::read_dir(root.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|extension| extension == "md") {
                    continue;
                }
                n_files += 1;
                let bytes = std::fs::read(&path).unwrap();
                let file = decode(&bytes, &Limits::default()).unwrap().pop().unwrap();
                let (recording, _) = file.outcome.unwrap();
                for idx in 0..recording.samples.len() {
                    if let Some(here) = recording.samples.position_deg(idx) {
                        // Less than 30 km from the point in the Atlantic.
                        let away = metres((0.0, -25.0), here);
                        assert!(away < 30_000.0, "{}: {here:?}", path.display());
                    }
                }
            }
        }
        assert!(n_files >= 10, "{n_files}");
    }
}
