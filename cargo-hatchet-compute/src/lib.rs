//! `cargo hatchet-compute`, the command line of `hatchet-compute`: shows and checks the machines that the steps of a
//! finished program request from Hatchet Cloud. [Its README] describes how to use it. Programs with steps depend on
//! [hatchet-compute] instead.
//!
//! Data flows one way: arguments → a file, built by cargo if need be → its records → a plan → text. Modules import only
//! those below them: `commands` → `output` → `diff` → `source` → `program` → `error`, `estimate`, `args` → `account`. The
//! library exists for the program, its tests and its fuzz targets; only [`binary`] is for others.
//!
//! [Its README]: https://crates.io/crates/cargo-hatchet-compute
//! [hatchet-compute]: https://docs.rs/hatchet-compute

#![forbid(unsafe_code)]

mod account;
mod args;
mod commands;
mod diff;
mod error;
mod estimate;
mod output;
mod program;
mod source;

pub use error::Error;
pub use source::binary;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::args::Command;
use crate::error::ErrorKind;

/// Runs the command with these arguments, the first of which is the name of the program, and prints its output. After
/// `--help`, `--version` and arguments that cannot be parsed, it exits.
///
/// The exit code is 0 for success; 1 if `check` finds problems, `diff` finds changes, or the command fails; 2 for wrong
/// arguments, and if `diff` fails, so that its 1 always means a change.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    // Cargo inserts the name of the subcommand.
    if arguments.get(1).is_some_and(|argument| argument == "hatchet-compute") {
        arguments.remove(1);
    }
    output::set_colors(args::color(&arguments));
    let args = args::parse(arguments);
    output::show_warnings();
    commands::run(&args.command).unwrap_or_else(|error| {
        output::print_error(&error);
        match (&args.command, error.kind) {
            (Command::Diff(_), _) | (_, ErrorKind::Usage) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    })
}
