//! More memory than any machine has.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 48, memory_mb = 65537))]
fn one_above() {}

#[step(compute(cpu_kind = "performance", cpus = 16, memory_mb = 131072))]
fn above_performance() {}

// Two rules are broken by one value: one error.
#[step(compute(cpu_kind = "shared", cpus = 24, memory_mb = 70000))]
fn above_the_range_too() {}

// A literal that no integer type holds.
#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 99999999999999999999999))]
fn above_any_integer() {}

// Without valid CPUs there is no range to compare with.
#[step(compute(cpu_kind = "shared", cpus = 0, memory_mb = 70000))]
fn with_wrong_cpus() {}

fn main() {}
