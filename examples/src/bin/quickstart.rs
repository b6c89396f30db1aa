//! One step with its machines.

use std::process::ExitCode;

use hatchet_compute::step;
use hatchet_compute_examples::{Context, print_plan};

/// The input of the step.
pub struct Input {
    /// The text to work on.
    pub text: String,
}

/// The output of the step.
pub struct Output {
    /// How many words the text has.
    pub words: usize,
}

/// Two machines with two shared CPUs and 1024 MB each, near New York.
///
/// # Errors
///
/// None here; a real step fails when its work does.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr"]))]
pub async fn process_data(input: Input, _context: Context) -> anyhow::Result<Output> {
    Ok(Output { words: input.text.split_whitespace().count() })
}

fn main() -> ExitCode {
    print_plan()
}
