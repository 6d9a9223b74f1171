//! Step rates: which sports have steps, and which rates a human foot cannot do.

use crate::columns::{Columns, Narrow};
use crate::model::Session;

/// Most steps per minute that are kept. Sprinters at world records take just under five
/// steps a second; a higher figure is a sensor or a unit gone wrong.
const MOST_STEPS_PER_MIN: f32 = 300.0;

/// Whether the cadence of this sport counts steps. A bicycle's turns, a swimmer's strokes
/// and a rower's are no steps. A sport that is not stated, or `generic`, may be a run.
pub(crate) fn has_steps(sport: Option<&str>, sub_sport: Option<&str>) -> bool {
    let Some(sport) = sport else { return true };
    match sport.to_ascii_lowercase().as_str() {
        "running" | "run" | "walking" | "walk" | "hiking" | "hike" | "generic" | "transition"
        | "multisport" | "snowshoeing" | "mountaineering" | "tactical" | "hiit" | "other"
        | "trail_run" | "trail running" | "street_running" | "trail_running" | "virtual_run"
        | "treadmill" | "9" => true,
        "fitness_equipment" => matches!(
            sub_sport,
            None | Some("generic" | "treadmill" | "indoor_running" | "indoor_walking")
        ),
        _ => false,
    }
}

/// Takes out step rates of sports without steps, and impossible ones. Returns how many
/// were impossible.
pub(crate) fn keep_possible_step_rates(columns: &mut Columns, sessions: &[Session]) -> usize {
    let column = columns.narrow_mut(Narrow::StepRate);
    for session in sessions {
        if has_steps(session.sport.as_deref(), session.sub_sport.as_deref()) {
            continue;
        }
        let end = session.samples.end.min(column.len());
        if let Some(rows) = column.get_mut(session.samples.start.min(end)..end) {
            rows.fill(f32::NAN);
        }
    }
    let mut n_refused = 0;
    for value in column.iter_mut() {
        if *value > MOST_STEPS_PER_MIN || *value < 0.0 {
            *value = f32::NAN;
            n_refused += 1;
        }
    }
    n_refused
}

/// What to tell about refused step rates.
pub(crate) fn refusal(n_refused: usize) -> String {
    format!(
        "{n_refused} step rates were outside 0 to {MOST_STEPS_PER_MIN} a minute and were left out"
    )
}
