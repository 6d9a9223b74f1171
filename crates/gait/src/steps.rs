use trochlea_knowledge::GaitTable;
use trochlea_recording::{Recording, Session};

use crate::activity::{Activity, ByMotion, activity, is_treadmill, named};
use crate::columns::Columns;
use crate::ground::{Ground, ground};
use crate::step_rate::{StepRateLine, StepRates, step_rates};
use crate::track::{Track, track};

/// One session, sample by sample: every vector has one entry per sample of the session.
///
/// The values at a sample stand for the interval before it (see [`Track::intervals`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    /// The way over time.
    pub track: Track,
    /// The ground under it.
    pub ground: Ground,
    /// What the legs did, and how often.
    pub step_rates: StepRates,
    /// What was done.
    pub activity: Activity,
    /// Whether the file says otherwise.
    pub activity_disbelieved: bool,
    /// Whether it was done on a treadmill: the file says so, or there is neither position nor
    /// altitude.
    pub treadmill: bool,
    pub(crate) sums: ByMotion,
    pub(crate) latitude_deg: Vec<f64>,
    pub(crate) longitude_deg: Vec<f64>,
}

/// Reads a session of a recording. `line` is the runner's own step rate over speed from other
/// recordings; it is used where this one measured too little. `None` when there is no such
/// session.
pub fn read(
    recording: &Recording,
    session_idx: usize,
    line: Option<StepRateLine>,
    table: &GaitTable,
) -> Option<Steps> {
    let session = recording.sessions.get(session_idx)?;
    let columns = Columns::of(recording, session);
    Some(from_columns(columns, &Named::of(session), line, table))
}

/// What the file says was done.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Named<'a> {
    pub sport: Option<&'a str>,
    pub sub_sport: Option<&'a str>,
}

impl<'a> Named<'a> {
    fn of(session: &'a Session) -> Self {
        Self {
            sport: session.sport.as_deref(),
            sub_sport: session.sub_sport.as_deref(),
        }
    }
}

pub(crate) fn from_columns(
    columns: Columns,
    said: &Named<'_>,
    line: Option<StepRateLine>,
    table: &GaitTable,
) -> Steps {
    let name = named(said.sport, &table.activity);
    let on_foot = matches!(name, Some(Activity::Run | Activity::Walk));
    let mut way = track(&columns, &table.axis, on_foot);
    let mut rates = step_rates(&columns, &way, line, table);
    let mut sums = ByMotion::of(&way, &rates.motion);
    let (activity, activity_disbelieved) = activity(name, &sums, &table.activity);
    if !on_foot && matches!(activity, Activity::Run | Activity::Walk) {
        // Now that it is known to be on foot, what is too fast for that is a spike.
        way = track(&columns, &table.axis, true);
        rates = step_rates(&columns, &way, line, table);
        sums = ByMotion::of(&way, &rates.motion);
    }
    let no_ground = columns.latitude_deg.is_empty() && columns.altitude_m.is_empty();
    let treadmill = matches!(activity, Activity::Run | Activity::Walk)
        && (is_treadmill(said.sport, said.sub_sport, &table.activity)
            || (no_ground && columns.len > 0));
    Steps {
        ground: ground(&columns, &way, treadmill, table),
        track: way,
        step_rates: rates,
        activity,
        activity_disbelieved,
        treadmill,
        sums,
        latitude_deg: columns.latitude_deg,
        longitude_deg: columns.longitude_deg,
    }
}
