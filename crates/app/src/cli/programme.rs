use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use jiff::Timestamp;
use trochlea_assess::Assessment;
use trochlea_knowledge::{Equipment, Knowledge};
use trochlea_programme::{Left, Programme};
use trochlea_report::{PROGRAMME_SCHEMA, ProgrammeDocument, Words};

use super::{output, today};
use crate::decide::Habits;
use crate::place::Place;

/// Show the strength work, the routines around a run, other sports, and what unlocks the rest
///
/// Examples: trochlea programme; trochlea programme --set six_for_runners --has band,step
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// Choose these sets and no others, such as six_for_runners,mirror_squats ("none" for none)
    #[arg(long = "set", value_name = "SETS", value_delimiter = ',')]
    sets: Option<Vec<String>>,

    /// What is at hand, such as band,step,roller ("nothing" for nothing)
    #[arg(long = "has", value_name = "THINGS", value_delimiter = ',')]
    has: Option<Vec<String>>,

    /// Call these exercises easy and no others, so that the harder form comes ("none" for none)
    #[arg(long = "easy", value_name = "EXERCISES", value_delimiter = ',')]
    easy: Option<Vec<String>>,

    /// Print JSON (trochlea.programme/1)
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    if arguments.sets.is_some() || arguments.has.is_some() || arguments.easy.is_some() {
        keep(arguments)?;
    }
    let (assessment, words) = today::read(&arguments.place)?;
    if arguments.json {
        output::json_line(&ProgrammeDocument {
            schema: PROGRAMME_SCHEMA,
            programme: assessment.programme.as_ref(),
            routines: &assessment.routines,
            cross_training: assessment.cross_training.as_ref(),
            blocked: assessment.strength_blocked.as_ref(),
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    output::line(&in_words(&assessment, &words))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes down what was chosen; what was not named stays as it was.
fn keep(arguments: &Arguments) -> anyhow::Result<()> {
    let knowledge = Knowledge::shipped()?;
    let sets = arguments.sets.as_deref().map(|ids| {
        let known: Vec<&str> = knowledge
            .routines
            .set
            .iter()
            .map(|it| it.id.as_str())
            .collect();
        all_of(ids, "none", &known)
    });
    let easy = arguments.easy.as_deref().map(|ids| {
        let rows = knowledge.exercises.exercise.iter();
        let known: Vec<&str> = rows.map(|it| it.id.as_str()).collect();
        all_of(ids, "none", &known)
    });
    let has = arguments.has.as_deref().map(things);
    let (sets, easy, has) = (sets.transpose()?, easy.transpose()?, has.transpose()?);
    let now = Timestamp::now();
    super::block_on(async {
        let store = arguments.place.open().await?;
        Habits::change(&store, now, |before| Habits {
            chosen_sets: sets.unwrap_or(before.chosen_sets),
            mastered: easy.unwrap_or(before.mastered),
            equipment: has.or(before.equipment),
            ..before
        })
        .await
    })
}

fn all_of(ids: &[String], empty: &str, known: &[&str]) -> anyhow::Result<Vec<String>> {
    if ids == [empty] {
        return Ok(Vec::new());
    }
    for id in ids {
        if !known.contains(&id.as_str()) {
            bail!("{id} is none of: {}", known.join(", "));
        }
    }
    Ok(ids.to_vec())
}

/// By the words that the tables and the case use.
fn things(words: &[String]) -> anyhow::Result<Vec<Equipment>> {
    if words == ["nothing"] {
        return Ok(Vec::new());
    }
    let thing = |word: &String| {
        let mut all = Equipment::ALL.into_iter();
        all.find(|thing| thing.as_str() == word).with_context(|| {
            let known = Equipment::ALL.map(Equipment::as_str);
            format!("{word} is none of: {}", known.join(", "))
        })
    };
    words.iter().map(thing).collect()
}

fn in_words(assessment: &Assessment, words: &Words) -> String {
    let Some(programme) = &assessment.programme else {
        return format!(
            "No strength work is planned yet.\n{}",
            today::today_in_words(assessment, words)
        );
    };
    let mut text = String::new();
    strength(&mut text, programme, words);
    for routine in &assessment.routines {
        let [from, to] = routine.minutes;
        let _ = writeln!(
            text,
            "\n{}, {from} to {to} minutes:",
            words.say(&routine.name)
        );
        for one in &routine.exercises {
            let _ = writeln!(
                text,
                "  {}: {}",
                words.say(&one.name),
                words.say(&one.dose_text)
            );
        }
        if let Some(steady) = &routine.steadiness {
            let _ = writeln!(text, "  {}", words.say(&steady.text));
        }
    }
    if let Some(sports) = &assessment.cross_training {
        let _ = writeln!(text, "\n{}", words.say(&sports.text));
        for sport in &sports.sports {
            let _ = writeln!(
                text,
                "  {}: {}",
                words.say(&sport.name),
                words.say(&sport.text)
            );
        }
    }
    locked(&mut text, programme, words);
    text
}

fn strength(text: &mut String, programme: &Programme, words: &Words) {
    let _ = writeln!(text, "{}", words.say(&programme.phase.text));
    let n = programme.sessions_per_week;
    let _ = writeln!(text, "Strength work, {n} full sessions a week:");
    for one in &programme.exercises {
        let every_day = if one.daily { ", every day" } else { "" };
        let optional = if one.optional { ", if you like" } else { "" };
        let _ = writeln!(
            text,
            "  {}: {}{every_day}{optional}",
            words.say(&one.name),
            words.say(&one.dose_text)
        );
        for more in one.without.iter().chain(&one.ease_off) {
            let _ = writeln!(text, "    {}", words.say(more));
        }
    }
    let _ = writeln!(text, "{}", words.say(&programme.pain_rule));
    let _ = writeln!(text, "{}", words.say(&programme.sides.text));
    for why in programme
        .coverage
        .iter()
        .filter_map(|it| it.why_not.as_ref())
    {
        let _ = writeln!(text, "{}", words.say(why));
    }
    let _ = writeln!(text, "{}", words.say(&programme.maintenance.text));
    let _ = writeln!(text, "\nSets to choose with --set:");
    for set in &programme.sets {
        let chosen = if set.chosen { " (chosen)" } else { "" };
        let _ = writeln!(text, "  {}: {}{chosen}", set.id, words.say(&set.name));
    }
}

fn locked(text: &mut String, programme: &Programme, words: &Words) {
    let waits = programme.excluded.iter();
    let waits = waits.filter(|one| matches!(one.left, Left::Locked(_)));
    let _ = writeln!(text, "\nWhat comes later, and when:");
    for one in waits {
        let _ = writeln!(text, "  {}: {}", words.say(&one.name), words.say(&one.why));
    }
}
