//! One configuration for many steps, with sizes computed from constants.

use std::process::ExitCode;

use hatchet_compute::{Compute, compute, step};
use hatchet_compute_examples::{Context, print_plan};

const CPUS: u32 = 2;
const MEMORY_MB_PER_CPU: u32 = 1024;

/// Shared by many steps and checked once, here.
const SMALL: Compute = compute! {
    cpu_kind = "shared",
    cpus = CPUS,
    memory_mb = CPUS * MEMORY_MB_PER_CPU,
    regions = ["ewr"],
};

/// Smaller for staging: any constant expression will do.
const LARGE: Compute = if cfg!(feature = "staging") {
    SMALL
} else {
    compute! { cpu_kind = "performance", cpus = 4, memory_mb = 16384, regions = ["ewr"] }
};

/// Downloads a document.
#[step(compute = SMALL)]
pub async fn download(address: String, _context: Context) -> String {
    address
}

/// Cuts a document into pieces.
#[step(compute = SMALL)]
pub async fn split(document: String, _context: Context) -> Vec<String> {
    document.lines().map(str::to_owned).collect()
}

/// Builds an index of all pieces.
#[step(compute = LARGE)]
pub async fn index(pieces: Vec<String>, _context: Context) -> usize {
    pieces.len()
}

fn main() -> ExitCode {
    print_plan()
}
