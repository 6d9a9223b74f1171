use schemars::JsonSchema;
use serde::Serialize;
use trochlea_gait::{RunSummary, summarise};
use trochlea_knowledge::GaitTable;
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
    /// Load on the kneecap: not computed by this version.
    pub load: Option<()>,
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
    pub fn of(file: &Decoded, table: &GaitTable) -> Self {
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
                sessions: sessions(recording, table),
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

fn sessions(recording: &Recording, table: &GaitTable) -> Vec<SessionView> {
    recording
        .sessions
        .iter()
        .enumerate()
        .filter_map(|(session_idx, session)| {
            Some(SessionView {
                summary: summarise(recording, session_idx, table)?,
                n_laps: session.n_laps,
                load: None,
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
