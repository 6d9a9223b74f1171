use schemars::JsonSchema;
use serde::Serialize;
use trochlea_gait::{RunSummary, summary_of};
use trochlea_knowledge::{GaitTable, Message};
use trochlea_load::{Baseline, IliotibialExposure, Interval, LoadModel, RunLoad, TerrainShares};
use trochlea_quantity::Shares;
use trochlea_recording::{DecodeError, Decoded, Recording, Warning};

/// The format of [`Inspection`].
pub const INSPECT_SCHEMA: &str = "trochlea.inspect/1";

/// What one file says. What is not known is `null`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Inspection {
    /// Always `trochlea.inspect/1`.
    pub schema: &'static str,
    /// Its name inside an archive, if it came out of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `fit`, `tcx` or `gpx`.
    pub format: Option<&'static str>,
    /// SHA-256 of the innermost bytes, hexadecimal; `null` when they could not be reached.
    pub sha256: Option<String>,
    /// What made it.
    pub device: Option<DeviceView>,
    /// Its sessions; none when it could not be read or is no activity.
    pub sessions: Vec<SessionView>,
    /// What was not as it should be.
    pub warnings: Vec<WarningView>,
    /// Why there is nothing, when there is nothing.
    pub error: Option<String>,
}

/// Several files of one archive.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InspectedArchive {
    /// In the order of the archive.
    pub files: Vec<Inspection>,
}

/// What made a recording.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DeviceView {
    /// The maker.
    pub manufacturer: Option<String>,
    /// The product.
    pub product: Option<String>,
}

/// One session.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SessionView {
    /// What the samples and the device say.
    #[serde(flatten)]
    pub summary: RunSummary,
    /// How many laps.
    pub n_laps: usize,
    /// Load on the kneecap's joint of one knee; `null` when it is no run.
    pub load: Option<LoadView>,
}

/// What a run cost one knee, each figure with its 80 % interval.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LoadView {
    /// Impulse over all contacts, body weights times seconds.
    pub pfj_impulse_bw_s: Interval,
    /// The same per kilometre.
    pub per_km_bw_s: Interval,
    /// Peak of the median contact, body weights.
    pub peak_bw: Interval,
    /// Kilometres on the level, at the reference speed and step rate, of the same impulse.
    pub flat_equivalent_km: Interval,
    /// The larger of that and of the load that weighs high peaks more.
    pub flat_equivalent_km_guard: Interval,
    /// Of the impulse, by the way the ground went.
    pub share: TerrainShares,
    /// Share of the impulse from speeds, grades or step rates that no study measured.
    pub share_outside_range: f64,
    /// How step rate and ground came to be, by contacts.
    pub origin: Shares,
    /// What the kilometres are relative to.
    pub baseline: String,
    /// Exposure of the iliotibial band: a rank, no force.
    pub iliotibial: IliotibialExposure,
    /// What was found strange.
    pub flags: Vec<Message>,
}

/// What loads are computed with.
#[derive(Clone, Copy, Debug)]
pub struct Loads<'a> {
    /// The model.
    pub model: &'a LoadModel,
    /// What they are relative to.
    pub baseline: &'a Baseline,
}

/// Something that was not as it should be.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WarningView {
    /// A stable word for scripts.
    pub code: &'static str,
    /// What happened and what was lost.
    pub message: String,
    /// Where in the innermost file, counted from 0.
    pub byte: Option<u64>,
}

impl Inspection {
    /// Looks at one innermost file.
    pub fn of(file: &Decoded, table: &GaitTable, loads: Loads<'_>) -> Self {
        let blank = Self {
            schema: INSPECT_SCHEMA,
            name: file.name.clone(),
            format: None,
            sha256: Some(
                file.sha256
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect(),
            ),
            device: None,
            sessions: Vec::new(),
            warnings: Vec::new(),
            error: None,
        };
        match &file.outcome {
            Ok((recording, warnings)) => Self {
                format: Some(recording.format.as_str()),
                device: recording.device.as_ref().map(|device| DeviceView {
                    manufacturer: device.manufacturer.clone(),
                    product: device.product.clone(),
                }),
                sessions: sessions(recording, table, loads),
                warnings: warnings.iter().map(WarningView::of).collect(),
                ..blank
            },
            Err(error) => Self {
                warnings: vec![WarningView {
                    code: code(error),
                    message: error.to_string(),
                    byte: byte(error),
                }],
                error: Some(error.to_string()),
                ..blank
            },
        }
    }
}

impl LoadView {
    /// From the load of a whole run, without what only a store or a page needs.
    pub fn of(load: RunLoad) -> Self {
        Self {
            pfj_impulse_bw_s: load.pfj_impulse_bw_s,
            per_km_bw_s: load.per_km_bw_s,
            peak_bw: load.peak_bw,
            flat_equivalent_km: load.flat_equivalent_km,
            flat_equivalent_km_guard: load.flat_equivalent_km_guard,
            share: load.share,
            share_outside_range: load.share_outside_range,
            origin: load.origin,
            baseline: load.baseline,
            iliotibial: load.iliotibial,
            flags: load.flags,
        }
    }
}

impl WarningView {
    /// From what the decoder said.
    pub fn of(warning: &Warning) -> Self {
        Self {
            code: warning.code,
            message: warning.message.clone(),
            byte: warning.byte,
        }
    }
}

fn sessions(recording: &Recording, table: &GaitTable, loads: Loads<'_>) -> Vec<SessionView> {
    recording
        .sessions
        .iter()
        .enumerate()
        .filter_map(|(session_idx, session)| {
            let own_line = loads.baseline.own_line();
            let steps = trochlea_gait::read(recording, session_idx, own_line, table)?;
            let summary = summary_of(recording, session_idx, &steps, table)?;
            let load = loads
                .model
                .fold_steps(&steps, loads.baseline)
                .filter(|_| summary.is_run)
                .map(|folded| LoadView::of(loads.model.run_load(&folded)));
            Some(SessionView {
                summary,
                n_laps: session.n_laps,
                load,
            })
        })
        .collect()
}

const fn code(error: &DecodeError) -> &'static str {
    match error {
        DecodeError::UnknownFormat { .. } => "unknown_format",
        DecodeError::TooShort { .. } => "too_short",
        DecodeError::Broken { .. } => "broken",
        DecodeError::TooLarge { .. } => "too_large",
        DecodeError::NotAnActivity { .. } => "not_an_activity",
        _ => "not_read",
    }
}

const fn byte(error: &DecodeError) -> Option<u64> {
    match error {
        DecodeError::Broken { byte, .. } => Some(*byte),
        _ => None,
    }
}
