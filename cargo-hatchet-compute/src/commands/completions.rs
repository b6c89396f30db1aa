//! `completions`: what a shell needs to complete the command, also as a subcommand of cargo.

use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::args::Args;
use crate::error::Error;
use crate::output;

pub(super) fn run(shell: Shell) -> Result<ExitCode, Error> {
    // Into memory first: `generate` panics if its output is closed.
    let mut script = Vec::new();
    let mut command = Args::command().bin_name("cargo-hatchet-compute");
    generate(shell, &mut command, "cargo-hatchet-compute", &mut script);
    // In zsh, cargo's completions call those of the subcommand; elvish and PowerShell complete only the program itself.
    let subcommand = match shell {
        Shell::Bash => include_str!("completions/cargo.bash"),
        Shell::Fish => include_str!("completions/cargo.fish"),
        _ => "",
    };
    // clap_complete 4.6.11 gives the functions of a command with a hyphen two names, and finds none of them.
    let script =
        String::from_utf8_lossy(&script).replace("cargo__subcmd__hatchet__subcmd__compute", "cargo__hatchet__compute");
    output::data(&(script + subcommand))
}
