//! A token that is not a key, where a key is expected.

use hatchet_compute::{Compute, compute, step};

#[step("resize")]
fn string() {}

#[step(3)]
fn number() {}

#[step(@)]
fn punctuation() {}

#[step(hatchet::compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024))]
fn path() {}

// No field counts as missing.
#[step(compute("shared", 2, 1024))]
fn positional() {}

#[step(compute(SMALL))]
fn constant() {}

// A `Compute` is `Copy`.
#[step(compute(SMALL.clone()))]
fn method() {}

#[step(compute(small(2)))]
fn call() {}

#[step(compute(cpus = 2, ..SMALL))]
fn base() {}

#[step(compute(cpu-kind = "shared", "cpus" = 2, compute.memory_mb = 1024))]
fn other_spellings() {}

// Attributes and documentation belong above the function.
#[step(compute(
    /// Two for each job.
    cpu_kind = "shared",
    #[cfg(debug_assertions)]
    cpus = 2,
    memory_mb = 1024,
))]
fn attributes() {}

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 1024 };

#[step("my step")]
fn positional_with_a_space() {}

fn main() {}
