use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use trochlea_gait::Stepping;
use trochlea_knowledge::Knowledge;
use trochlea_plan::{Compound, RestartTable};
use trochlea_quantity::{Length, Outing, StepRate};
use trochlea_report::{CalcDocument, Calculated, PlanLoad, SpeedFrom, Words};

use super::load::{Asking, interval};
use super::{cut, equal, output};
use crate::amount;
use crate::place::Place;
use crate::route;

/// Calculate: pace, steps, a restart, growth, equal cost, what a plan costs
///
/// Example: trochlea calc restart --onset 5
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    calculator: Calculator,
}

#[derive(Debug, Subcommand)]
enum Calculator {
    Pace(PaceArguments),
    Steps(StepArguments),
    Restart(RestartArguments),
    Growth(GrowthArguments),
    Equal(equal::Arguments),
    PlanLoad(PlanLoadArguments),
}

/// Distance, time and pace: any two give the third
///
/// Example: trochlea calc pace --distance 10 --time 55:00
#[derive(Debug, Args)]
struct PaceArguments {
    /// Kilometres, or with a unit: 800 m, 5 mi
    #[arg(long)]
    distance: Option<String>,
    /// Minutes and seconds such as 55:00, hours besides as 1:05:00
    #[arg(long)]
    time: Option<String>,
    /// For a kilometre such as 5:30, for a mile as 8:30/mi
    #[arg(long)]
    pace: Option<String>,
    /// Print JSON (trochlea.calc/1)
    #[arg(long)]
    json: bool,
}

/// Speed, step rate (both feet) and step length: any two give the third
///
/// Example: trochlea calc steps --pace 6:00 --step-rate 170
#[derive(Debug, Args)]
struct StepArguments {
    /// Speed as a pace, for a kilometre such as 6:00
    #[arg(long)]
    pace: Option<String>,
    /// Steps in a minute, both feet
    #[arg(long, value_name = "SPM")]
    step_rate: Option<String>,
    /// Metres from one foot to the other
    #[arg(long, value_name = "M")]
    step_length: Option<String>,
    /// Print JSON (trochlea.calc/1)
    #[arg(long)]
    json: bool,
}

/// The way back of an outer knee, from the distance where its pain begins
///
/// Example: trochlea calc restart --onset 5 --share 30 --growth 10
#[derive(Debug, Args)]
struct RestartArguments {
    /// Distance where the pain begins
    #[arg(long)]
    onset: String,
    /// First run as a percentage of it, 30 to 50 [default: that of the plan]
    #[arg(long, value_name = "PERCENT")]
    share: Option<String>,
    /// Growth after each painless run in percent, 10 to 15 [default: that of the plan]
    #[arg(long, value_name = "PERCENT")]
    growth: Option<String>,
    /// Print JSON (trochlea.calc/1)
    #[arg(long)]
    json: bool,
}

/// What a rule of growth comes to over the weeks
///
/// Example: trochlea calc growth --percent 10 --sessions 3
#[derive(Debug, Args)]
struct GrowthArguments {
    /// Growth of each step in percent [default: the weekly cap of the plan]
    #[arg(long)]
    percent: Option<String>,
    /// Steps in a week: 1 for growth by the week, the runs of a week for growth by the run
    #[arg(long, default_value_t = 1)]
    sessions: u32,
    /// Distance of the first week
    #[arg(long, requires = "to")]
    from: Option<String>,
    /// Distance to be reached
    #[arg(long, requires = "from")]
    to: Option<String>,
    /// Print JSON (trochlea.calc/1)
    #[arg(long)]
    json: bool,
}

/// What a training plan would cost one knee, week by week
///
/// Example: trochlea calc plan-load marathon.ics
#[derive(Debug, Args)]
struct PlanLoadArguments {
    /// The plan: .ics, .csv or .fit; several files make one plan
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Pace of all runs [default: the usual one of the last thirty days]
    #[arg(long)]
    pace: Option<String>,
    #[command(flatten)]
    place: Place,
    /// Print JSON (trochlea.calc/1)
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.calculator {
        Calculator::Pace(arguments) => pace(arguments),
        Calculator::Steps(arguments) => steps(arguments),
        Calculator::Restart(arguments) => restart(arguments),
        Calculator::Growth(arguments) => growth(arguments),
        Calculator::Equal(arguments) => equal::run(arguments),
        Calculator::PlanLoad(arguments) => plan_load(arguments),
    }
}

/// Reads an argument that may be missing, and names it when it cannot be read.
fn given<T>(
    name: &str,
    text: Option<&String>,
    read: impl Fn(&str) -> Result<T, String>,
) -> anyhow::Result<Option<T>> {
    text.map(|text| read(text).map_err(|why| anyhow!("--{name}: {why}")))
        .transpose()
}

fn say(result: Calculated, json: bool, in_words: &str) -> anyhow::Result<ExitCode> {
    if json {
        output::json_line(&CalcDocument::of(result))?;
    } else {
        output::line(in_words)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn pace(arguments: &PaceArguments) -> anyhow::Result<ExitCode> {
    let outing = Outing::from_two(
        given("distance", arguments.distance.as_ref(), amount::distance)?,
        given("time", arguments.time.as_ref(), amount::time)?,
        given("pace", arguments.pace.as_ref(), amount::pace)?,
    )
    .map_err(|why| anyhow!("{why}: --distance, --time and --pace"))?;
    let of = |pace: Option<_>| pace.map_or_else(String::new, amount::as_clock);
    let text = format!(
        "{:.2} km ({:.2} mi) in {}: {} a kilometre, {} a mile, {:.1} km/h\n",
        outing.distance.as_km(),
        outing.distance.as_mi(),
        amount::as_clock(outing.time),
        of(outing.speed.pace_per_km()),
        of(outing.speed.pace_per_mi()),
        outing.speed.as_m_per_s() * 3.6
    );
    say(Calculated::Pace(outing), arguments.json, &text)
}

fn steps(arguments: &StepArguments) -> anyhow::Result<ExitCode> {
    let rate = given(
        "step-rate",
        arguments.step_rate.as_ref(),
        amount::above_zero,
    )?;
    let length = given(
        "step-length",
        arguments.step_length.as_ref(),
        amount::above_zero,
    )?;
    let stepping = Stepping::from_two(
        given("pace", arguments.pace.as_ref(), amount::pace)?,
        rate.map(StepRate::from_spm),
        length.map(Length::from_m),
    )
    .map_err(|why| anyhow!("{why}: --pace, --step-rate and --step-length"))?;
    let pace = stepping.speed.pace_per_km();
    let text = format!(
        "{} a kilometre: {:.0} steps a minute (both feet) of {:.2} m\n",
        pace.map_or_else(String::new, amount::as_clock),
        stepping.step_rate.as_spm(),
        stepping.step_length.as_m()
    );
    say(Calculated::Steps(stepping), arguments.json, &text)
}

fn restart(arguments: &RestartArguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let onset = amount::distance(&arguments.onset).map_err(|why| anyhow!("--onset: {why}"))?;
    let table = trochlea_plan::restart_table(
        onset,
        given("share", arguments.share.as_ref(), amount::percent)?,
        given("growth", arguments.growth.as_ref(), amount::percent)?,
        &knowledge.protocols,
    )?;
    let text = restart_in_words(&table);
    say(Calculated::Restart(table), arguments.json, &text)
}

fn restart_in_words(table: &RestartTable) -> String {
    let mut text = format!(
        "Pain from {:.1} km on. First run {:.0} % of it, then {:.0} % more after each painless run:\n",
        table.onset.as_km(),
        table.share_fraction * 100.0,
        table.growth_fraction * 100.0
    );
    for row in &table.rows {
        let note = if row.within {
            ""
        } else {
            "  beyond what a plan allows while the pain begins there"
        };
        let _ = writeln!(
            text,
            "  run {:>2}  {:>5.2} km  {:>3.0} %{note}",
            row.session,
            row.distance.as_km(),
            row.share_fraction * 100.0
        );
    }
    let _ = writeln!(
        text,
        "The rule alone reaches the old distance {} runs after the first. Every run ends below {:.2} km until the pain begins later.",
        table.n_grown,
        table.stays_below.as_km()
    );
    text
}

fn growth(arguments: &GrowthArguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let table = &knowledge.protocols;
    let percent = given("percent", arguments.percent.as_ref(), amount::percent)?;
    let from = given("from", arguments.from.as_ref(), amount::distance)?;
    let to = given("to", arguments.to.as_ref(), amount::distance)?;
    let compound = trochlea_plan::compound(
        percent.unwrap_or(table.pfps_weekly_growth.value),
        arguments.sessions,
        from.zip(to),
        table,
    )?;
    let text = growth_in_words(&compound);
    say(Calculated::Growth(compound), arguments.json, &text)
}

fn growth_in_words(compound: &Compound) -> String {
    let percent = |fraction: f64| format!("{:.0} %", fraction * 100.0);
    let mut text = format!(
        "{} a step, {} a week: {} a week together.\n",
        percent(compound.growth_fraction),
        compound.steps_a_week,
        percent(compound.weekly_fraction)
    );
    if compound.above_cap {
        let _ = writeln!(
            text,
            "That is more than the {} a week of the other rule. Where both hold, the plan keeps the tighter one.",
            percent(compound.cap_fraction)
        );
    }
    for (n, week) in (1..).zip(&compound.weeks) {
        let _ = writeln!(text, "  week {n:>2}  {:>6.1} km", week.as_km());
    }
    text
}

fn plan_load(arguments: &PlanLoadArguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let zone = arguments.place.zone()?;
    let plan = cut::read(&arguments.files, &zone)?;
    let stated = given("pace", arguments.pace.as_ref(), amount::pace)?;
    let fastest = knowledge.gait.axis.max_speed_on_foot_m_per_s;
    if stated.is_some_and(|speed| speed.as_m_per_s() > fastest) {
        anyhow::bail!("--pace: nobody runs that fast on foot");
    }
    let (load, against) = super::block_on(async {
        let asking = Asking::of(&arguments.place, &knowledge).await?;
        let today = Timestamp::now().to_zoned_datetime(zone).date();
        let (speed, speed_from) = match stated {
            Some(speed) => (speed, SpeedFrom::Stated),
            None => {
                route::usual_speed(
                    asking.store.as_ref(),
                    &knowledge.ledger,
                    &asking.baseline,
                    today,
                )
                .await?
            }
        };
        let load = PlanLoad {
            baseline: asking.baseline.id.clone(),
            speed,
            speed_from,
            weeks: asking.model.planned_weeks(&plan, speed, &asking.baseline),
            problems: plan.problems.clone(),
        };
        Ok((load, asking.against()))
    })?;
    let text = plan_load_in_words(&load, &against, &Words::english()?);
    say(Calculated::PlanLoad(load), arguments.json, &text)
}

fn plan_load_in_words(load: &PlanLoad, against: &str, words: &Words) -> String {
    let pace = load.speed.pace_per_km();
    let mut text = format!(
        "What the plan would cost one knee, in flat kilometres, all of it at {} a kilometre on the level:\n",
        pace.map_or_else(String::new, amount::as_clock)
    );
    for week in &load.weeks {
        let monday = week.monday.map_or("without a day".to_owned(), |monday| {
            monday.strftime("week of %d %b %Y").to_string()
        });
        let _ = write!(
            text,
            "  {monday}: {:.1} km, {}",
            week.distance_m / 1000.0,
            interval(week.flat_equivalent_km_guard, 1)
        );
        if week.n_understated > 0 {
            let _ = write!(
                text,
                "; {} with hills, speed or a race cost more than that",
                week.n_understated
            );
        }
        if week.n_unknown > 0 {
            let _ = write!(text, "; {} of unknown length not counted", week.n_unknown);
        }
        text.push('\n');
    }
    let _ = writeln!(
        text,
        "In brackets the 80 % interval. Step rate and ground of a run that nobody has run are assumed.\n{against}"
    );
    for problem in &load.problems {
        let _ = writeln!(text, "not read: {}", cut::problem_in_words(problem, words));
    }
    text
}
