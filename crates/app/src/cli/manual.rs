use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Print completions for a shell
///
/// Example: trochlea completions bash > ~/.local/share/bash-completion/completions/trochlea
#[derive(Debug, Args)]
pub(super) struct CompletionArguments {
    /// The shell
    shell: Shell,
}

/// Print the manual page
///
/// Example: trochlea man | man -l -
#[derive(Debug, Args)]
pub(super) struct ManArguments {}

pub(super) fn completions<C: CommandFactory>(
    arguments: &CompletionArguments,
) -> anyhow::Result<ExitCode> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut C::command(), "trochlea", &mut text);
    super::output::line(&String::from_utf8_lossy(&text))?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn man<C: CommandFactory>(_: &ManArguments) -> anyhow::Result<ExitCode> {
    let mut text = Vec::new();
    clap_mangen::Man::new(C::command()).render(&mut text)?;
    super::output::line(&String::from_utf8_lossy(&text))?;
    Ok(ExitCode::SUCCESS)
}
