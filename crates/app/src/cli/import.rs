use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use trochlea_knowledge::Knowledge;
use trochlea_load::Baseline;

use super::output;
use super::progress::Progress;
use crate::import::{FileLine, Finished, Importer, Status, Summary, files_under};
use crate::place::Place;

/// Read recordings and keep them
///
/// Takes files, folders and zips of FIT, TCX and GPX. What is known already is said and not
/// counted twice. Stopping loses nothing: run it again to go on.
///
/// Example: trochlea import ~/Downloads/export.zip ~/runs
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    place: Place,

    /// Print JSON: one line for each file, then a summary
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct SummaryLine {
    schema: &'static str,
    #[serde(flatten)]
    summary: Summary,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    super::block_on(async {
        let knowledge = Knowledge::shipped()?;
        let files = files_under(&arguments.paths);
        let store = arguments.place.open().await?;
        let mut importer = Importer::begin(&store, &knowledge, arguments.place.zone()?).await?;
        let progress = Progress::of(files.len(), "files");
        let mut told = Told {
            json: arguments.json,
            summary: Summary::default(),
        };
        for path in &files {
            let lines = importer.add_path(path).await?;
            progress.suspend(|| told.all(&lines))?;
            progress.step();
        }
        progress.finish();
        let mut again: Option<Progress> = None;
        let Finished { lines, baseline } = importer
            .finish(Timestamp::now(), |n| {
                again
                    .get_or_insert_with(|| Progress::of(n, "recordings"))
                    .step();
            })
            .await?;
        if let Some(progress) = again {
            progress.finish();
        }
        told.all(&lines)?;
        told.end(baseline.as_ref())
    })
}

/// What was said so far.
struct Told {
    json: bool,
    summary: Summary,
}

impl Told {
    fn all(&mut self, lines: &[FileLine]) -> anyhow::Result<()> {
        for line in lines {
            self.summary.count(line.status);
            if self.json {
                output::json_line(line)?;
            } else if !matches!(line.status, Status::Imported) {
                let reason = line.reason.as_deref().unwrap_or_default();
                output::line(&format!(
                    "{}: {} ({reason})\n",
                    line.path,
                    word(line.status)
                ))?;
            }
        }
        Ok(())
    }

    fn end(self, baseline: Option<&Baseline>) -> anyhow::Result<ExitCode> {
        let Self { json, summary } = self;
        if json {
            output::json_line(&SummaryLine {
                schema: "trochlea.import/1",
                summary,
            })?;
        } else {
            output::line(&format!(
                "{} files: {} imported, {} read in part, {} known already, {} no activity, {} failed\n",
                summary.n_files,
                summary.n_imported,
                summary.n_partly_read,
                summary.n_duplicate,
                summary.n_not_an_activity,
                summary.n_failed
            ))?;
            if let Some(own) = baseline {
                output::line(&format!(
                    "Loads are now compared with your own {} first level, easy runs: {:.0} steps a minute at {:.1} km/h\n",
                    own.n_runs,
                    own.line.at(own.reference_speed_m_per_s),
                    own.reference_speed_m_per_s * 3.6
                ))?;
            }
        }
        Ok(ExitCode::from(summary.exit_code()))
    }
}

const fn word(status: Status) -> &'static str {
    match status {
        Status::Imported => "imported",
        Status::PartlyRead => "read in part",
        Status::Duplicate => "known already",
        Status::NotAnActivity => "no activity",
        Status::Failed => "failed",
    }
}
