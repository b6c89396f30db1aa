//! Where plans come from: a binary, a saved plan, or what cargo builds.

pub mod binary;
pub(crate) mod cargo;
pub(crate) mod saved;
mod sections;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use self::sections::SIZE_MAX;
use crate::error::Error;
use crate::program::Program;

pub(crate) fn read(path: &Path) -> Result<Program, Error> {
    read_either(path, false).map_err(|error| error.about(path))
}

/// Whether a saved plan may be written to a path: it must not replace a file with other content.
pub(crate) fn is_replaceable(path: &Path) -> bool {
    let mut text = Vec::new();
    let read = |file: File| file.take(SIZE_MAX).read_to_end(&mut text);
    let is_read = path.is_file() && File::open(path).and_then(read).is_ok_and(|length| length > 0);
    !is_read || saved::is_plan(&text)
}

/// Reads a saved plan; a binary is an error.
pub(crate) fn read_saved(path: &Path) -> Result<Program, Error> {
    read_either(path, true).map_err(|error| error.about(path))
}

fn read_either(path: &Path, is_saved: bool) -> Result<Program, Error> {
    let mut file = binary::open(path)?;
    let mut text = Vec::new();
    file.by_ref().take(64).read_to_end(&mut text)?;
    if !saved::may_be_plan(&text) {
        if is_saved {
            let help = "give the saved plan here, and the program as another argument";
            return Err(Error::new("is not a saved plan").with_help(help));
        }
        let (records, needed) = binary::read_with_libraries(file)?;
        return Ok(Program { libraries: with_steps(&needed, path), ..Program::from_records(records)? });
    }
    file.take(SIZE_MAX).read_to_end(&mut text)?;
    if text.len() as u64 > SIZE_MAX {
        let problem = format!("is a saved plan of more than {} MiB, which is the limit", SIZE_MAX >> 20);
        return Err(Error::new(problem).with_help("read the program that the plan was saved from"));
    }
    saved::parse(&text).map_err(|error| match error.help {
        Some(_) => error,
        None => error.with_help("write it again with `cargo hatchet-compute save FILE`"),
    })
}

/// Which of the shared libraries that a program needs have steps, or may have them if they are not next to it.
fn with_steps(needed: &[String], program: &Path) -> Vec<String> {
    let folder = program.parent().unwrap_or(Path::new(""));
    let has_steps = |name: &&String| {
        let places = [folder.join(name), folder.join("deps").join(name)];
        match places.iter().find(|place| place.is_file()) {
            Some(place) => binary::read_file(place).is_ok_and(|records| !records.steps.is_empty()),
            None => sections::is_rust_library(name, needed),
        }
    };
    needed.iter().filter(has_steps).cloned().collect()
}
