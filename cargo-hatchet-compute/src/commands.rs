//! The commands, one file each.

mod check;
mod completions;
mod diff;
mod input;
mod plan;
mod regions;
mod register;
mod replicas;

use crate::args::Command;
use crate::error::Error;
use crate::output::Answer;

pub(crate) fn run(command: &Command) -> Result<Answer, Error> {
    match command {
        Command::Plan(args) => plan::run(args),
        Command::Check(args) => check::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Regions { word } => regions::run(word.as_deref()),
        Command::Replicas(args) => replicas::run(args),
        Command::Register(args) => register::run(args),
        Command::Completions { shell } => Ok(completions::run(*shell)),
    }
}
