//! An expression that is not complete.

use hatchet_compute::{Compute, compute, step};

#[step(compute(cpu_kind = "shared", cpus = 1 +, memory_mb = 1024))]
fn operator() {}

#[step(retries = if)]
fn keyword() {}

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 1024 };
#[step(compute = SMALL.)]
fn path() {}

// What is wrong inside is told by rustc.
#[step(retries = 2 * (1 + / 3))]
fn inside() {}

fn main() {}
