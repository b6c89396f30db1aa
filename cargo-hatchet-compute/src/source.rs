//! Where plans come from: a binary, a saved plan, or what cargo builds.

pub mod binary;
pub(crate) mod cargo;
pub(crate) mod saved;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use hatchet_compute::{Location, PlanError};

use self::binary::BinaryError;
use crate::error::{Error, ErrorKind};
use crate::program::Program;

/// Reads a binary, or a saved plan.
pub(crate) fn read(path: &Path) -> Result<Program, Error> {
    let mut file = open(path)?;
    let mut start = Vec::new();
    file.by_ref().take(64).read_to_end(&mut start).map_err(|error| binary_error(path, &BinaryError::Io(error)))?;
    if saved::is_json(&start) {
        return read_rest(path, start, file);
    }
    let records = binary::read(file).map_err(|error| binary_error(path, &error))?;
    Program::from_records(records).map_err(|error| plan_error(path, &error))
}

/// Reads a saved plan; a binary is an error.
pub(crate) fn read_saved(path: &Path) -> Result<Program, Error> {
    read_rest(path, Vec::new(), open(path)?)
}

fn open(path: &Path) -> Result<File, Error> {
    binary::open(path).map_err(|error| binary_error(path, &error))
}

/// Reads the saved plan that begins with these bytes.
fn read_rest(path: &Path, mut text: Vec<u8>, mut file: File) -> Result<Program, Error> {
    file.read_to_end(&mut text).map_err(|error| binary_error(path, &BinaryError::Io(error)))?;
    saved::parse(path, &text)
}

fn binary_error(path: &Path, error: &BinaryError) -> Error {
    let kind = match error {
        BinaryError::Unsupported(_)
        | BinaryError::Record(_)
        | BinaryError::Architectures
        | BinaryError::NoRecords { .. } => ErrorKind::Program,
        _ => ErrorKind::Other,
    };
    let message = error.message();
    let mut failed = Error::new(format!("`{}` {}", path.display(), message.problem()));
    if let Some(help) = message.help() {
        failed = failed.with_help(help);
    }
    failed.details = error.details();
    failed.with_kind(kind)
}

/// Why the steps of a program do not form a plan.
pub(crate) fn plan_error(path: &Path, error: &PlanError) -> Error {
    let path = path.display();
    // The library writes each place on a separate line. Here they share one line, which no text in a record can break.
    let twice = |what: &str, name: &str, first: &Location, second: &Location| {
        Error::new(format!("`{path}` defines the {what} `{name}` twice, at {first} and at {second}"))
            .with_help(format!("rename one of them; {what}s that differ only in case are the same"))
    };
    let error = match error {
        PlanError::ActionTwice { first: a, second: b } => twice("action", a.action(), a.location(), b.location()),
        PlanError::WorkflowTwice { first: a, second: b } => twice("workflow", a.name(), a.location(), b.location()),
        _ => Error::new(format!("the steps of `{path}` do not form a valid plan")).with_details(error),
    };
    error.with_kind(ErrorKind::Program)
}
