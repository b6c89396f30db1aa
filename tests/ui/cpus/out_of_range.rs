//! A number of CPUs that no machine has.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 65, memory_mb = 32768))]
fn above() {}

#[step(compute(cpu_kind = "shared", cpus = 0, memory_mb = 1024))]
fn zero() {}

// The `-` belongs to the value.
#[step(compute(cpu_kind = "shared", cpus = -2, memory_mb = 1024))]
fn negative() {}

// The bounds, not an overflow.
#[step(compute(cpu_kind = "shared", cpus = 340282366920938463463374607431768211456, memory_mb = 1024))]
fn above_any_integer() {}

// The help fits the memory.
#[step(compute(cpu_kind = "performance", cpus = 65, memory_mb = 2048))]
fn above_with_little_memory() {}

#[step(compute(cpu_kind = "shared", cpus = 0, memory_mb = 8192))]
fn zero_with_much_memory() {}

#[step(compute(cpu_kind = "shared", cpus = 65, memory_mb = 100))]
fn with_memory_that_no_machine_has() {}

fn main() {}
