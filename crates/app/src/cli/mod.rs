//! The command line: one file for each command, with its arguments, help and work together.

mod assess;
mod baseline;
mod calc;
mod causes;
mod chart;
mod clinic;
mod cut;
mod demo;
mod doctor;
mod equal;
mod export;
mod figure;
mod findings;
mod history;
mod import;
mod inspect;
mod knowledge;
mod learn;
mod ledger;
mod letter;
mod load;
mod log;
mod manual;
mod model;
mod outcome;
mod output;
mod programme;
mod progress;
mod recompute;
mod route;
mod serve;
mod stand_alone;
mod steps;
mod today;
mod what_if;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A sore knee in, today's safe decision out.
///
/// Reads the recordings of any watch and keeps them on this machine only.
#[derive(Debug, Parser)]
#[command(
    name = "trochlea",
    version,
    after_help = "Examples:\n  trochlea inspect morning-run.fit\n  trochlea import ~/Downloads/export.zip\n  trochlea today\n  trochlea what-if morning-run.fit\n  trochlea serve\n\nTrochlea explains and refers. It is not certified as a medical device."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Arguments),
    Assess(assess::Arguments),
    Log(log::Arguments),
    Today(today::TodayArguments),
    Plan(today::PlanArguments),
    Gates(today::GatesArguments),
    Why(today::WhyArguments),
    Programme(programme::Arguments),
    Steps(steps::Arguments),
    Learn(learn::Arguments),
    Causes(causes::Arguments),
    Outcome(outcome::Arguments),
    Findings(findings::Arguments),
    Letter(letter::Arguments),
    Calc(calc::Arguments),
    Inspect(inspect::Arguments),
    Knowledge(knowledge::Arguments),
    Model(model::Arguments),
    WhatIf(what_if::Arguments),
    Equal(equal::Arguments),
    Route(route::Arguments),
    Import(import::Arguments),
    History(history::Arguments),
    Ledger(ledger::Arguments),
    Recompute(recompute::Arguments),
    Baseline(baseline::Arguments),
    Chart(chart::Arguments),
    Figure(figure::Arguments),
    Export(export::Arguments),
    Clinic(clinic::Arguments),
    Serve(serve::Arguments),
    Doctor(doctor::Arguments),
    Completions(manual::CompletionArguments),
    Man(manual::ManArguments),
}

/// Reads the arguments, does the work, and says what went wrong in one place.
pub(crate) fn run() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let done = match command {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Assess(arguments) => assess::run(&arguments),
        Command::Log(arguments) => log::run(&arguments),
        Command::Today(arguments) => today::today(&arguments),
        Command::Plan(arguments) => today::plan(&arguments),
        Command::Gates(arguments) => today::gates(&arguments),
        Command::Why(arguments) => today::why(&arguments),
        Command::Programme(arguments) => programme::run(&arguments),
        Command::Steps(arguments) => steps::run(&arguments),
        Command::Learn(arguments) => learn::run(&arguments),
        Command::Calc(arguments) => calc::run(&arguments),
        Command::Causes(arguments) => causes::run(&arguments),
        Command::Letter(arguments) => letter::run(&arguments),
        Command::Findings(arguments) => findings::run(&arguments),
        Command::Outcome(arguments) => outcome::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Knowledge(arguments) => knowledge::run(&arguments),
        Command::Model(arguments) => model::run(&arguments),
        Command::WhatIf(arguments) => what_if::run(&arguments),
        Command::Equal(arguments) => equal::run(&arguments),
        Command::Route(arguments) => route::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Recompute(arguments) => recompute::run(&arguments),
        Command::Baseline(arguments) => baseline::run(&arguments),
        Command::History(arguments) => history::run(&arguments),
        Command::Ledger(arguments) => ledger::run(&arguments),
        Command::Chart(arguments) => chart::run(&arguments),
        Command::Figure(arguments) => figure::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Clinic(arguments) => clinic::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Completions(arguments) => manual::completions::<Arguments>(&arguments),
        Command::Man(arguments) => manual::man::<Arguments>(&arguments),
    };
    done.unwrap_or_else(|error| {
        if output::is_closed_pipe(&error) {
            return ExitCode::SUCCESS;
        }
        eprintln!("trochlea: {error:#}");
        ExitCode::from(2)
    })
}

/// Runs a future to its end, or until Ctrl-C, which leaves nothing half done: the store commits
/// whole files only.
fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?
        .block_on(async {
            tokio::select! {
                done = work => done,
                _ = tokio::signal::ctrl_c() => anyhow::bail!("stopped; what was answered for is kept, run it again to go on"),
            }
        })
}
