use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::{Timestamp, ZonedDateTime};
use serde::Serialize;
use trochlea_assess::Assessment;
use trochlea_knowledge::{Provenance, Status};
use trochlea_plan::{Cap, CriterionStatus, GateStatus, Plan};
use trochlea_report::{Words, limit_km};

use super::output;
use crate::decide::{self, Memory};
use crate::place::Place;

/// Say what to do today, and why not more
///
/// Example: trochlea today
#[derive(Debug, Args)]
pub(super) struct TodayArguments {
    #[command(flatten)]
    common: Common,
}

/// Show the days ahead, or a training plan of yours cut to what the knee bears
///
/// With --from it reads calendars (.ics), tables (.csv) and workout files of a watch (.fit), cuts
/// them to the level that was run without significant pain, holds that for two weeks and builds up
/// again. Each change stands beside what was planned, with its reason.
///
/// Example: trochlea plan --from marathon.ics --ics cut.ics
#[derive(Debug, Args)]
pub(super) struct PlanArguments {
    #[command(flatten)]
    common: Common,

    /// A training plan to cut; several files make one plan
    #[arg(long, value_name = "FILE", num_args = 1..)]
    from: Vec<PathBuf>,

    /// Write the cut plan as a calendar to this file
    #[arg(long, value_name = "OUT", requires = "from")]
    ics: Option<PathBuf>,
}

/// Show the three gates: what is met, what is missing
///
/// Example: trochlea gates
#[derive(Debug, Args)]
pub(super) struct GatesArguments {
    #[command(flatten)]
    common: Common,
}

/// Show every limit on today's run and every rule behind it
///
/// Example: trochlea why
#[derive(Debug, Args)]
pub(super) struct WhyArguments {
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Args)]
struct Common {
    #[command(flatten)]
    place: Place,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Document<'a, T> {
    schema: &'static str,
    disposition: trochlea_assess::Disposition,
    #[serde(flatten)]
    content: &'a T,
}

pub(super) fn today(arguments: &TodayArguments) -> anyhow::Result<ExitCode> {
    let common = &arguments.common;
    let (assessment, words) = read(&common.place)?;
    if common.json {
        return whole(&assessment);
    }
    output::line(&today_in_words(&assessment, &words))?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn plan(arguments: &PlanArguments) -> anyhow::Result<ExitCode> {
    let common = &arguments.common;
    if !arguments.from.is_empty() {
        let out = arguments.ics.as_deref();
        return super::cut::run(&arguments.from, &common.place, out, common.json);
    }
    let (assessment, words) = read(&common.place)?;
    let Some(plan) = assessment.plan.as_ref().filter(|_| !common.json) else {
        return if common.json {
            whole(&assessment)
        } else {
            output::line(&today_in_words(&assessment, &words))?;
            Ok(ExitCode::SUCCESS)
        };
    };
    let mut text = String::new();
    for day in &plan.week.days {
        let weekday = day.date.strftime("%a %d %b");
        let run = day.run.as_ref().map_or(String::new(), |run| {
            let only_if = if run.conditional {
                ", if all stays quiet"
            } else {
                ""
            };
            format!("run up to {} km{only_if}", limit_km(run.distance))
        });
        let strength = match day.strength {
            trochlea_plan::StrengthDay::Full => "strength",
            trochlea_plan::StrengthDay::DailyOnly => "daily exercises",
            trochlea_plan::StrengthDay::None => "",
        };
        let parts: Vec<&str> = [run.as_str(), strength]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let said = if parts.is_empty() {
            "rest".to_owned()
        } else {
            parts.join("; ")
        };
        let _ = writeln!(text, "{weekday}  {said}");
    }
    let _ = writeln!(
        text,
        "{} km planned, within {} km in any seven days",
        limit_km(plan.week.total),
        limit_km(plan.week.limit)
    );
    let _ = writeln!(text, "What the plan changes:");
    for lever in &plan.levers {
        let _ = writeln!(text, "  {}", words.say(&lever.text));
    }
    output::line(&text)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn gates(arguments: &GatesArguments) -> anyhow::Result<ExitCode> {
    let common = &arguments.common;
    let (assessment, words) = read(&common.place)?;
    if common.json {
        let gates = assessment.plan.as_ref().map(|plan| &plan.gates);
        output::json_line(&Document {
            schema: "trochlea.gates/1",
            disposition: assessment.disposition,
            content: &serde_json::json!({ "gates": gates }),
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    let text = match &assessment.plan {
        Some(plan) => gates_in_words(plan, &words),
        None => today_in_words(&assessment, &words),
    };
    output::line(&text)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn why(arguments: &WhyArguments) -> anyhow::Result<ExitCode> {
    let common = &arguments.common;
    let (assessment, words) = read(&common.place)?;
    if common.json {
        return whole(&assessment);
    }
    let mut text = today_in_words(&assessment, &words);
    if let Some(plan) = &assessment.plan {
        text.push_str("\nAll limits on a run today, the tightest first:\n");
        let mut caps: Vec<&Cap> = plan.caps.iter().collect();
        caps.sort_by(|a, b| a.limit.total_cmp(&b.limit));
        for cap in caps {
            let _ = writeln!(
                text,
                "  {:>5} km  {} [{}]",
                limit_km(cap.limit),
                words.say(&cap.reason),
                cap.rules.join(", ")
            );
        }
    }
    let _ = writeln!(
        text,
        "\nRule set {} ({}). What decided, and where it comes from:",
        assessment.rule_set.version,
        assessment.rule_set.hash.get(..12).unwrap_or_default(),
    );
    for rule in &assessment.rules_fired {
        let Provenance { status, source, .. } = &rule.provenance;
        let _ = writeln!(text, "  {} ({}): {source}", rule.id, status_word(*status));
    }
    output::line(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn whole(assessment: &Assessment) -> anyhow::Result<ExitCode> {
    output::json_line(assessment)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn read(place: &Place) -> anyhow::Result<(Assessment, Words)> {
    let words = Words::english()?;
    let assessment = super::block_on(async {
        let knowledge = place.knowledge()?;
        let store = place.open().await?;
        let now: ZonedDateTime = Timestamp::now().to_zoned_datetime(place.zone()?);
        decide::current(&store, &Memory::default(), &now, &knowledge).await
    })?;
    Ok((assessment, words))
}

/// The decision, its reason, and what is asked next.
pub(super) fn today_in_words(assessment: &Assessment, words: &Words) -> String {
    let mut text = String::new();
    for flag in &assessment.screening.flags {
        let said = [
            &flag.what_to_do,
            &flag.by_when,
            &flag.reason,
            &flag.until,
            &flag.say_at_desk,
        ];
        for message in said {
            let _ = writeln!(text, "{}", words.say(message));
        }
        text.push('\n');
    }
    for question in assessment.screening.questions.iter().take(1) {
        let n = assessment.screening.questions.len();
        let _ = writeln!(
            text,
            "Before anything is planned, {n} questions are open: answer them with trochlea assess. The next is: {}",
            words.say(&question.question)
        );
    }
    for knee in &assessment.ranking {
        text.push_str(&super::assess::knee_in_words(knee, words));
    }
    if let Some(young) = &assessment.young {
        text.push_str("\nUnder 16:\n");
        for part in &young.parts {
            let _ = writeln!(text, "  {}", words.say(&part.text));
        }
        text.push('\n');
    }
    if let Some(plan) = &assessment.plan {
        let _ = writeln!(text, "{}", words.say(&plan.today.headline));
        let _ = writeln!(text, "{}", words.say(&plan.today.reason));
        let others = plan.today.rest_reasons.iter();
        for reason in others.filter(|reason| **reason != plan.today.reason) {
            let _ = writeln!(text, "{}", words.say(reason));
        }
        if let Some(run) = &plan.today.run {
            let _ = writeln!(text, "{}", words.say(&run.stop_rule));
            let _ = writeln!(text, "{}", words.say(&run.ground));
        }
        for signal in &plan.signals {
            let _ = writeln!(text, "{}", words.say(&signal.reason));
        }
        for message in &plan.to_log {
            let _ = writeln!(text, "{}", words.say(message));
        }
    }
    if let Some(programme) = &assessment.programme {
        text.push_str("\nStrength work:\n");
        for exercise in &programme.exercises {
            let _ = writeln!(
                text,
                "  {}: {}",
                words.say(&exercise.name),
                words.say(&exercise.dose_text)
            );
        }
    }
    text
}

const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Sourced => "sourced",
        Status::House => "house value",
        Status::Contested => "contested",
    }
}

fn gates_in_words(plan: &Plan, words: &Words) -> String {
    let mut text = String::new();
    for gate in &plan.gates {
        let status = match gate.status {
            GateStatus::Passed => "passed",
            GateStatus::Here => "here",
            GateStatus::Ahead => "ahead",
        };
        let _ = writeln!(
            text,
            "{} ({}, {} knee): {status}",
            gate.gate.as_str().replace('_', " "),
            gate.condition.as_str(),
            gate.side.as_str()
        );
        for criterion in &gate.criteria {
            let mark = match criterion.status {
                CriterionStatus::Met => "x",
                CriterionStatus::Missing => " ",
            };
            let _ = writeln!(text, "  [{mark}] {}", words.say(&criterion.text));
        }
    }
    text
}
