//! `completions`: what a shell needs to complete the command.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::args::Args;
use crate::output::Answer;

pub(super) fn of(shell: Shell) -> Answer {
    // Into memory first: `generate` panics if its output is closed.
    let mut script = Vec::new();
    let mut command = Args::command().bin_name("cargo-hatchet-compute");
    generate(shell, &mut command, "cargo-hatchet-compute", &mut script);
    Answer::data(String::from_utf8_lossy(&script).into_owned())
}
