//! `cargo hatchet-compute`, the command line of `hatchet-compute`: reads out of a finished program which machines its
//! steps ask Hatchet Cloud for. README.md says how it is used.
//!
//! Data flows one way: [arguments](crate::run) → a file, built by cargo if need be → its records → a plan → text.
//! The library exists for the program, its tests and its fuzz target; of its interface only [`binary`] is meant for
//! others.

#![forbid(unsafe_code)]

mod answer;
mod arguments;
pub mod binary;
mod cargo;
mod commands;
mod difference;
mod error;
mod format;
mod program;
mod saved;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;

/// Runs the command with these arguments, the first of which is the program's own name, and prints what it finds.
///
/// The exit code is 0 when all is well; 1 when `check` has found problems or `diff` changes, and when there is no
/// answer; 2 for wrong arguments and, so that 1 always means a change, when `diff` has no answer.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments::without_subcommand(arguments)) {
        Ok(arguments) => arguments,
        // Help and the version are no errors; clap knows where each goes and its exit code.
        Err(error) => {
            // A closed pipe is the reader's choice.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match commands::run(&arguments.command).and_then(|answer| answer.print()) {
        Ok(code) => code,
        Err(error) => {
            answer::print_error(&error);
            arguments.command.code_without_answer(&error)
        }
    }
}
