//! More performance CPUs than a machine has memory for.

use hatchet_compute::step;

#[step(compute(cpu_kind = "performance", cpus = 33, memory_mb = 65536))]
fn one_above() {}

// The error is at the CPUs, not at the memory.
#[step(compute(cpu_kind = "performance", cpus = 64, memory_mb = 16384))]
fn above() {}

// The memory is wrong by itself.
#[step(compute(cpu_kind = "performance", cpus = 33, memory_mb = 67584))]
fn with_their_memory() {}

fn main() {}
