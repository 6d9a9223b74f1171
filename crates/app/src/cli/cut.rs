//! A training plan read and cut.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use trochlea_plan::{CutPlan, CutWeek, Phase};
use trochlea_report::{
    CutPlanDocument, Words, after_in_words, before_in_words, cut_plan_as_calendar, limit_km,
};
use trochlea_schedule::{LARGEST_BYTES, Problem, TrainingPlan};

use super::output;
use crate::decide::{self, Memory};
use crate::place::Place;

pub(super) fn run(
    files: &[PathBuf],
    place: &Place,
    calendar: Option<&Path>,
    json: bool,
) -> anyhow::Result<ExitCode> {
    let words = Words::english()?;
    let zone = place.zone()?;
    let plan = read(files, &zone)?;
    let document = super::block_on(async {
        let knowledge = place.knowledge()?;
        let store = place.open().await?;
        let now = Timestamp::now().to_zoned_datetime(zone);
        decide::cut(&store, &Memory::default(), &now, &knowledge, &plan).await
    })?;
    if let Some(path) = calendar {
        let Some(cut) = &document.cut else {
            bail!("there is no plan to write: {}", why_not(&document, &words));
        };
        fs::write(path, cut_plan_as_calendar(cut, &words))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    if json {
        output::json_line(&document)?;
    } else {
        output::line(&in_words(&document, &words))?;
        if let Some(path) = calendar {
            output::line(&format!("Written as a calendar: {}\n", path.display()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// All files as one plan.
pub(super) fn read(files: &[PathBuf], zone: &TimeZone) -> anyhow::Result<TrainingPlan> {
    let mut plans = Vec::new();
    for path in files {
        let about = || format!("cannot read {}", path.display());
        let size = fs::metadata(path).with_context(about)?.len();
        if size > LARGEST_BYTES as u64 {
            bail!(
                "{}: larger than 4 MB, which no training plan is",
                path.display()
            );
        }
        let bytes = fs::read(path).with_context(about)?;
        plans.push(trochlea_schedule::read(
            &path.display().to_string(),
            &bytes,
            zone,
        )?);
    }
    let plan = TrainingPlan::join(plans);
    if plan.sessions.is_empty() && plan.problems.is_empty() {
        bail!("there is no session in it");
    }
    Ok(plan)
}

fn why_not(document: &CutPlanDocument, words: &Words) -> String {
    let reasons: Vec<String> = document.no_plan.iter().map(|one| words.say(one)).collect();
    reasons.join(" ")
}

fn in_words(document: &CutPlanDocument, words: &Words) -> String {
    let mut text = match &document.cut {
        Some(cut) => plan_in_words(cut, words),
        None => format!(
            "No running plan, so yours is not cut.\n{}\n",
            why_not(document, words)
        ),
    };
    if !document.problems.is_empty() {
        text.push_str("\nNot read:\n");
        for problem in &document.problems {
            let _ = writeln!(text, "  {}", problem_in_words(problem, words));
        }
    }
    text
}

fn plan_in_words(cut: &CutPlan, words: &Words) -> String {
    let level = &cut.level;
    let mut text = format!(
        "Cut to the level the knee bears: runs up to {} km, {} km in seven days.\n{}\n",
        limit_km(level.run),
        limit_km(level.week),
        words.say(&level.reason)
    );
    let phases = &cut.phases;
    if phases.run_from.is_some() && phases.held_until > cut.from {
        let _ = writeln!(text, "Held until {}.", phases.held_until);
    }
    if let Some(from) = phases.grow_from.filter(|from| *from > cut.from) {
        let _ = writeln!(text, "Grows again from {from}.");
    }
    if let Some(from) = phases.intense_from.filter(|from| *from > cut.from) {
        let _ = writeln!(text, "Hills and speed from {from}.");
    }
    for note in &cut.notes {
        let _ = writeln!(text, "{}", words.say(note));
    }
    text.push('\n');
    if cut.changed().next().is_none() {
        text.push_str("Nothing in it has to change.\n\n");
    }
    for week in &cut.weeks {
        let _ = writeln!(text, "{}", week_in_words(week));
        let of_week = cut
            .sessions
            .iter()
            .filter(|one| one.day >= week.monday && one.day < next_monday(week));
        for session in of_week {
            let day = session.day.strftime("%a %d %b");
            let phase = match session.phase {
                Phase::Rest => "rest",
                Phase::Hold => "hold",
                Phase::Rebuild => "build",
            };
            let before = before_in_words(session);
            let after = after_in_words(session, words);
            let change = match (session.changed, before.is_empty()) {
                (false, _) => format!("= {after}"),
                (true, true) => format!("+ {after}"),
                (true, false) => format!("{before} -> {after}"),
            };
            let _ = writeln!(text, "  {day}  {phase:<5}  {change}");
            for reason in &session.reasons {
                let rules = reason.rules.join(", ");
                let rules = if rules.is_empty() {
                    rules
                } else {
                    format!(" [{rules}]")
                };
                let _ = writeln!(text, "      {}{rules}", words.say(&reason.message));
            }
        }
    }
    text
}

fn next_monday(week: &CutWeek) -> jiff::civil::Date {
    week.monday.saturating_add(jiff::Span::new().days(7))
}

fn week_in_words(week: &CutWeek) -> String {
    let unknown = match week.n_unknown {
        0 => String::new(),
        n => format!(", {n} of unknown distance not counted"),
    };
    let growth = week.growth_fraction.map_or(String::new(), |growth| {
        format!(", {:+.0} % on the week before", 100.0 * growth)
    });
    format!(
        "Week of {}: {:.1} km planned, {} km left{growth}{unknown}",
        week.monday.strftime("%d %b %Y"),
        week.before.as_km(),
        limit_km(week.after)
    )
}

/// Where and why, for one thing that was not read.
pub(super) fn problem_in_words(problem: &Problem, words: &Words) -> String {
    let source = &problem.source;
    let line = source
        .line
        .map_or(String::new(), |line| format!(", line {line}"));
    format!("{}{line}: {}", source.file, words.say(&problem.reason))
}
