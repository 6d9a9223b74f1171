use schemars::JsonSchema;
use serde::Serialize;
use trochlea_gait::{Motion, Steps};
use trochlea_load::{Baseline, Interval, LoadModel, RunLoad};
use trochlea_quantity::Origin;
use trochlea_recording::Recording;

use crate::parquet::{Column, Table};

/// The format of [`ColumnsDocument`] and of the files it names.
pub const COLUMNS_SCHEMA: &str = "trochlea.columns/1";

/// What was written as columns.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ColumnsDocument {
    /// Always `trochlea.columns/1`.
    pub schema: &'static str,
    /// What stands in every file, in order.
    pub columns: Vec<ColumnView>,
    /// The files.
    pub files: Vec<ColumnsFile>,
    /// Kept sessions that are neither run nor walk: no step of them loads a knee.
    pub n_not_on_foot: usize,
    /// Id and reason of each that could not be read.
    pub failed: Vec<String>,
}

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ColumnView {
    /// Its name; a unit ends it.
    pub name: &'static str,
    /// In words.
    pub unit: &'static str,
    /// What a value is.
    pub what: &'static str,
}

/// One file of columns.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ColumnsFile {
    /// The run.
    pub run: String,
    /// The path.
    pub path: String,
    /// One row per sample.
    pub n_rows: usize,
}

const fn column(name: &'static str, unit: &'static str, what: &'static str) -> ColumnView {
    ColumnView { name, unit, what }
}

/// Every column of a file, in order. `docs/columns.md` has the same table.
pub const COLUMNS: [ColumnView; 21] = [
    column(
        "time_s",
        "seconds",
        "time with the timer running, since the first sample",
    ),
    column(
        "distance_m",
        "metres",
        "way since the first sample, cleaned",
    ),
    column(
        "speed_m_per_s",
        "metres per second",
        "speed around the sample",
    ),
    column(
        "altitude_m",
        "metres",
        "smoothed altitude, above the device's own zero",
    ),
    column(
        "grade_fraction",
        "rise over run",
        "grade of the ground, uphill positive",
    ),
    column(
        "grade_se_fraction",
        "rise over run",
        "one standard error of the grade",
    ),
    column("step_rate_spm", "steps per minute", "step rate, both feet"),
    column(
        "heart_rate_bpm",
        "beats per minute",
        "heart rate as recorded",
    ),
    column("motion", "word", "standing, walking or running"),
    column(
        "n_contacts",
        "contacts",
        "contacts of one knee since the sample before",
    ),
    column(
        "peak_bw",
        "body weights",
        "peak force of one contact, at the centre of the fit",
    ),
    column("peak_low_bw", "body weights", "its 10 % quantile"),
    column("peak_high_bw", "body weights", "its 90 % quantile"),
    column(
        "impulse_bw_s",
        "body weights times seconds",
        "impulse of one contact, at the centre of the fit",
    ),
    column(
        "impulse_low_bw_s",
        "body weights times seconds",
        "its 10 % quantile",
    ),
    column(
        "impulse_high_bw_s",
        "body weights times seconds",
        "its 90 % quantile",
    ),
    column(
        "cumulative_mid_bw_s",
        "body weights times seconds",
        "impulse of one knee since the start, most likely",
    ),
    column(
        "cumulative_low_bw_s",
        "body weights times seconds",
        "its 10 % quantile",
    ),
    column(
        "cumulative_high_bw_s",
        "body weights times seconds",
        "its 90 % quantile",
    ),
    column(
        "step_rate_origin",
        "word",
        "how the step rate came to be: measured, estimated or assumed",
    ),
    column(
        "origin",
        "word",
        "how step rate and ground came to be, the worse of both",
    ),
];

/// A session as a table, one row for each sample. Holds no position.
///
/// `load` must be of these steps, and they of this session.
pub fn columns_table(
    model: &LoadModel,
    baseline: &Baseline,
    (recording, session_idx): (&Recording, usize),
    steps: &Steps,
    load: &RunLoad,
    run: &str,
) -> Table {
    let of_load = model.columns(steps, baseline, load);
    let n_rows = steps.track.time_s.len();
    let first = recording
        .sessions
        .get(session_idx)
        .map_or(0, |session| session.samples.start);
    let heart_rate = (first..first + n_rows)
        .map(|idx| recording.samples.heart_rate_bpm(idx).unwrap_or(f64::NAN))
        .collect();
    let mut altitude_m = steps.ground.altitude_m.clone();
    altitude_m.resize(n_rows, f64::NAN);
    let motion = steps.step_rates.motion.iter().map(|it| motion_word(*it));
    let step_rate_origin = steps.step_rates.origin.iter();
    let origin_word = |origin: Option<Origin>| origin.map(origin_word);
    let [
        time,
        distance,
        speed,
        altitude,
        grade,
        grade_se,
        rate,
        heart,
        moved,
        contacts,
        peak,
        peak_low,
        peak_high,
        impulse,
        impulse_low,
        impulse_high,
        mid,
        low,
        high,
        rate_origin,
        origin,
    ] = COLUMNS.map(|column| column.name);
    Table {
        columns: vec![
            (time, Column::Numbers(of_load.time_s)),
            (distance, Column::Numbers(of_load.distance_m)),
            (speed, Column::Numbers(of_load.speed_m_per_s)),
            (altitude, Column::Numbers(altitude_m)),
            (grade, Column::Numbers(of_load.grade_fraction)),
            (
                grade_se,
                Column::Numbers(steps.ground.grade_se_fraction.clone()),
            ),
            (rate, Column::Numbers(of_load.step_rate_spm)),
            (heart, Column::Numbers(heart_rate)),
            (moved, Column::Words(motion.collect())),
            (contacts, Column::Numbers(of_load.n_contacts)),
            (peak, Column::Numbers(of_load.peak_bw)),
            (peak_low, Column::Numbers(of_load.peak_low_bw)),
            (peak_high, Column::Numbers(of_load.peak_high_bw)),
            (impulse, Column::Numbers(of_load.impulse_bw_s)),
            (impulse_low, Column::Numbers(of_load.impulse_low_bw_s)),
            (impulse_high, Column::Numbers(of_load.impulse_high_bw_s)),
            (mid, Column::Numbers(of_load.cumulative_mid_bw_s)),
            (low, Column::Numbers(of_load.cumulative_low_bw_s)),
            (high, Column::Numbers(of_load.cumulative_high_bw_s)),
            (
                rate_origin,
                Column::Words(step_rate_origin.map(|it| origin_word(*it)).collect()),
            ),
            (
                origin,
                Column::Words(of_load.origin.into_iter().map(origin_word).collect()),
            ),
        ],
        facts: facts(load, run),
    }
}

fn facts(load: &RunLoad, run: &str) -> Vec<(String, String)> {
    let mut facts = vec![
        ("trochlea.schema".to_owned(), COLUMNS_SCHEMA.to_owned()),
        ("trochlea.run".to_owned(), run.to_owned()),
        ("trochlea.baseline".to_owned(), load.baseline.clone()),
    ];
    let mut interval = |key: &str, Interval { mid, low, high }| {
        facts.push((format!("trochlea.{key}"), format!("{mid} {low} {high}")));
    };
    interval("pfj_impulse_bw_s", load.pfj_impulse_bw_s);
    interval("peak_bw", load.peak_bw);
    interval("flat_equivalent_km", load.flat_equivalent_km);
    interval("flat_equivalent_km_guard", load.flat_equivalent_km_guard);
    let units = COLUMNS
        .iter()
        .map(|column| (format!("unit.{}", column.name), column.unit.to_owned()));
    facts.extend(units);
    facts
}

const fn motion_word(motion: Motion) -> Option<&'static str> {
    match motion {
        Motion::Standing => Some("standing"),
        Motion::Walking => Some("walking"),
        Motion::Running => Some("running"),
        Motion::Unknown => None,
    }
}

const fn origin_word(origin: Origin) -> &'static str {
    match origin {
        Origin::Measured => "measured",
        Origin::Estimated => "estimated",
        Origin::Assumed => "assumed",
    }
}
