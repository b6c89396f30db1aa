//! Measures what hatchet-compute costs, beside its peers, and keeps the figures in the README of this package.
//!
//! Every figure is a ratio, or a count that does not depend on the machine's speed. What is compared runs in turn, in
//! one run.

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

/// Measures what hatchet-compute costs, beside its peers.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// What a step costs the compiler, beside an attribute that does nothing, tracing, linkme and inventory.
    Compile,
    /// Whether what a step costs the compiler grows with the number of steps; takes half an hour.
    Growth,
    /// What the first build of an application costs that depends on hatchet-compute, beside serde and tracing.
    Cold,
    /// What steps cost the program: before `main`, in the file, and to make the plan, beside the Python SDK.
    Program,
    /// What reading the plan out of a finished binary costs, beside `readelf`.
    Reading,
    /// A short form of `compile` that fails above generous ceilings; for continuous integration.
    Check,
}

fn main() -> ExitCode {
    // cargo calls this program in place of rustc while it measures a compilation.
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

/// An error in words.
fn failed(words: impl Into<String>) -> io::Error {
    io::Error::other(words.into())
}
