//! Memory outside the range that the CPUs allow.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000))]
fn above() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 4097))]
fn one_above() {}

// Two CPUs are enough.
#[step(compute(cpu_kind = "performance", cpus = 1, memory_mb = 8193))]
fn above_one_cpu() {}

// The message shows the value, the caret the literal.
#[step(compute(cpu_kind = "shared", cpus = 20, memory_mb = 65_536))]
fn with_underscores() {}

#[step(compute(cpu_kind = "shared", cpus = 4, memory_mb = 512))]
fn below() {}

#[step(compute(cpu_kind = "shared", cpus = 4, memory_mb = 1023))]
fn one_below() {}

// Shared CPUs allow it.
#[step(compute(cpu_kind = "performance", cpus = 2, memory_mb = 1024))]
fn below_performance() {}

#[step(compute(cpu_kind = "performance", cpus = 2, memory_mb = 0x400))]
fn in_hexadecimal() {}

// Neither fewer CPUs nor shared ones allow so little.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1))]
fn below_any() {}

#[step(compute(cpu_kind = "performance", cpus = 2, memory_mb = 1))]
fn below_any_performance() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 0))]
fn zero() {}

// The `-` belongs to the value.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = -1024))]
fn negative() {}

fn main() {}
