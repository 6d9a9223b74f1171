use std::ops::Range;

use trochlea_recording::{AltitudeSource, Recording, Session, TimerEvent};

/// The columns of one session as plain numbers, "not a number" where nothing was recorded.
///
/// A column that the session does not have is empty. Times are seconds since the first sample
/// that has one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub len: usize,
    pub time_s: Vec<f64>,
    pub latitude_deg: Vec<f64>,
    pub longitude_deg: Vec<f64>,
    pub altitude_m: Vec<f64>,
    pub distance_m: Vec<f64>,
    pub speed_m_per_s: Vec<f64>,
    pub step_rate_spm: Vec<f64>,
    /// Stretches with the timer stopped, from and to, in file order.
    pub pauses_s: Vec<(f64, f64)>,
    pub altitude_source: AltitudeSource,
}

impl Columns {
    pub fn of(recording: &Recording, session: &Session) -> Self {
        let samples = &recording.samples;
        let range =
            session.samples.start.min(samples.len())..session.samples.end.min(samples.len());
        let first_ms = range.clone().find_map(|idx| samples.unix_time_ms(idx));
        let seconds = |ms: i64| first_ms.map_or(f64::NAN, |first| (ms - first) as f64 / 1000.0);
        let position = |idx| samples.position_deg(idx).filter(|&at| is_on_earth(at));
        Self {
            len: range.len(),
            time_s: column(&range, |idx| samples.unix_time_ms(idx).map(seconds)),
            latitude_deg: column(&range, |idx| position(idx).map(|at| at.0)),
            longitude_deg: column(&range, |idx| position(idx).map(|at| at.1)),
            altitude_m: column(&range, |idx| samples.altitude(idx).map(|it| it.as_m())),
            distance_m: column(&range, |idx| samples.distance(idx).map(|it| it.as_m())),
            speed_m_per_s: column(&range, |idx| samples.speed(idx).map(|it| it.as_m_per_s())),
            step_rate_spm: column(&range, |idx| samples.step_rate(idx).map(|it| it.as_spm())),
            pauses_s: pauses(&recording.timer_events, &seconds),
            altitude_source: session.altitude_source,
        }
    }
}

fn column(range: &Range<usize>, value: impl Fn(usize) -> Option<f64>) -> Vec<f64> {
    let mut any = false;
    let values = range
        .clone()
        .map(|idx| {
            let value = value(idx).filter(|value| value.is_finite());
            any |= value.is_some();
            value.unwrap_or(f64::NAN)
        })
        .collect();
    if any { values } else { Vec::new() }
}

/// From each stop to the next start. A stop that nothing follows is the end of the recording.
fn pauses(events: &[TimerEvent], seconds: &impl Fn(i64) -> f64) -> Vec<(f64, f64)> {
    let mut pauses = Vec::new();
    let mut stopped: Option<f64> = None;
    for event in events {
        let at = seconds(event.at.as_millisecond());
        if !event.running {
            stopped = stopped.or(Some(at));
        } else if let Some(from) = stopped.take().filter(|&from| at > from) {
            pauses.push((from, at));
        }
    }
    pauses
}

/// Latitude and longitude within their ranges. The point where both are exactly zero is what a
/// receiver without a fix writes.
fn is_on_earth((latitude_deg, longitude_deg): (f64, f64)) -> bool {
    let nowhere = latitude_deg.abs() < 1e-9 && longitude_deg.abs() < 1e-9;
    latitude_deg.abs() <= 90.0 && longitude_deg.abs() <= 180.0 && !nowhere
}
