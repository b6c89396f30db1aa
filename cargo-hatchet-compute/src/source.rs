//! Where plans come from: a binary, a saved plan, or what cargo builds.

pub mod binary;
pub(crate) mod cargo;
pub(crate) mod saved;
mod sections;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::Error;
use crate::program::Program;

/// Reads a binary, or a saved plan.
pub(crate) fn read(path: &Path) -> Result<Program, Error> {
    binary::open(path).and_then(read_open).map_err(|error| error.about(path))
}

fn read_open(mut file: File) -> Result<Program, Error> {
    let mut start = Vec::new();
    file.by_ref().take(64).read_to_end(&mut start)?;
    if saved::is_json(&start) {
        return read_rest(start, file);
    }
    Ok(Program::from_records(binary::read(file)?)?)
}

/// Reads a saved plan; a binary is an error.
pub(crate) fn read_saved(path: &Path) -> Result<Program, Error> {
    binary::open(path).and_then(|file| read_rest(Vec::new(), file)).map_err(|error| error.about(path))
}

/// Reads the saved plan that begins with these bytes.
fn read_rest(mut text: Vec<u8>, mut file: File) -> Result<Program, Error> {
    file.read_to_end(&mut text)?;
    saved::parse(&text)
}
