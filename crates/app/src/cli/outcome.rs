use std::fmt::Write as _;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use jiff::{Timestamp, ZonedDateTime, civil::Date};
use trochlea_assess::Assessment;
use trochlea_knowledge::{Knowledge, Message};
use trochlea_outcome::{Change, KneeOutcome, MilestoneStatus, OutcomeScore, Verdict, check_score};
use trochlea_quantity::Side;
use trochlea_report::{OutcomeDocument, OutcomesDocument, Words};
use trochlea_store::{EventKind, Json, NewEvent};
use trochlea_symptom::Reporter;

use super::output;
use crate::decide::{self, Memory};
use crate::place::Place;

/// Put how it is into a number, and see what the numbers mean
///
/// Example: trochlea outcome show
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Add(AddArguments),
    Show(ShowArguments),
}

/// Write down a score
///
/// nprs, groc (-3 much worse to 3 much better) and wellbeing are questions of our own. Of akps,
/// koos_pf, uwri, visa_p and lefs the total is kept, with its version and language.
///
/// Example: trochlea outcome add akps 72 --side right --version original --language en
#[derive(Debug, Args)]
struct AddArguments {
    #[command(flatten)]
    place: Place,

    /// Which measure
    #[arg(value_name = "MEASURE")]
    instrument: String,

    /// The score
    #[arg(value_name = "SCORE", allow_negative_numbers = true)]
    value: f64,

    /// Which knee, for a measure that is about one
    #[arg(long)]
    side: Option<Knee>,

    /// Version of the questionnaire, such as original
    #[arg(long, default_value = "")]
    version: String,

    /// Language it was filled in, such as en
    #[arg(long, default_value = "")]
    language: String,

    /// The day of the score [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,

    /// Who wrote it down
    #[arg(long, default_value = "runner")]
    by: Who,

    /// Print JSON (trochlea.outcome/1)
    #[arg(long)]
    json: bool,
}

/// Show scores, milestones, and which loads were safe
///
/// Example: trochlea outcome show --json
#[derive(Debug, Args)]
struct ShowArguments {
    #[command(flatten)]
    place: Place,

    /// Print JSON (trochlea.outcomes/1)
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Knee {
    Left,
    Right,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Who {
    Runner,
    Clinician,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.what {
        What::Add(arguments) => add(arguments),
        What::Show(arguments) => show(arguments),
    }
}

fn add(arguments: &AddArguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let now = Timestamp::now().to_zoned_datetime(arguments.place.zone()?);
    let score = OutcomeScore {
        instrument: arguments.instrument.clone(),
        value: arguments.value,
        on: arguments.on.unwrap_or_else(|| now.date()),
        side: arguments.side.map(|side| match side {
            Knee::Left => Side::Left,
            Knee::Right => Side::Right,
        }),
        version: arguments.version.clone(),
        language: arguments.language.clone(),
        by: match arguments.by {
            Who::Runner => Reporter::Runner,
            Who::Clinician => Reporter::Clinician,
        },
    };
    check_score(&score, &knowledge.outcomes)?;
    anyhow::ensure!(
        score.on <= now.date(),
        "--on {} is a day to come; a score is of today or earlier",
        score.on
    );
    let id = format!("outcome-{}", now.timestamp().as_nanosecond());
    let event = NewEvent {
        id: id.clone(),
        kind: EventKind::Outcome,
        at: now.timestamp(),
        replaces: None,
        document: Json::of(&score)?,
    };
    super::block_on(async {
        let store = arguments.place.open().await?;
        store.append(&[event]).await?;
        Ok(())
    })?;
    if arguments.json {
        output::json_line(&OutcomeDocument::of(id, score))?;
    } else {
        output::line("Kept. `trochlea outcome show` says what it means.\n")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn show(arguments: &ShowArguments) -> anyhow::Result<ExitCode> {
    let place = &arguments.place;
    let assessment = super::block_on(async {
        let knowledge = Knowledge::shipped()?;
        let store = place.open().await?;
        let now: ZonedDateTime = Timestamp::now().to_zoned_datetime(place.zone()?);
        decide::current(&store, &Memory::default(), &now, &knowledge).await
    })?;
    if arguments.json {
        output::json_line(&OutcomesDocument::of(&assessment))?;
    } else {
        output::line(&in_words(&assessment, &Words::english()?))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn in_words(assessment: &Assessment, words: &Words) -> String {
    let report = &assessment.outcomes;
    let mut text = String::new();
    if let Some(week) = report.week {
        let _ = writeln!(text, "Week {week} of the way back.");
    }
    if let Some(percent) = report.adherence_percent {
        let _ = writeln!(text, "Strength sessions done since then: {percent:.0} %.");
    }
    for course in &report.scores {
        let side = course
            .side
            .map_or(String::new(), |side| format!(", {}", side.as_str()));
        let _ = writeln!(
            text,
            "\n{}{side}: {}",
            words.say(&course.name),
            said(words, change(course.judged.change))
        );
        for score in &course.scores {
            let _ = writeln!(text, "  {}  {}", score.on, score.value);
        }
        let _ = writeln!(text, "  {}", words.say(&course.judged.reason));
    }
    if report.scores.is_empty() {
        text.push_str("No scores yet: `trochlea outcome add nprs 4 --side right` is a start.\n");
    }
    for knee in &report.knees {
        text.push_str(&knee_in_words(knee, words));
    }
    text
}

fn knee_in_words(knee: &KneeOutcome, words: &Words) -> String {
    let mut text = format!("\nThe {} knee\n", knee.side.as_str());
    let mut weeks = [0, 0];
    for one in &knee.milestones {
        if one.weeks != weeks {
            weeks = one.weeks;
            let due = if one.is_due { " (now)" } else { "" };
            let phase = Message::new(format!("outcome-phase-{}", weeks[0]));
            let _ = writeln!(text, " {}{due}", words.say(&phase));
        }
        let mark = match one.status {
            MilestoneStatus::Met => "x",
            MilestoneStatus::NotYet => " ",
            MilestoneStatus::NotKnown => "?",
        };
        let _ = writeln!(
            text,
            "  [{mark}] {}. {}",
            words.say(&one.text),
            words.say(&one.found)
        );
    }
    for class in &knee.loads {
        let _ = writeln!(
            text,
            "  {}: {} painless, {} hurt; {}",
            words.say(&class.text),
            class.n_painless,
            class.n_hurt,
            said(words, verdict(class.verdict))
        );
    }
    for avoid in &knee.avoid {
        let _ = writeln!(text, "  leave out for now: {}", words.say(&avoid.text));
    }
    text
}

fn said(words: &Words, id: &'static str) -> String {
    words.say(&Message::plain(id))
}

const fn change(change: Change) -> &'static str {
    match change {
        Change::Improved => "outcome-change-improved",
        Change::Worse => "outcome-change-worse",
        Change::WithinError => "outcome-change-within_error",
        Change::CannotJudge => "outcome-change-cannot_judge",
    }
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Safe => "outcome-verdict-safe",
        Verdict::Allowed => "outcome-verdict-allowed",
        Verdict::Provokes => "outcome-verdict-provokes",
        Verdict::Mixed => "outcome-verdict-mixed",
        Verdict::TooFew => "outcome-verdict-too_few",
    }
}
