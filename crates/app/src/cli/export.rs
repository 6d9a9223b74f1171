use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use crate::place::Place;

/// Write everything that is kept as JSON lines
///
/// One line for each recording, run, entry (with its history) and decision.
///
/// Example: trochlea export --to everything.jsonl
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// The file to write, which must not exist [default: standard output]
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,

    /// Print JSON; the export is JSON either way
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let _ = arguments.json;
    super::block_on(async {
        let store = arguments.place.open().await?;
        let mut out: Box<dyn Write> = match &arguments.to {
            Some(path) => Box::new(
                File::create_new(path)
                    .with_context(|| format!("cannot write a new file {}", path.display()))?,
            ),
            None => Box::new(io::stdout().lock()),
        };
        let mut out = BufWriter::new(&mut out);
        store
            .export(|line| {
                out.write_all(line.as_bytes())?;
                out.write_all(b"\n")
            })
            .await?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    })
}
