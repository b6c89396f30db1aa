//! `completions`: what a shell needs to complete our arguments.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::answer::Answer;
use crate::arguments::Arguments;

pub(crate) fn run(shell: Shell) -> Answer {
    // Into memory first: `generate` panics when its output is closed.
    let mut script = Vec::new();
    let mut command = Arguments::command().bin_name("cargo-hatchet-compute");
    generate(shell, &mut command, "cargo-hatchet-compute", &mut script);
    Answer::new(String::from_utf8_lossy(&script).into_owned())
}
