//! The commands, one file each.

mod check;
mod completions;
mod diff;
mod plan;
mod regions;
mod register;
mod replicas;

use std::path::PathBuf;

use crate::answer::Answer;
use crate::arguments::{Command, Lock, Source};
use crate::cargo;
use crate::error::Error;

/// Finds the answer to a command.
pub(crate) fn run(command: &Command) -> Result<Answer, Error> {
    match command {
        Command::Plan(arguments) => plan::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Regions { word } => regions::run(word.as_deref()),
        Command::Replicas(arguments) => replicas::run(arguments),
        Command::Register(arguments) => register::run(arguments),
        Command::Completions { shell } => Ok(completions::run(*shell)),
    }
}

/// The file to read: the one given, or the one that cargo builds.
fn file(source: &Source, lock: Lock) -> Result<PathBuf, Error> {
    match &source.binary {
        Some(path) => Ok(path.clone()),
        None => cargo::build(&source.cargo, lock).map_err(Error::Cargo),
    }
}
