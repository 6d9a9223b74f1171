use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use trochlea_knowledge::{Knowledge, shipped_rows};
use trochlea_report::RowsDocument;

use super::output;

/// Show the rows of the tables that hold these words, each with its source beside it
///
/// Every number that Trochlea uses stands in such a row: what it is, its unit, where it comes from,
/// how far that was read, and the requirements it answers. All words must occur in a row.
///
/// Example: trochlea knowledge S2-040
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Words to look for: a requirement, an id, an author, a unit
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,

    /// Print JSON (trochlea.knowledge/1)
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let rule_set = Knowledge::shipped()?.rule_set;
    let rows = shipped_rows();
    let found = rows.into_iter().filter(|row| row.names(&arguments.words));
    let document = RowsDocument::of(rule_set, found);
    if arguments.json {
        output::json_line(&document)?;
        return Ok(ExitCode::SUCCESS);
    }
    if document.rows.is_empty() {
        bail!(
            "no row holds {}: try one word, such as an exercise or a requirement like S2-040",
            arguments.words.join(" and ")
        );
    }
    for row in &document.rows {
        output::line(&format!(
            "knowledge/{}:{}\n{}\n\n",
            row.file, row.line, row.text
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}
