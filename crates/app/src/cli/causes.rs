use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use jiff::{Timestamp, ZonedDateTime};
use trochlea_assess::{Assessment, assess, read_case};
use trochlea_cause::{Causes, Contributor, Family, Finding, NextStep};
use trochlea_knowledge::{Knowledge, Message};
use trochlea_report::{
    CAUSES_SCHEMA, CausesDocument, Words, evidence_message, family_band_message, known_message,
    onset_message,
};

use super::assess::Asking;
use super::output;
use crate::decide::{self, Memory};
use crate::place::Place;

/// Say why it may have happened: three families of causes, each with the data behind it
///
/// "Undetermined" is a result. What is disputed is shown and never counted, and nothing here moves
/// a red flag or loosens a plan.
///
/// Example: trochlea causes --ask
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A case (trochlea.case/1); without one it looks at what is kept
    case: Option<PathBuf>,

    #[command(flatten)]
    place: Place,

    /// Ask first what no recording tells; every answer is kept at once
    #[arg(long, conflicts_with = "case")]
    ask: bool,

    /// Show also what was looked for and is not there
    #[arg(long)]
    all: bool,

    /// Print JSON (trochlea.causes/1)
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = arguments.place.knowledge()?;
    let words = Words::english()?;
    let assessment = match &arguments.case {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("{} cannot be read", path.display()))?;
            let case = read_case(&text, &knowledge).with_context(|| path.display().to_string())?;
            assess(&case, &knowledge)?
        }
        None => super::block_on(kept(arguments, &knowledge, &words))?,
    };
    if arguments.json {
        output::json_line(&CausesDocument {
            schema: CAUSES_SCHEMA,
            now: assessment.now,
            causes: &assessment.causes,
        })?;
    } else {
        output::line(&in_words(&assessment.causes, arguments.all, &words))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn kept(
    arguments: &Arguments,
    knowledge: &Knowledge,
    words: &Words,
) -> anyhow::Result<Assessment> {
    let store = arguments.place.open().await?;
    let now: ZonedDateTime = Timestamp::now().to_zoned_datetime(arguments.place.zone()?);
    if arguments.ask {
        if !io::stdin().is_terminal() {
            bail!("--ask needs a terminal; without one, answer on the pages: trochlea serve");
        }
        let asking = Asking {
            store: &store,
            knowledge,
            words,
            now: &now,
        };
        asking.causes().await?;
    }
    // An answer that was just given is a moment later than `now`.
    let now = Timestamp::now().to_zoned_datetime(arguments.place.zone()?);
    decide::current(&store, &Memory::default(), &now, knowledge).await
}

fn in_words(causes: &Causes, all: bool, words: &Words) -> String {
    let mut text = format!(
        "{}\n{}\n",
        words.say(&causes.headline),
        words.say(&onset_message(&causes.onset))
    );
    for family in &causes.families {
        family_in_words(&mut text, family, all, words);
    }
    if let Some(who) = &causes.referral {
        let _ = writeln!(
            text,
            "\n{}\n{}",
            words.say(who),
            words.say(&causes.gait_assessment.text)
        );
    }
    if let Some(care) = &causes.failed_care {
        let tried: Vec<String> = care.tried.iter().map(|one| words.say(one)).collect();
        let _ = writeln!(
            text,
            "\nTried without a change: {}. To be looked at anew:",
            tried.join(", ")
        );
        for one in &care.recheck {
            let _ = writeln!(text, "  {}", words.say(&one.text));
            for taken in &one.taken {
                let _ = writeln!(text, "    {}", words.say(taken));
            }
        }
    }
    for shoe in &causes.shoes {
        let _ = writeln!(text, "\nShoes: {}", words.say(&shoe.text));
    }
    let open = causes
        .questions
        .iter()
        .filter(|question| question.answer.is_none())
        .count();
    if open > 0 {
        let _ = writeln!(
            text,
            "\n{open} questions are open: trochlea causes --ask. None of them holds up the plan."
        );
    }
    let _ = writeln!(text, "\n{}", words.say(&causes.frame));
    text
}

fn family_in_words(text: &mut String, family: &Family, all: bool, words: &Words) {
    let _ = writeln!(
        text,
        "\n{}: {}",
        words.say(&family.name),
        words.say(&family_band_message(family))
    );
    for one in &family.contributors {
        match one.finding {
            Finding::SpeaksFor => contributor(text, "++", one, words),
            Finding::MayContribute => contributor(text, "+", one, words),
            Finding::CannotTell => {
                // What only a professional can test is counted below.
                let next = one.next.as_ref();
                if let Some(next) = next.filter(|next| all || !for_a_professional(next)) {
                    let _ = writeln!(
                        text,
                        "  ?  {}: {}",
                        words.say(&one.name),
                        tells(next, words)
                    );
                }
            }
            Finding::SpeaksAgainst if all => contributor(text, "-", one, words),
            Finding::NotCounted if all => contributor(text, "()", one, words),
            Finding::SpeaksAgainst | Finding::NotCounted => {}
        }
    }
    let contributors = family.contributors.iter();
    let professional = contributors
        .clone()
        .filter(|one| one.next.as_ref().is_some_and(for_a_professional))
        .count();
    let hidden = contributors
        .filter(|one| matches!(one.finding, Finding::SpeaksAgainst | Finding::NotCounted))
        .count();
    if professional + hidden > 0 && !all {
        let _ = writeln!(
            text,
            "     {professional} more that a professional can test, {hidden} not there or not counted: --all"
        );
    }
}

const fn for_a_professional(next: &NextStep) -> bool {
    matches!(
        next,
        NextStep::Measure {
            clinician_only: true,
            ..
        }
    )
}

fn contributor(text: &mut String, mark: &str, one: &Contributor, words: &Words) {
    let _ = writeln!(
        text,
        "  {mark:<2} {} ({}; {})\n     {}",
        words.say(&one.name),
        words.say(&evidence_message(one)),
        words.say(&known_message(one)),
        words.say(&one.data)
    );
}

fn tells(next: &NextStep, words: &Words) -> String {
    match next {
        NextStep::Question { text, .. }
        | NextStep::Measure { text, .. }
        | NextStep::Record { text } => words.say(text),
        NextStep::Feature { feature } => {
            words.say(&Message::new(format!("feature-{feature}-question")))
        }
    }
}
