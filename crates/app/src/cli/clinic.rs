use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use trochlea_knowledge::{Knowledge, OverlayChange};
use trochlea_report::ClinicDocument;

use super::output;
use crate::place::Place;

/// Change single thresholds as a clinic, with author, date and reason
///
/// A cap is tightened freely and loosened only as far as `trochlea clinic show` says. Red flags, the
/// single-run limit and the pain that ends a run at the outer knee never move. A file that breaks
/// a rule is refused whole, with its line, and what was in force stays in force.
///
/// A file names the clinic, and with each change who made it, when and why:
///
///   clinic = "Knee clinic by the river"
///
///   [[change]]
///   rule = "pfps.calf_raises"
///   value = 25
///   author = "A. Name, physiotherapist"
///   on = "2026-11-01"
///   reason = "Norms by age"
///
/// Example: trochlea clinic apply thresholds.toml
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show what is changed and what may be
    ///
    /// Example: trochlea clinic show --json
    Show {
        #[command(flatten)]
        place: Place,
        /// Print JSON (trochlea.clinic/1)
        #[arg(long)]
        json: bool,
    },
    /// Say whether a file would be accepted, and change nothing
    ///
    /// Example: trochlea clinic check thresholds.toml
    Check {
        /// The file
        file: PathBuf,
    },
    /// Put a file in force for this store; the one before is kept beside it
    ///
    /// Example: trochlea clinic apply thresholds.toml
    Apply {
        #[command(flatten)]
        place: Place,
        /// The file
        file: PathBuf,
    },
    /// Go back to the shipped thresholds; the file is kept beside the store
    ///
    /// Example: trochlea clinic remove
    Remove {
        #[command(flatten)]
        place: Place,
    },
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.what {
        What::Show { place, json } => show(place, *json)?,
        What::Check { file } => {
            let changed = accepted(file)?.1;
            output::line(&format!("{}\n", in_words(&changed)))?;
        }
        What::Apply { place, file } => {
            let (text, changed) = accepted(file)?;
            std::fs::create_dir_all(place.folder()?)?;
            set_aside(place)?;
            let own = place.overlay()?;
            // A half-written file must never be read as a whole one.
            let beside = own.with_extension("toml.new");
            std::fs::write(&beside, text)
                .and_then(|()| std::fs::rename(&beside, &own))
                .with_context(|| own.display().to_string())?;
            output::line(&format!("In force from now on.\n{}\n", in_words(&changed)))?;
        }
        What::Remove { place } => match set_aside(place)? {
            Some(kept) => output::line(&format!(
                "The shipped thresholds are in force. The file lies in {}\n",
                kept.display()
            ))?,
            None => {
                output::line("Nothing was changed here: the shipped thresholds are in force.\n")?
            }
        },
    }
    Ok(ExitCode::SUCCESS)
}

fn accepted(file: &Path) -> anyhow::Result<(String, Knowledge)> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    match Knowledge::shipped()?.with_overlay(&text) {
        Ok(changed) => Ok((text, changed)),
        Err(error) => bail!("{}, {error}. Nothing was changed", file.display()),
    }
}

/// Moves the file that is in force beside the store, under a name that no other has.
fn set_aside(place: &Place) -> anyhow::Result<Option<PathBuf>> {
    let own = place.overlay()?;
    if !own.exists() {
        return Ok(None);
    }
    let mut names = (1..).map(|n: u32| own.with_extension(format!("before-{n}.toml")));
    let kept = names.find(|name| !name.exists()).context("no free name")?;
    std::fs::rename(&own, &kept).with_context(|| own.display().to_string())?;
    Ok(Some(kept))
}

fn show(place: &Place, json: bool) -> anyhow::Result<()> {
    let knowledge = place.knowledge()?;
    let document = ClinicDocument::of(&knowledge);
    if json {
        return output::json_line(&document);
    }
    output::line(&format!("{}\nWhat may be changed:\n", in_words(&knowledge)))?;
    for bound in &document.bounds {
        output::line(&format!(
            "  {:<36} now {} {}, {} {}\n",
            bound.rule,
            bound.value,
            bound.unit,
            if bound.stricter_is_lower {
                "at most"
            } else {
                "at least"
            },
            bound.loosest,
        ))?;
    }
    Ok(())
}

fn in_words(knowledge: &Knowledge) -> String {
    let Some(overlay) = &knowledge.rule_set.overlay else {
        return "The shipped thresholds are in force.".to_owned();
    };
    let mut text = format!("Thresholds of {}:", overlay.clinic);
    for change in &overlay.changes {
        let OverlayChange {
            rule,
            value,
            author,
            on,
            reason,
        } = change;
        text.push_str(&format!("\n  {rule} = {value}: {reason} ({author}, {on})"));
    }
    text
}
