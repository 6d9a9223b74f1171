use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use jiff::{Timestamp, civil::Date};
use trochlea_programme::Retraining;
use trochlea_report::{STEPS_SCHEMA, StepsDocument, Words};

use super::{output, today};
use crate::decide::Habits;
use crate::place::Place;

/// Show the target for shorter, quicker steps, from your own step rate, and how far it was kept
///
/// Examples: trochlea steps; trochlea steps --start
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// Begin it, today or on a day
    #[arg(long, value_name = "DATE", num_args = 0..=1, conflicts_with = "stop")]
    start: Option<Option<Date>>,

    /// Go back to the usual steps
    #[arg(long)]
    stop: bool,

    /// Print JSON (trochlea.steps/1)
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    if arguments.stop || arguments.start.is_some() {
        keep(arguments)?;
    }
    let (assessment, words) = today::read(&arguments.place)?;
    if arguments.json {
        output::json_line(&StepsDocument {
            schema: STEPS_SCHEMA,
            retraining: assessment.retraining.as_ref(),
            blocked: assessment.running_blocked.as_ref(),
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    let text = match &assessment.retraining {
        Some(retraining) => in_words(retraining, &words),
        None => format!(
            "There is no running plan yet, so there are no steps to change.\n{}",
            today::today_in_words(&assessment, &words)
        ),
    };
    output::line(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn keep(arguments: &Arguments) -> anyhow::Result<()> {
    let now = Timestamp::now();
    let today = now.to_zoned_datetime(arguments.place.zone()?).date();
    super::block_on(async {
        let store = arguments.place.open().await?;
        Habits::change(&store, now, |before| Habits {
            retraining_since: arguments.start.map(|day| day.unwrap_or(today)),
            ..before
        })
        .await
    })
}

fn in_words(retraining: &Retraining, words: &Words) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}", words.say(&retraining.text));
    if let Some(target) = retraining.target {
        let (low, high) = (target.low.as_spm(), target.high.as_spm());
        let _ = writeln!(text, "Target: {low:.0} to {high:.0} steps a minute.");
    }
    let _ = writeln!(text, "{}", words.say(&retraining.band.text));
    let _ = writeln!(
        text,
        "{}\n\nThink of one at a time:",
        words.say(&retraining.stop_rule)
    );
    for cue in retraining.cues.iter().filter(|cue| cue.given) {
        let _ = writeln!(text, "  {}", words.say(&cue.text));
    }
    for cue in retraining.cues.iter().filter(|cue| !cue.given) {
        let caution = cue.caution.as_ref().map(|it| words.say(it));
        let _ = writeln!(
            text,
            "Not among them: \"{}\" {}",
            words.say(&cue.text),
            caution.unwrap_or_default()
        );
    }
    text.push('\n');
    for fix in &retraining.fixes {
        let _ = writeln!(text, "{}", words.say(fix));
    }
    let _ = writeln!(text, "{}", words.say(&retraining.course));
    if let Some(number) = retraining.next_session {
        let share = retraining.sessions.iter().find(|it| it.number == number);
        let percent = share.map_or(0.0, |it| it.feedback_fraction * 100.0);
        let _ = writeln!(
            text,
            "Next: run {number}, the beat on for {percent:.0} % of it."
        );
    }
    if let Some(kept) = &retraining.kept {
        let _ = writeln!(text, "{}", words.say(&kept.text));
    }
    let _ = writeln!(text, "\n{}", words.say(&retraining.effect));
    for one in &retraining.evidence {
        let _ = writeln!(
            text,
            "  {} ({})",
            words.say(&one.text),
            one.provenance.source
        );
    }
    text
}
