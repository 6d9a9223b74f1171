use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use trochlea_knowledge::{FeatureRow, Finder, Knowledge};
use trochlea_quantity::Side;
use trochlea_report::{FindingsDocument, Words};
use trochlea_store::{EventKind, Json, NewEvent};
use trochlea_symptom::{Answer, ItemAnswer, Measure, PainScore, Reporter};

use super::output;
use crate::place::Place;
use crate::said::Said;

/// Show what tests and an examination found, or write one down
///
/// What only an examination finds is taken from a clinician only. A value always names the knee, the
/// moment and who found it; a later one stands beside the earlier.
///
/// Example: trochlea findings --side right --record calf_raises_reps=14@0
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// Which knee
    #[arg(long)]
    side: Option<Knee>,

    /// A test, such as calf_raises_reps=14 or with the worst pain in it calf_raises_reps=14@2
    #[arg(long, value_name = "FINDING=VALUE[@PAIN]", requires = "side")]
    record: Vec<String>,

    /// What a clinician's examination found, such as mcmurray=yes
    #[arg(long, value_name = "SIGN=yes|no|unknown", requires = "side")]
    examined: Vec<String>,

    /// Who took the test
    #[arg(long, default_value = "runner")]
    by: Who,

    /// List what may be recorded, too
    #[arg(long)]
    all: bool,

    /// Print JSON (trochlea.findings/1)
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Knee {
    Left,
    Right,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Who {
    Runner,
    Clinician,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let document = super::block_on(async {
        let store = arguments.place.open().await?;
        let events = events(arguments, &knowledge)?;
        if !events.is_empty() {
            store.append(&events).await?;
        }
        let said = Said::read(&store).await?;
        Ok(FindingsDocument::of(
            &knowledge.findings,
            &knowledge.conditions,
            &said.measures,
            &said.answers,
        ))
    })?;
    if arguments.json {
        output::json_line(&document)?;
    } else {
        let text = in_words(&document, arguments.all, &knowledge, &Words::english()?);
        output::line(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// One event for each thing that was found: all of them or none.
fn events(arguments: &Arguments, knowledge: &Knowledge) -> anyhow::Result<Vec<NewEvent>> {
    let now = Timestamp::now();
    let at = now.to_zoned_datetime(arguments.place.zone()?).datetime();
    let Some(side) = arguments.side.map(|side| match side {
        Knee::Left => Side::Left,
        Knee::Right => Side::Right,
    }) else {
        return Ok(Vec::new());
    };
    let mut documents = Vec::new();
    for text in &arguments.record {
        let (id, value, pain) = recorded(text)?;
        let by = match arguments.by {
            Who::Runner => Reporter::Runner,
            Who::Clinician => Reporter::Clinician,
        };
        check(id, value, by, knowledge)?;
        let measure = Measure {
            measure: id.to_owned(),
            side,
            value,
            pain,
            at,
            by,
        };
        documents.push((EventKind::Measure, Json::of(&measure)?));
    }
    for text in &arguments.examined {
        let (row, answer) = examined(text, knowledge)?;
        let said = ItemAnswer {
            item: row.id.clone(),
            answer,
            at,
            by: Reporter::Clinician,
            side: Some(side),
        };
        documents.push((EventKind::Feature, Json::of(&said)?));
    }
    let named = documents.into_iter().enumerate();
    Ok(named
        .map(|(idx, (kind, document))| NewEvent {
            id: format!("found-{}-{idx}", now.as_nanosecond()),
            kind,
            at: now,
            replaces: None,
            document,
        })
        .collect())
}

/// `calf_raises_reps=14@0` apart.
fn recorded(text: &str) -> anyhow::Result<(&str, f64, Option<PainScore>)> {
    let wrong =
        || format!("“{text}”: write a finding, = and its value, such as calf_raises_reps=14@0");
    let (id, rest) = text.split_once('=').with_context(wrong)?;
    let (value, pain) = match rest.split_once('@') {
        Some((value, pain)) => {
            let score = pain.parse().ok().and_then(PainScore::new);
            (value, Some(score.with_context(wrong)?))
        }
        None => (rest, None),
    };
    Ok((id, value.parse().ok().with_context(wrong)?, pain))
}

fn check(id: &str, value: f64, by: Reporter, knowledge: &Knowledge) -> anyhow::Result<()> {
    let Some(row) = knowledge.findings.get(id) else {
        bail!("{id} is no finding; `trochlea findings --all` lists them");
    };
    if !row.is_possible(value) {
        let [low, high] = row.range;
        let whole = if row.unit.is_whole() {
            "a whole number"
        } else {
            "a number"
        };
        bail!("{id} is {whole} from {low} to {high}, not {value}");
    }
    if by == Reporter::Runner && !row.may_self_measure() {
        bail!("{id} is no self-test: a clinician finds it, and then --by clinician says so");
    }
    Ok(())
}

fn examined<'a>(text: &str, knowledge: &'a Knowledge) -> anyhow::Result<(&'a FeatureRow, Answer)> {
    let wrong =
        || format!("“{text}”: write a sign, = and yes, no or unknown, such as mcmurray=yes");
    let (id, answer) = text.split_once('=').with_context(wrong)?;
    let row = knowledge.conditions.feature(id);
    let Some(row) = row.filter(|row| row.by == Finder::Clinician) else {
        bail!("{id} is no sign of an examination; `trochlea findings --all` lists them");
    };
    let answer = match answer {
        "yes" => Answer::Yes,
        "no" => Answer::No,
        "unknown" => Answer::Unknown,
        _ => bail!(wrong()),
    };
    Ok((row, answer))
}

fn in_words(
    document: &FindingsDocument,
    all: bool,
    knowledge: &Knowledge,
    words: &Words,
) -> String {
    let mut text = String::new();
    for view in &document.findings {
        let Some(row) = knowledge.findings.get(&view.finding) else {
            continue;
        };
        if all || !view.latest.is_empty() {
            let [low, high] = view.range;
            let unit = words.say(&row.unit.name());
            let who = if view.may_self_measure {
                ""
            } else {
                ", by a clinician only"
            };
            let _ = writeln!(
                text,
                "{}: {} ({low} to {high}: {unit}{who})",
                view.finding,
                words.say(&row.name())
            );
        }
        for found in &view.latest {
            let pain = found
                .pain
                .map(|pain| format!(", pain {} of 10", pain.get()));
            let by = match found.by {
                Reporter::Runner => "by the runner",
                Reporter::Clinician => "by a clinician",
            };
            let (side, day) = (found.side.as_str(), found.at.date());
            let (value, pain) = (found.value, pain.unwrap_or_default());
            let _ = writeln!(text, "  {side} knee: {value}{pain}, {by}, {day}");
        }
    }
    for view in &document.examined {
        let Some(row) = knowledge.conditions.feature(&view.feature) else {
            continue;
        };
        if all {
            let _ = writeln!(text, "{}: {}", view.feature, words.say(&row.question()));
        }
        for found in &view.latest {
            let clause = match found.answer {
                Answer::Yes => words.say(&row.yes()),
                Answer::No => words.say(&row.no()),
                Answer::Unknown => "not clear".to_owned(),
            };
            let (side, day) = (found.side.as_str(), found.at.date());
            let _ = writeln!(text, "  {side} knee, examined {day}: {clause}");
        }
    }
    if text.is_empty() {
        text.push_str("Nothing was recorded yet. `trochlea findings --all` lists what may be.\n");
    }
    text
}
