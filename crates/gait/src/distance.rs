use trochlea_knowledge::Axis;

use crate::columns::Columns;
use crate::track::{DistanceSource, Mended};

/// Mean radius of the earth (IUGG), for short ways between neighbouring positions.
pub(crate) const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// The device counts in steps of its clock, so a leap within one second is no proof of speed.
const CLOCK_STEP_S: f64 = 1.0;

/// The speeds that a way is cleaned by, in metres per second.
#[derive(Clone, Copy)]
struct Speeds {
    /// No runner, or no vehicle of the sport, is faster.
    fastest: f64,
    /// Slower than this the device counted nothing.
    scatter: f64,
}

/// The cleaned way since the first sample, from the best source there is; empty when there is none.
pub(crate) fn distance(
    columns: &Columns,
    time_s: &[f64],
    paused_s: &[f64],
    max_speed: f64,
    axis: &Axis,
    mended: &mut Mended,
) -> (Vec<f64>, DistanceSource) {
    let speeds = Speeds {
        fastest: max_speed,
        scatter: axis.scatter_m_per_s,
    };
    let device = device(columns, time_s, paused_s, speeds);
    let positions = positions(columns, time_s, paused_s, speeds);
    let chosen = match (device, positions) {
        (Some(device), positions) => {
            mended.distance_disagrees =
                positions.is_some_and(|positions| disagree(&device, &positions, axis));
            Some((device, DistanceSource::Device))
        }
        (None, Some(positions)) => Some((positions, DistanceSource::Positions)),
        (None, None) => {
            from_speed(columns, time_s, max_speed).map(|cleaned| (cleaned, DistanceSource::Speed))
        }
    };
    let Some((cleaned, source)) = chosen else {
        return (Vec::new(), DistanceSource::None);
    };
    mended.n_spikes = cleaned.n_spikes;
    mended.n_tunnels = cleaned.n_tunnels;
    mended.n_distance_back = cleaned.n_back;
    (cleaned.distance_m, source)
}

#[derive(Default)]
struct Cleaned {
    distance_m: Vec<f64>,
    n_spikes: u32,
    n_tunnels: u32,
    n_back: u32,
}

impl Cleaned {
    fn total(&self) -> f64 {
        self.distance_m.last().copied().unwrap_or(0.0)
    }
}

/// A device that counted at most samples, and counted on. While its timer is stopped it may
/// still count a few metres before it notices that the runner goes on.
fn device(columns: &Columns, time_s: &[f64], paused_s: &[f64], speeds: Speeds) -> Option<Cleaned> {
    let n_known = columns.distance_m.iter().filter(|m| m.is_finite()).count();
    if n_known == 0 || 2 * n_known < columns.len {
        return None;
    }
    let mut total_paused_s = 0.0;
    let wall_s: Vec<f64> = time_s
        .iter()
        .zip(paused_s)
        .map(|(&time, &paused)| {
            total_paused_s += paused;
            time + total_paused_s
        })
        .collect();
    let cleaned = clean(&columns.distance_m, &wall_s, speeds);
    (cleaned.total() > 0.0).then_some(cleaned)
}

fn positions(
    columns: &Columns,
    time_s: &[f64],
    paused_s: &[f64],
    speeds: Speeds,
) -> Option<Cleaned> {
    if columns.latitude_deg.is_empty() {
        return None;
    }
    let way = way_along(&columns.latitude_deg, &columns.longitude_deg, paused_s);
    Some(clean(&way, time_s, speeds))
}

fn from_speed(columns: &Columns, time_s: &[f64], max_speed: f64) -> Option<Cleaned> {
    if columns.speed_m_per_s.is_empty() {
        return None;
    }
    let mut way_m = 0.0;
    let mut last_s = 0.0;
    let distance_m = columns
        .speed_m_per_s
        .iter()
        .zip(time_s)
        .map(|(&speed, &time)| {
            if (0.0..=max_speed).contains(&speed) {
                way_m += speed * (time - last_s);
            }
            last_s = time;
            way_m
        })
        .collect();
    Some(Cleaned {
        distance_m,
        ..Cleaned::default()
    })
}

fn disagree(device: &Cleaned, positions: &Cleaned, axis: &Axis) -> bool {
    let (device, positions) = (device.total(), positions.total());
    let factor = axis.disagreement_factor;
    positions > axis.least_to_compare_m
        && (device * factor < positions || device > positions * factor)
}

/// The way along the positions while the timer ran, "not a number" where there is none.
fn way_along(latitude_deg: &[f64], longitude_deg: &[f64], paused_s: &[f64]) -> Vec<f64> {
    let metres_per_degree = EARTH_RADIUS_M.to_radians();
    let mut last: Option<(f64, f64)> = None;
    let mut way_m = 0.0;
    let (mut scale_at, mut scale) = (f64::INFINITY, 1.0);
    latitude_deg
        .iter()
        .zip(longitude_deg)
        .zip(paused_s)
        .map(|((&latitude, &longitude), &paused_s)| {
            if !latitude.is_finite() {
                return f64::NAN;
            }
            // A circle of latitude shrinks so slowly that its size need not be computed each time.
            if (latitude - scale_at).abs() > 0.005 {
                scale_at = latitude;
                scale = libm::cos(latitude.to_radians());
            }
            if let Some((last_latitude, last_longitude)) = last.filter(|_| paused_s <= 0.0) {
                let north = latitude - last_latitude;
                let east = around(longitude - last_longitude) * scale;
                way_m += (north * north + east * east).sqrt() * metres_per_degree;
            }
            last = Some((latitude, longitude));
            way_m
        })
        .collect()
}

/// The short way round: from -180 to 180 degrees.
pub(crate) fn around(difference_deg: f64) -> f64 {
    if difference_deg > 180.0 {
        difference_deg - 360.0
    } else if difference_deg < -180.0 {
        difference_deg + 360.0
    } else {
        difference_deg
    }
}

/// Makes a raw count into a way that never falls and never outruns the fastest speed.
///
/// Missing counts are filled evenly over time. A leap after a stretch without way (a tunnel) is
/// spread over that stretch; any other leap is dropped, with its way back.
fn clean(raw_m: &[f64], time_s: &[f64], speeds: Speeds) -> Cleaned {
    let mut cleaned = Cleaned::default();
    cleaned.distance_m.reserve_exact(raw_m.len());
    let mut last_raw: Option<f64> = None;
    let mut way_m = 0.0;
    // Since here the way has not grown as it does when someone moves.
    let mut stuck = Stretch::default();
    let mut known = Stretch::default();
    for (idx, (&raw, &time)) in raw_m.iter().zip(time_s).enumerate() {
        if !raw.is_finite() {
            cleaned.distance_m.push(way_m);
            continue;
        }
        let step_m = last_raw.map_or(0.0, |last| raw - last);
        last_raw = Some(raw);
        let since_known_s = time - known.time_s;
        let mut stretch = None;
        if step_m < 0.0 {
            cleaned.n_back += 1;
        } else if step_m <= speeds.fastest * (since_known_s + CLOCK_STEP_S) {
            way_m += step_m;
            stretch = (known.idx + 1 < idx).then_some(known);
        } else if step_m <= speeds.fastest * (time - stuck.time_s) {
            cleaned.n_tunnels += 1;
            way_m += step_m;
            stretch = Some(stuck);
        } else {
            cleaned.n_spikes += 1;
        }
        cleaned.distance_m.push(way_m);
        if let Some(stretch) = stretch {
            spread(&mut cleaned.distance_m, time_s, stretch, idx);
        }
        known = Stretch { idx, time_s: time };
        if step_m > speeds.scatter * since_known_s {
            stuck = known;
        }
    }
    cleaned
}

/// Where a stretch began.
#[derive(Clone, Copy, Default)]
struct Stretch {
    idx: usize,
    time_s: f64,
}

/// Lets the way grow evenly over time from the start of a stretch to `to_idx`.
fn spread(distance_m: &mut [f64], time_s: &[f64], from: Stretch, to_idx: usize) {
    let ends = (
        distance_m.get(from.idx),
        distance_m.get(to_idx),
        time_s.get(to_idx),
    );
    let (Some(&from_m), Some(&to_m), Some(&to_s)) = ends else {
        return;
    };
    let seconds = to_s - from.time_s;
    if seconds <= 0.0 {
        return;
    }
    let times = time_s.iter().take(to_idx).skip(from.idx);
    for (metres, &time) in distance_m.iter_mut().skip(from.idx).zip(times) {
        *metres = from_m + (to_m - from_m) * ((time - from.time_s) / seconds).clamp(0.0, 1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw_m: &[f64], expected_m: &[f64]) -> Cleaned {
        let time_s: Vec<f64> = (0..raw_m.len()).map(|s| s as f64).collect();
        let cleaned = clean(
            raw_m,
            &time_s,
            Speeds {
                fastest: 12.0,
                scatter: 0.3,
            },
        );
        assert_eq!(cleaned.distance_m, expected_m);
        cleaned
    }

    #[test]
    fn an_even_way_stays_as_it_is() {
        check(&[0.0, 3.0, 6.0, 9.0], &[0.0, 3.0, 6.0, 9.0]);
    }

    #[test]
    fn a_way_that_begins_elsewhere_begins_at_zero() {
        check(&[500.0, 503.0, 506.0], &[0.0, 3.0, 6.0]);
    }

    #[test]
    fn a_missing_count_is_filled_evenly() {
        let nan = f64::NAN;
        check(&[0.0, nan, nan, 9.0, 12.0], &[0.0, 3.0, 6.0, 9.0, 12.0]);
    }

    #[test]
    fn a_spike_and_its_way_back_are_dropped() {
        let cleaned = check(
            &[0.0, 3.0, 6.0, 906.0, 12.0, 15.0],
            &[0.0, 3.0, 6.0, 6.0, 6.0, 9.0],
        );
        assert_eq!((cleaned.n_spikes, cleaned.n_back), (1, 1));
    }

    #[test]
    fn a_tunnel_is_spread_over_the_stretch_without_way() {
        let cleaned = check(
            &[0.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 30.0, 33.0],
            &[
                0.0, 3.0, 6.0, 9.0, 12.0, 15.0, 18.0, 21.0, 24.0, 27.0, 30.0, 33.0,
            ],
        );
        assert_eq!(cleaned.n_tunnels, 1);
    }

    #[test]
    fn a_count_that_starts_anew_goes_on() {
        check(&[0.0, 3.0, 6.0, 0.0, 3.0], &[0.0, 3.0, 6.0, 6.0, 9.0]);
    }

    #[test]
    fn the_way_over_one_degree_of_the_equator_is_111_195_m() {
        // 6371008.8 m times pi over 180 is 111195.08 m, and across the date line the same.
        for longitudes in [[0.0, 1.0], [179.5, -179.5]] {
            let way = way_along(&[0.0, 0.0], &longitudes, &[0.0, 0.0]);
            assert!((way[1] - 111_195.08).abs() < 0.01, "{way:?}");
        }
    }
}
