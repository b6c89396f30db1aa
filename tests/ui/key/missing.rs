//! Required fields that are missing.

use hatchet_compute::step;

#[step(compute(cpus = 2))]
fn two() {}

#[step(compute(cpu_kind = "shared", memory_mb = 1024))]
fn one() {}

#[step(compute())]
fn all() {}

fn main() {}
