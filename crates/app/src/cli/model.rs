use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use trochlea_knowledge::Knowledge;
use trochlea_load::{Answer, Figure, LoadModel, Query};
use trochlea_quantity::{Grade, Speed};
use trochlea_report::{ModelDocument, Words};

use super::load::{figure, ratio};
use super::output;

/// Say what one step and one kilometre cost the kneecap's joint, at a stated speed and grade
///
/// All figures are for one knee, with an 80 % interval. Beyond what studies measured the answer says so.
///
/// Example: trochlea model --speed 2.78 --grade -10.5 --step-rate-change 5
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Running speed in metres per second
    #[arg(long, value_name = "M_PER_S", allow_negative_numbers = true)]
    speed: f64,

    /// Slope in percent, downhill negative
    #[arg(
        long,
        value_name = "PERCENT",
        default_value_t = 0.0,
        allow_negative_numbers = true
    )]
    grade: f64,

    /// Change of the step rate in percent of the runner's own at that speed
    #[arg(
        long,
        value_name = "PERCENT",
        default_value_t = 0.0,
        allow_negative_numbers = true
    )]
    step_rate_change: f64,

    /// Speed to compare with, at the runner's own step rate [default: the reference speed]
    #[arg(long, value_name = "M_PER_S", allow_negative_numbers = true)]
    relative_to_speed: Option<f64>,

    /// Slope to compare with [default: level]
    #[arg(long, value_name = "PERCENT", allow_negative_numbers = true)]
    relative_to_grade: Option<f64>,

    /// Print JSON (trochlea.model/1)
    #[arg(long)]
    json: bool,
}

/// Straight down: a slope in percent beyond this is a slip of the keys.
const STEEPEST_PERCENT: f64 = 100.0;

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let model = LoadModel::new(&knowledge.load, &knowledge.load_fit, &knowledge.gait);
    let reference_m_per_s = knowledge.load.reference.speed_m_per_s;
    let query = Query {
        speed: Speed::from_m_per_s(arguments.speed),
        grade: grade("--grade", arguments.grade)?,
        step_rate_change_fraction: arguments.step_rate_change / 100.0,
        relative_to: relative_to(arguments, reference_m_per_s)?,
    };
    let answer = model
        .query(&query)
        .context("this cannot be computed; one that can is --speed 2.78 --grade -5")?;
    if arguments.json {
        output::json_line(&ModelDocument::of(&answer))?;
    } else {
        output::line(&in_words(&answer, &Words::english()?))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn relative_to(
    arguments: &Arguments,
    reference_m_per_s: f64,
) -> anyhow::Result<Option<(Speed, Grade)>> {
    let (speed, slope) = (arguments.relative_to_speed, arguments.relative_to_grade);
    if speed.is_none() && slope.is_none() {
        return Ok(None);
    }
    Ok(Some((
        Speed::from_m_per_s(speed.unwrap_or(reference_m_per_s)),
        grade("--relative-to-grade", slope.unwrap_or(0.0))?,
    )))
}

fn grade(name: &str, percent: f64) -> anyhow::Result<Grade> {
    if percent.abs() > STEEPEST_PERCENT {
        bail!(
            "{name} {percent}: nobody runs a slope beyond {STEEPEST_PERCENT} percent; give rise over run in percent, downhill negative"
        );
    }
    Ok(Grade::from_percent(percent))
}

fn in_words(answer: &Answer, words: &Words) -> String {
    let mut text = String::new();
    let mut row = |name: &str, it: &Figure, digits: usize, unit: &str| {
        let absolute = figure(it.mid, it.low, it.high, digits);
        let relative = ratio(it.relative);
        let _ = writeln!(
            text,
            "{name:<14}{absolute} {unit}; {relative} of the reference"
        );
    };
    row("a kilometre", &answer.per_km_impulse_bw_s, 0, "BW·s");
    row("a step", &answer.per_step_impulse_bw_s, 3, "BW·s");
    row("its peak", &answer.per_step_peak_bw, 1, "body weights");
    text.push_str("Of one knee; in brackets the 80 % interval.\n");
    for flag in &answer.flags {
        let _ = writeln!(text, "note: {}", words.say(flag));
    }
    text
}
