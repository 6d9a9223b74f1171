use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use serde::Serialize;
use trochlea_knowledge::SizeRule;
use trochlea_recording::{DecodeError, Decoded, Limits, Recording, Warning, decode_each};
use trochlea_report::WarningView;
use trochlea_store::NewRun;

use super::{FileLine, Status};
use crate::engine::Engine;

/// One innermost file: what is said of it, and what is to be kept.
pub(crate) struct FileOutcome {
    pub(crate) line: FileLine,
    pub(crate) keep: Option<Keep>,
}

/// What is to be kept of a file.
pub(crate) struct Keep {
    pub(crate) file_name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) outcome: Kept,
    pub(crate) runs: Vec<NewRun>,
}

/// What reading a file gave, as the store keeps it beside the bytes.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Kept {
    format: &'static str,
    warnings: Vec<WarningView>,
}

/// Reads a file that may be one. What is too large is refused before it is read.
pub(crate) fn open(path: &Path, size: &SizeRule) -> anyhow::Result<Vec<u8>> {
    let mut file = File::open(path).context("cannot be opened")?;
    let found = file.metadata().context("cannot be looked at")?;
    if !found.is_file() {
        bail!("is no file");
    }
    let mut head = Vec::with_capacity(4);
    file.by_ref()
        .take(4)
        .read_to_end(&mut head)
        .context("cannot be read")?;
    let is_archive = head.starts_with(b"PK");
    let limit = if is_archive {
        size.archive_bytes
    } else {
        size.recording_bytes
    };
    if found.len() > limit {
        bail!(
            "has {} bytes, more than the {limit} that are read",
            found.len()
        );
    }
    let mut bytes = head;
    file.take(limit)
        .read_to_end(&mut bytes)
        .context("cannot be read")?;
    Ok(bytes)
}

/// Reads the bytes of one file, an archive perhaps, with `label` as its name.
pub(super) fn read(label: &str, bytes: &[u8], engine: &Engine<'_>) -> Vec<FileOutcome> {
    let mut outcomes = Vec::new();
    let decoded = decode_each(bytes, &Limits::default(), |file, inner| {
        outcomes.push(outcome(label, file, inner, engine));
    });
    if let Err(error) = decoded {
        outcomes.push(nothing_kept(label.to_owned(), None, &error));
    }
    outcomes
}

/// What reading a recording gave.
pub(crate) fn outcome_of(recording: &Recording, warnings: &[Warning]) -> Kept {
    Kept {
        format: recording.format.as_str(),
        warnings: warnings.iter().map(WarningView::of).collect(),
    }
}

fn outcome(label: &str, file: Decoded, bytes: &[u8], engine: &Engine<'_>) -> FileOutcome {
    let path = match &file.name {
        Some(name) => format!("{label}!{name}"),
        None => label.to_owned(),
    };
    let sha256: String = file
        .sha256
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    match file.outcome {
        Err(error) => nothing_kept(path, Some(sha256), &error),
        Ok((recording, warnings)) => match engine.summarised(&recording, &sha256) {
            Ok(runs) => kept(path, sha256, bytes, &recording, &warnings, runs),
            Err(error) => FileOutcome {
                line: line(
                    path,
                    Some(sha256),
                    Status::Failed,
                    Some(format!("{error:#}")),
                ),
                keep: None,
            },
        },
    }
}

fn kept(
    path: String,
    sha256: String,
    bytes: &[u8],
    recording: &Recording,
    warnings: &[Warning],
    runs: Vec<NewRun>,
) -> FileOutcome {
    let (status, reason) = if warnings.is_empty() {
        (Status::Imported, None)
    } else {
        let said: Vec<&str> = warnings.iter().map(|it| it.message.as_str()).collect();
        (Status::PartlyRead, Some(said.join("; ")))
    };
    FileOutcome {
        keep: Some(Keep {
            file_name: path.clone(),
            bytes: bytes.to_owned(),
            outcome: outcome_of(recording, warnings),
            runs,
        }),
        line: line(path, Some(sha256), status, reason),
    }
}

fn nothing_kept(path: String, sha256: Option<String>, error: &DecodeError) -> FileOutcome {
    let status = match error {
        DecodeError::NotAnActivity { .. } | DecodeError::UnknownFormat { .. } => {
            Status::NotAnActivity
        }
        _ => Status::Failed,
    };
    FileOutcome {
        line: line(path, sha256, status, Some(error.to_string())),
        keep: None,
    }
}

const fn line(
    path: String,
    sha256: Option<String>,
    status: Status,
    reason: Option<String>,
) -> FileLine {
    FileLine {
        path,
        status,
        sha256,
        runs: Vec::new(),
        reason,
    }
}
