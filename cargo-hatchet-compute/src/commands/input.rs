//! The program that a command is about, with the namespace and slots of the command line.

use std::path::{Path, PathBuf};

use crate::args::{Input, Setting};
use crate::error::Error;
use crate::program::Program;
use crate::source::{self, cargo};

/// The file to read: the one given, or the one that cargo builds.
pub(super) fn file(input: &Input, locked: bool) -> Result<PathBuf, Error> {
    match &input.binary {
        Some(path) => Ok(path.clone()),
        None => cargo::build(&input.cargo.build(locked)),
    }
}

/// Reads the program, built by cargo if need be.
pub(super) fn program(input: &Input, locked: bool, setting: &Setting) -> Result<Program, Error> {
    let path = file(input, locked)?;
    with_setting(source::read(&path)?, &path, setting, None)
}

/// The program with the namespace and slots of the command line. A binary, which has none, otherwise gets those of the
/// saved plan that it is compared with.
pub(super) fn with_setting(
    program: Program,
    path: &Path,
    setting: &Setting,
    other: Option<&Program>,
) -> Result<Program, Error> {
    let saved = other.filter(|other| other.has_setting && !program.has_setting);
    let namespace = saved.map(|saved| saved.plan.prefix());
    let slots = saved.map(|saved| saved.plan.slots());
    program
        .with_setting(setting.namespace.as_deref().or(namespace), setting.slots.or(slots))
        .map_err(|error| source::plan_error(path, &error))
}
