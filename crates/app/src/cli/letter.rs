use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use jiff::{Timestamp, ZonedDateTime};
use trochlea_knowledge::Knowledge;
use trochlea_report::{LetterDocument, Words};
use trochlea_symptom::{Answer, Reporter};

use super::output;
use crate::decide::{self, Memory};
use crate::place::Place;

/// Write a letter for a doctor or physiotherapist
///
/// It is put together by rules from what was written down and recorded, and is no diagnosis.
///
/// Example: trochlea letter > letter.txt
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// Print JSON (trochlea.letter/1)
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let words = Words::english()?;
    let place = &arguments.place;
    let (case, assessment) = super::block_on(async {
        let store = place.open().await?;
        let now: ZonedDateTime = Timestamp::now().to_zoned_datetime(place.zone()?);
        decide::with_case(&store, &Memory::default(), &now, &knowledge).await
    })?;
    let letter = LetterDocument::of(&case, &assessment, &knowledge, &words);
    if arguments.json {
        output::json_line(&letter)?;
    } else {
        output::line(&in_words(&letter))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn in_words(letter: &LetterDocument) -> String {
    let mut text = format!(
        "{}\n{}\n\n{}\n",
        letter.made_at.date(),
        letter.runner,
        letter.question
    );
    let mut list = |heading: &str, lines: &[String]| {
        if !lines.is_empty() {
            let _ = write!(text, "\n{heading}\n");
            for line in lines {
                let _ = writeln!(text, "  {line}");
            }
        }
    };
    list("Why now", &letter.reasons);
    let knees: Vec<String> = letter
        .knees
        .iter()
        .flat_map(|knee| {
            let spots = knee.spots.join(", ");
            let head = format!("{} knee: {spots}. {}", knee.side.as_str(), knee.headline);
            std::iter::once(head).chain(knee.tell.iter().cloned())
        })
        .collect();
    list("Where it hurts", &knees);
    let flags: Vec<String> = letter
        .red_flags
        .iter()
        .map(|item| {
            let answer = match item.answer {
                Some(Answer::Yes) => "YES",
                Some(Answer::No) => "no",
                Some(Answer::Unknown) => "not known",
                None => "not asked",
            };
            let on = item.on.map_or(String::new(), |on| format!(", {on}"));
            format!("[{answer}{on}] {}", item.question)
        })
        .collect();
    list("Signs of danger", &flags);
    let findings: Vec<String> = letter
        .findings
        .iter()
        .map(|one| {
            let by = match one.by {
                Reporter::Runner => "the runner",
                Reporter::Clinician => "a clinician",
            };
            format!(
                "{}, {}: {} {} ({}, by {by}; {})",
                one.name,
                one.side.as_str(),
                one.value,
                one.unit,
                one.on,
                one.error
            )
        })
        .collect();
    list("Findings", &findings);
    list("Running", &letter.running);
    list("What was tried", &letter.tried);
    let scores: Vec<String> = letter
        .scores
        .iter()
        .map(|one| format!("{}: {}", one.name, one.meaning))
        .collect();
    list("Scores", &scores);
    list("To be considered next", &letter.next_steps);
    list("Not found out", &letter.not_found_out);
    let _ = writeln!(
        text,
        "\n{}\nRule set {} ({}).\n{}",
        letter.made_by,
        letter.rule_set.version,
        letter.rule_set.hash.get(..12).unwrap_or_default(),
        letter.notice
    );
    text
}
