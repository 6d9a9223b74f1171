use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use trochlea_knowledge::Knowledge;
use trochlea_report::{WhatIfDocument, Words, change_message};

use super::load::{Asking, interval, ratio};
use super::output;
use crate::place::Place;

/// Say what a run would have cost with more steps, on the level, slower, faster or partly walked
///
/// Each is a ratio to the run as it was, with an 80 % interval.
///
/// Example: trochlea what-if morning-run.fit
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A recording, or the id of a kept run
    #[arg(value_name = "FILE")]
    run: String,

    #[command(flatten)]
    place: Place,

    /// Print JSON (trochlea.what-if/1)
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let (document, against) = super::block_on(async {
        let asking = Asking::of(&arguments.place, &knowledge).await?;
        let run = asking.run(&arguments.run).await?;
        let load = asking.model.run_load(&run.folded);
        let document = WhatIfDocument::of(&load, asking.model.what_if(&run.folded));
        Ok((document, asking.against()))
    })?;
    if arguments.json {
        output::json_line(&document)?;
    } else {
        output::line(&in_words(&document, &against, &Words::english()?))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn in_words(document: &WhatIfDocument, against: &str, words: &Words) -> String {
    let was = &document.was;
    let mut text = format!(
        "As it was: {:.2} km, for one knee like {} flat km, counting high peaks {}.\n",
        was.distance_m / 1000.0,
        interval(was.flat_equivalent_km, 1),
        interval(was.flat_equivalent_km_guard, 1),
    );
    for what_if in &document.what_if {
        let change = words.say(&change_message(what_if.change));
        let _ = writeln!(
            text,
            "{change:<48} {:>22}, counting high peaks {}",
            ratio(what_if.impulse_ratio),
            ratio(what_if.guard_ratio)
        );
    }
    let _ = writeln!(
        text,
        "In percent of the run as it was; in brackets the 80 % interval.\n{against}"
    );
    for flag in &document.flags {
        let _ = writeln!(text, "note: {}", words.say(flag));
    }
    text
}
