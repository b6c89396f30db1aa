//! Measures what hatchet-compute costs, compared with its peers, and writes the figures to this package's README.
//!
//! Every figure is a ratio, or a count that does not depend on the machine's speed. Each command measures the things it
//! compares alternately, in one run.

mod cold;
mod compile;
mod figures;
mod measure;
mod program;
mod reading;
mod sources;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Measures what hatchet-compute costs, compared with its peers.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// What a step costs the compiler, compared with an attribute that does nothing, tracing, linkme and inventory.
    Compile,
    /// Whether that cost grows with the number of steps. Takes half an hour.
    Growth,
    /// What the first build with hatchet-compute costs, compared with serde and tracing. Takes half an hour.
    Cold,
    /// What steps cost the program: before `main`, in the file, and to make the plan, compared with the Python SDK.
    Program,
    /// What reading the plan from a finished binary costs, compared with `readelf`.
    Reading,
    /// A short version of `compile` for continuous integration, which fails above generous ceilings.
    Check,
}

fn main() -> ExitCode {
    // While it measures a compilation, cargo calls this program instead of rustc.
    if let Some(code) = measure::as_compiler() {
        return code;
    }
    let done = match Arguments::parse().command {
        Command::Compile => compile::run(),
        Command::Growth => compile::growth(),
        Command::Cold => cold::run(),
        Command::Program => program::run(),
        Command::Reading => reading::run(),
        Command::Check => compile::check(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// An error with this message.
fn failed(message: impl Into<String>) -> io::Error {
    io::Error::other(message.into())
}
