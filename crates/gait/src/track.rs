use trochlea_knowledge::Axis;

use crate::{columns::Columns, distance};

/// The way of one session over the time spent on it: one entry per sample.
///
/// An interval is what lies between a sample and the one before; its time and its way are the
/// differences of two neighbours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track {
    /// Seconds with the timer running since the first sample; never falls. All zero when the
    /// recording has no times.
    pub time_s: Vec<f64>,
    /// Metres since the first sample, cleaned; never falls.
    pub distance_m: Vec<f64>,
    /// Metres per second around the sample, "not a number" when the recording has no times or
    /// no way.
    pub speed_m_per_s: Vec<f64>,
    /// Whether the interval before the sample was a pause of the timer or a stop.
    pub(crate) paused_s: Vec<f64>,
    /// Whether there are times.
    pub has_time: bool,
    /// Where the way came from.
    pub distance_source: DistanceSource,
    /// Seconds from the first to the last sample, pauses included, clock jumps left out.
    pub elapsed_s: f64,
    /// What had to be mended.
    pub mended: Mended,
}

/// Where the way came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DistanceSource {
    /// The device's own count.
    Device,
    /// From one position to the next.
    Positions,
    /// Speed times time.
    Speed,
    /// There is none.
    #[default]
    None,
}

/// How often something in the axis had to be mended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The clock went back.
    pub n_clock_back: u32,
    /// The clock leapt forward.
    pub n_clock_jumps: u32,
    /// Long intervals in which the runner moved on.
    pub n_gaps: u32,
    /// Leaps of the distance that nothing explains: dropped.
    pub n_spikes: u32,
    /// Leaps after a stretch without way: spread over it.
    pub n_tunnels: u32,
    /// The distance fell.
    pub n_distance_back: u32,
    /// The device's distance and the way along the positions are far apart.
    pub distance_disagrees: bool,
}

impl Track {
    /// Seconds and metres of the interval before each sample; nothing before the first.
    pub fn intervals(&self) -> impl Iterator<Item = (f64, f64)> {
        let (mut last_s, mut last_m) = (0.0, 0.0);
        self.time_s
            .iter()
            .zip(&self.distance_m)
            .map(move |(&s, &m)| {
                let interval = (s - last_s, m - last_m);
                (last_s, last_m) = (s, m);
                interval
            })
    }
}

/// Cleans the axes of a session.
pub(crate) fn track(columns: &Columns, axis: &Axis, on_foot: bool) -> Track {
    let mut mended = Mended::default();
    let clock = clock(columns, axis, &mut mended);
    let max_speed = if !clock.has_time {
        f64::INFINITY
    } else if on_foot {
        axis.max_speed_on_foot_m_per_s
    } else {
        axis.max_speed_other_m_per_s
    };
    let (mut distance_m, distance_source) = distance::distance(
        columns,
        &clock.time_s,
        &clock.paused_s,
        max_speed,
        axis,
        &mut mended,
    );
    let mut time_s = clock.time_s;
    let mut paused_s = clock.paused_s;
    stops(&mut time_s, &mut paused_s, &distance_m, axis, &mut mended);
    if distance_m.is_empty() {
        distance_m = vec![0.0; columns.len];
    }
    let speed_m_per_s = if clock.has_time && distance_source != DistanceSource::None {
        speed(&time_s, &distance_m, axis.speed_half_window_s)
    } else {
        vec![f64::NAN; columns.len]
    };
    Track {
        time_s,
        distance_m,
        speed_m_per_s,
        paused_s,
        has_time: clock.has_time,
        distance_source,
        elapsed_s: clock.elapsed_s,
        mended,
    }
}

struct Clock {
    time_s: Vec<f64>,
    paused_s: Vec<f64>,
    elapsed_s: f64,
    has_time: bool,
}

/// Time with the timer running, by the events. A missing time counts with the next that is there.
fn clock(columns: &Columns, axis: &Axis, mended: &mut Mended) -> Clock {
    let mut clock = Clock {
        time_s: Vec::with_capacity(columns.len),
        paused_s: Vec::with_capacity(columns.len),
        elapsed_s: 0.0,
        has_time: false,
    };
    if columns.time_s.is_empty() {
        clock.time_s.resize(columns.len, 0.0);
        clock.paused_s.resize(columns.len, 0.0);
        return clock;
    }
    let mut pauses = columns.pauses_s.as_slice();
    let mut last: Option<f64> = None;
    let mut active_s = 0.0;
    for &at in &columns.time_s {
        let mut paused_s = 0.0;
        if let (Some(last), true) = (last, at.is_finite()) {
            let interval_s = at - last;
            if interval_s < 0.0 {
                mended.n_clock_back += 1;
            } else if interval_s > axis.clock_jump_s {
                mended.n_clock_jumps += 1;
            } else {
                clock.elapsed_s += interval_s;
                paused_s = paused(&mut pauses, last, at);
                active_s += interval_s - paused_s;
            }
        }
        if at.is_finite() {
            last = Some(at);
        }
        clock.time_s.push(active_s);
        clock.paused_s.push(paused_s);
    }
    clock.has_time = active_s > 0.0;
    clock
}

/// Seconds of an interval that lie in pauses; drops the pauses that have passed.
fn paused(pauses: &mut &[(f64, f64)], from: f64, to: f64) -> f64 {
    while let Some((&(_, end), rest)) = pauses.split_first() {
        if end > from {
            break;
        }
        *pauses = rest;
    }
    let inside: f64 = pauses
        .iter()
        .take_while(|&&(start, _)| start < to)
        .map(|&(start, end)| (end.min(to) - start.max(from)).max(0.0))
        .sum();
    inside.min(to - from)
}

/// Takes long intervals without way out of the time: nobody stopped the timer.
fn stops(
    time_s: &mut [f64],
    paused_s: &mut [f64],
    distance_m: &[f64],
    axis: &Axis,
    mended: &mut Mended,
) {
    let mut kept_s = 0.0;
    let mut last_time_s = 0.0;
    let mut last_m = 0.0;
    let ways = distance_m.iter().map(Some).chain(std::iter::repeat(None));
    for ((time, paused), way) in time_s.iter_mut().zip(paused_s).zip(ways) {
        let interval_s = *time - last_time_s;
        last_time_s = *time;
        let way_m = way.map_or(0.0, |&m| m - last_m);
        last_m = way.copied().unwrap_or(last_m);
        let is_gap = interval_s > axis.gap_s;
        if is_gap && way_m < axis.scatter_m_per_s * interval_s {
            *paused += interval_s;
        } else {
            mended.n_gaps += u32::from(is_gap);
            kept_s += interval_s;
        }
        *time = kept_s;
    }
}

/// Way over time in a window around each sample, at least to both neighbours.
fn speed(time_s: &[f64], distance_m: &[f64], half_window_s: f64) -> Vec<f64> {
    let mut speeds = Vec::with_capacity(time_s.len());
    let (mut first, mut last) = (0, 0);
    let last_idx = time_s.len().saturating_sub(1);
    let at = |idx: usize| {
        let place = time_s.get(idx).zip(distance_m.get(idx));
        place.map_or((f64::NAN, f64::NAN), |(&s, &m)| (s, m))
    };
    for (idx, &time) in time_s.iter().enumerate() {
        while first + 1 < idx && at(first).0 < time - half_window_s {
            first += 1;
        }
        last = last.max((idx + 1).min(last_idx));
        while last < last_idx && at(last + 1).0 <= time + half_window_s {
            last += 1;
        }
        let ((from_s, from_m), (to_s, to_m)) = (at(first), at(last));
        let seconds = to_s - from_s;
        speeds.push(if seconds > 0.0 {
            (to_m - from_m) / seconds
        } else {
            f64::NAN
        });
    }
    speeds
}
