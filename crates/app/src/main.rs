//! Trochlea: a sore knee in, today's safe decision out.
//!
//! This is the only room with a clock, a terminal and a network. It opens the two doors, the
//! command line ([`cli`]) and the web ([`web`]), and decides nothing itself.

mod amount;
mod cli;
mod decide;
mod demo;
mod engine;
mod import;
mod loads;
mod place;
mod recompute;
mod route;
mod runs;
mod said;
mod web;

fn main() -> std::process::ExitCode {
    cli::run()
}
