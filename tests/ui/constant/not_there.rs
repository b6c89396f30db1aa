//! A constant that does not exist, or has another type.
//! The message is rustc's. Numbers are constants of type `u32`, and `compute` is one of type `Compute`.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 1024))]
fn resize() {}

#[step(compute = SMALL)]
fn crop() {}

const WIDE_CPUS: u64 = 2;
#[step(compute(cpu_kind = "shared", cpus = WIDE_CPUS, memory_mb = 1024))]
fn rotate() {}

const LARGE: &str = "large";
#[step(compute = LARGE)]
fn scale() {}

fn main() {}
