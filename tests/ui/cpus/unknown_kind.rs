//! A kind of CPU that does not exist.

use hatchet_compute::step;

#[step(compute(cpu_kind = "performence", cpus = 2, memory_mb = 4096))]
fn mistyped() {}

#[step(compute(cpu_kind = "Shared", cpus = 2, memory_mb = 1024))]
fn upper_case() {}

// Neither kind is near.
#[step(compute(cpu_kind = "gpu", cpus = 2, memory_mb = 1024))]
fn unknown() {}

#[step(compute(cpu_kind = "", cpus = 2, memory_mb = 1024))]
fn empty() {}

// Without a valid kind there is no range for the memory.
#[step(compute(cpu_kind = "gpu", cpus = 2, memory_mb = 1))]
fn with_too_little_memory() {}

fn main() {}
