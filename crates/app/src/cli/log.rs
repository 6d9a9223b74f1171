use std::collections::BTreeMap;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use trochlea_knowledge::Knowledge;
use trochlea_quantity::{Length, Side};
use trochlea_store::{EventKind, Json, NewEvent};
use trochlea_symptom::{ActivityDone, Answer, DiaryEntry, PainScore, Settled, StrengthDone};

use super::output;
use crate::place::Place;

/// Write a diary entry about one knee
///
/// What is not given is not said: it never counts as painless. The five questions that are asked
/// again with every entry are answered with --flag, or all at once with --no-flags.
///
/// Example: trochlea log --side right --run RUN_ID --during 2 --after 1 --onset-km 4.1 --no-flags
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// Which knee
    #[arg(long)]
    side: Knee,

    /// The day it is about [default: today]
    #[arg(long, value_name = "DATE")]
    about: Option<Date>,

    /// The run it is about, as `trochlea import` named it
    #[arg(long, value_name = "RUN_ID")]
    run: Option<String>,

    /// Worst pain during the run or the day, 0 to 10
    #[arg(long, value_name = "PAIN", value_parser = pain)]
    during: Option<PainScore>,

    /// Pain in the hours after, 0 to 10
    #[arg(long, value_name = "PAIN", value_parser = pain)]
    after: Option<PainScore>,

    /// Pain this morning, which answers to the day before, 0 to 10
    #[arg(long, value_name = "PAIN", value_parser = pain)]
    morning: Option<PainScore>,

    /// Pain on stairs, 0 to 10
    #[arg(long, value_name = "PAIN", value_parser = pain)]
    stairs: Option<PainScore>,

    /// Pain in other daily life, 0 to 10
    #[arg(long, value_name = "PAIN", value_parser = pain)]
    daily: Option<PainScore>,

    /// Kilometres into the run at which pain began
    #[arg(long, value_name = "KM")]
    onset_km: Option<f64>,

    /// Flights of stairs after which pain began that day
    #[arg(long, value_name = "FLIGHTS")]
    onset_flights: Option<u16>,

    /// Whether pain came only when the steps were quicker than usual
    #[arg(long, value_name = "ANSWER")]
    on_faster_steps: Option<Said>,

    /// How soon it settled
    #[arg(long)]
    settled: Option<HowSoon>,

    /// Whether the knee is swollen
    #[arg(long)]
    swelling: Option<Said>,

    /// Strength work done, such as clamshell=3x15, or squat=3x8@2 with the pain during it
    #[arg(long, value_name = "EXERCISE=SETSxREPS[@PAIN]", value_parser = strength)]
    strength: Vec<StrengthDone>,

    /// Stairs and other sports, such as stairs_down=6 flights, or cycling=40@1 minutes with the pain
    /// during it; warm_up=6 and cool_down=5 tell the routines around a run
    #[arg(long, value_name = "ACTIVITY=AMOUNT[@PAIN]", value_parser = activity)]
    did: Vec<ActivityDone>,

    /// An answer to one of the five, such as calf_swollen=yes
    #[arg(long = "flag", value_name = "ITEM=ANSWER", value_parser = flag)]
    flags: Vec<(String, Answer)>,

    /// Answer "no" to all of the five
    #[arg(long, conflicts_with = "flags")]
    no_flags: bool,

    /// The entry that this one corrects
    #[arg(long, value_name = "ENTRY_ID")]
    replaces: Option<String>,

    /// Your own words: kept, and never read by any rule
    #[arg(long)]
    note: Option<String>,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Knee {
    Left,
    Right,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum HowSoon {
    WithinHour,
    WithinDay,
    Later,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Said {
    Yes,
    No,
    Unknown,
}

#[derive(Serialize)]
struct Written {
    schema: &'static str,
    entry: DiaryEntry,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let now = Timestamp::now();
    let at = now.to_zoned_datetime(arguments.place.zone()?).datetime();
    let entry = DiaryEntry {
        id: format!("log-{}", now.as_nanosecond()),
        at,
        about: arguments.about,
        side: match arguments.side {
            Knee::Left => Side::Left,
            Knee::Right => Side::Right,
        },
        run: arguments.run.clone(),
        pain_during: arguments.during,
        pain_after: arguments.after,
        pain_next_morning: arguments.morning,
        pain_stairs: arguments.stairs,
        pain_daily: arguments.daily,
        onset: arguments.onset_km.map(onset).transpose()?,
        onset_flights: arguments.onset_flights,
        onset_on_faster_steps: arguments.on_faster_steps.map(answer),
        settled: arguments.settled.map(|settled| match settled {
            HowSoon::WithinHour => Settled::WithinHour,
            HowSoon::WithinDay => Settled::WithinDay,
            HowSoon::Later => Settled::Later,
        }),
        swelling: arguments.swelling.map(answer),
        strength: known_exercises(arguments, &knowledge)?,
        activities: known_activities(arguments, &knowledge)?,
        flags: flags(arguments, &knowledge)?,
        replaces: arguments.replaces.clone(),
        note: arguments.note.clone(),
    };
    super::block_on(write(arguments, &entry, now))?;
    if arguments.json {
        output::json_line(&Written {
            schema: "trochlea.log/1",
            entry,
        })?;
    } else {
        output::line(&format!(
            "Written as {}. To correct it: trochlea log --replaces {} ...\n",
            entry.id, entry.id
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn write(arguments: &Arguments, entry: &DiaryEntry, now: Timestamp) -> anyhow::Result<()> {
    let store = arguments.place.open().await?;
    if let Some(run) = &entry.run {
        let id = run.parse()?;
        store.run(&id).await.context("the run the entry is about")?;
    }
    let event = NewEvent {
        id: entry.id.clone(),
        kind: EventKind::Diary,
        at: now,
        replaces: entry.replaces.clone(),
        document: Json::of(entry)?,
    };
    store.append(&[event]).await?;
    Ok(())
}

fn flags(arguments: &Arguments, knowledge: &Knowledge) -> anyhow::Result<BTreeMap<String, Answer>> {
    let asked: Vec<&str> = knowledge
        .red_flags
        .every_diary_entry()
        .map(|item| item.id.as_str())
        .collect();
    if arguments.no_flags {
        return Ok(asked
            .iter()
            .map(|&id| (id.to_owned(), Answer::No))
            .collect());
    }
    for (id, _) in &arguments.flags {
        if !asked.contains(&id.as_str()) {
            bail!("{id} is none of the five: {}", asked.join(", "));
        }
    }
    Ok(arguments.flags.iter().cloned().collect())
}

fn known_exercises(
    arguments: &Arguments,
    knowledge: &Knowledge,
) -> anyhow::Result<Vec<StrengthDone>> {
    let known = |id: &str| {
        let mut all = knowledge.exercises.exercise.iter();
        all.any(|exercise| exercise.id == id)
    };
    for done in &arguments.strength {
        if !known(&done.exercise) {
            let all = knowledge.exercises.exercise.iter();
            let ids: Vec<&str> = all.map(|exercise| exercise.id.as_str()).collect();
            bail!("{} is no exercise here: {}", done.exercise, ids.join(", "));
        }
    }
    Ok(arguments.strength.clone())
}

fn known_activities(
    arguments: &Arguments,
    knowledge: &Knowledge,
) -> anyhow::Result<Vec<ActivityDone>> {
    for done in &arguments.did {
        if knowledge.load.activity_unit(&done.activity).is_none() {
            let all: Vec<String> = knowledge
                .load
                .activities()
                .map(|(id, unit)| match unit {
                    "km" => format!("{id} in km"),
                    _ => format!("{id} in {unit}s"),
                })
                .collect();
            bail!("{} is none of: {}", done.activity, all.join(", "));
        }
    }
    Ok(arguments.did.clone())
}

const fn answer(said: Said) -> Answer {
    match said {
        Said::Yes => Answer::Yes,
        Said::No => Answer::No,
        Said::Unknown => Answer::Unknown,
    }
}

fn onset(km: f64) -> anyhow::Result<Length> {
    if km.is_finite() && km >= 0.0 {
        Ok(Length::from_km(km))
    } else {
        bail!("--onset-km is {km}, and must be a number of at least 0")
    }
}

fn pain(text: &str) -> Result<PainScore, String> {
    text.parse()
        .ok()
        .and_then(PainScore::new)
        .ok_or_else(|| "pain is a whole number from 0 to 10".to_owned())
}

fn strength(text: &str) -> Result<StrengthDone, String> {
    let fault = || format!("{text} is not EXERCISE=SETSxREPS, with @PAIN after it or not");
    let (work, score) = match text.split_once('@') {
        Some((work, score)) => (work, Some(pain(score)?)),
        None => (text, None),
    };
    let (exercise, dose) = work.split_once('=').ok_or_else(fault)?;
    let (sets, reps) = dose.split_once('x').ok_or_else(fault)?;
    Ok(StrengthDone {
        exercise: exercise.to_owned(),
        sets: sets.parse().map_err(|_| fault())?,
        reps: reps.parse().map_err(|_| fault())?,
        pain: score,
    })
}

fn activity(text: &str) -> Result<ActivityDone, String> {
    let fault = || format!("{text} is not ACTIVITY=AMOUNT, with @PAIN after it or not");
    let (told, score) = match text.split_once('@') {
        Some((told, score)) => (told, Some(pain(score)?)),
        None => (text, None),
    };
    let (activity, amount) = told.split_once('=').ok_or_else(fault)?;
    let amount: f64 = amount.parse().map_err(|_| fault())?;
    if !amount.is_finite() || amount < 0.0 {
        return Err(fault());
    }
    Ok(ActivityDone {
        activity: activity.to_owned(),
        amount,
        pain: score,
    })
}

fn flag(text: &str) -> Result<(String, Answer), String> {
    let (item, answer) = text
        .split_once('=')
        .ok_or("write ITEM=yes, no or unknown")?;
    let answer = match answer {
        "yes" => Answer::Yes,
        "no" => Answer::No,
        "unknown" => Answer::Unknown,
        other => return Err(format!("{other} is not yes, no or unknown")),
    };
    Ok((item.to_owned(), answer))
}
