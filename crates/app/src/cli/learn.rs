use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use trochlea_knowledge::Knowledge;
use trochlea_report::{CardView, LearnDocument, Words};

use super::output;

/// Read the education cards: what is known, how well, and where it comes from
///
/// Without a name the cards are listed by topic.
///
/// Example: trochlea learn ice
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Which card
    #[arg(value_name = "CARD")]
    card: Option<String>,

    /// Print JSON (trochlea.learn/1)
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let words = Words::english()?;
    let named = arguments.card.as_deref();
    let Some(document) = LearnDocument::of(&knowledge, &words, named) else {
        let name = named.unwrap_or_default();
        bail!("there is no card `{name}`; `trochlea learn` lists them");
    };
    if arguments.json {
        output::json_line(&document)?;
    } else {
        let text = match (named, document.cards.as_slice()) {
            (Some(_), [card]) => one(card, &document.notice),
            _ => list(&document),
        };
        output::line(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn list(document: &LearnDocument) -> String {
    let mut text = String::new();
    let mut topic = None;
    for card in &document.cards {
        if topic != Some(card.topic) {
            let gap = if topic.is_some() { "\n" } else { "" };
            let _ = writeln!(text, "{gap}{}", card.topic_title);
            topic = Some(card.topic);
        }
        let _ = writeln!(
            text,
            "  {:<24}  {} ({})",
            card.id, card.title, card.evidence_label
        );
    }
    let _ = writeln!(text, "\n{}", document.notice);
    text
}

fn one(card: &CardView, notice: &str) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{}\n{}\n\n{}",
        card.title, card.evidence_sentence, card.text
    );
    for (idx, point) in card.points.iter().enumerate() {
        let _ = writeln!(text, "{:>3}. {point}", idx + 1);
    }
    for (heading, side) in [("Benefit", &card.benefit), ("Harm", &card.harm)] {
        if let Some(side) = side {
            let _ = writeln!(text, "\n{heading}: {side}");
        }
    }
    if let Some(clinician) = &card.clinician {
        let _ = writeln!(text, "\n{clinician}");
    }
    if !card.exercises.is_empty() {
        let names: Vec<&str> = card.exercises.iter().map(|it| it.name.as_str()).collect();
        let _ = writeln!(text, "\nExercises: {}", names.join(", "));
    }
    text.push_str("\nSources:\n");
    for source in &card.sources {
        let _ = writeln!(text, "  {} ({})", source.source, source.read_words);
    }
    for figure in &card.figures {
        let number = match (figure.value, figure.range) {
            (Some(value), _) => value.to_string(),
            (None, Some([from, to])) => format!("{from} to {to}"),
            (None, None) => String::new(),
        };
        let _ = writeln!(text, "  {number} {}: {}", figure.unit, figure.source);
    }
    let _ = writeln!(text, "\n{} {}\n{notice}", card.written, card.reviewed);
    text
}
