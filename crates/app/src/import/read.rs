use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use jiff::tz::TimeZone;
use serde::Serialize;
use trochlea_gait::RunSummary;
use trochlea_knowledge::{Knowledge, SizeRule};
use trochlea_ledger::{Run, RunId};
use trochlea_recording::{DecodeError, Decoded, Limits, Recording, Warning, decode_each};
use trochlea_report::WarningView;
use trochlea_store::{Json, NewRun};

use super::{FileLine, Status};
use crate::runs::StoredSummary;

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

/// Which program and which rules made a summary: when either changes, `recompute` has work.
pub(crate) fn engine_version(knowledge: &Knowledge) -> String {
    format!(
        "{}+{}",
        env!("CARGO_PKG_VERSION"),
        knowledge.rule_set.version
    )
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
pub(super) fn read(
    label: &str,
    bytes: &[u8],
    knowledge: &Knowledge,
    zone: &TimeZone,
) -> Vec<FileOutcome> {
    let mut outcomes = Vec::new();
    let decoded = decode_each(bytes, &Limits::default(), |file, inner| {
        outcomes.push(outcome(label, file, inner, knowledge, zone));
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

/// The sessions of a recording as the store keeps them.
pub(crate) fn summarised(
    recording: &Recording,
    sha256: &str,
    knowledge: &Knowledge,
    zone: &TimeZone,
) -> anyhow::Result<Vec<NewRun>> {
    let sessions = 0..recording.sessions.len();
    sessions
        .filter_map(|session_idx| {
            let summary = trochlea_gait::summarise(recording, session_idx, &knowledge.gait)?;
            Some(new_run(session_idx, summary, sha256, zone))
        })
        .collect()
}

fn outcome(
    label: &str,
    file: Decoded,
    bytes: &[u8],
    knowledge: &Knowledge,
    zone: &TimeZone,
) -> FileOutcome {
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
        Ok((recording, warnings)) => match summarised(&recording, &sha256, knowledge, zone) {
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

fn new_run(
    session_idx: usize,
    summary: RunSummary,
    sha256: &str,
    zone: &TimeZone,
) -> anyhow::Result<NewRun> {
    let session_idx = u32::try_from(session_idx)?;
    let day = summary
        .start
        .map(|start| start.to_zoned_datetime(zone.clone()).date());
    let id = RunId(format!("{sha256}#{session_idx}"));
    let run = day.and_then(|day| Run::recorded(id, day, &summary));
    Ok(NewRun {
        session_idx,
        start: summary.start,
        day,
        sport: summary.sport.clone(),
        distance_m: summary.distance.map(|it| it.as_m()),
        timer_s: summary.timer.map(|it| it.as_s()),
        summary: Json::of(&StoredSummary {
            run,
            session: summary,
        })?,
    })
}
