//! An expression that is not complete, or not an expression.

use hatchet_compute::{Compute, compute, step};

#[step(compute(cpu_kind = "shared", cpus = 1 +, memory_mb = 1024))]
fn operator() {}

#[step(retries = if)]
fn keyword() {}

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 1024 };
#[step(compute = SMALL.)]
fn path() {}

// A statement or an item is no expression.
#[step(compute(cpu_kind = "shared", cpus = let x = 2, memory_mb = 1024))]
fn statement() {}

#[step(retries = const { 3 }, compute = static X: Compute = SMALL)]
fn item() {}

// What is wrong inside is told by rustc.
#[step(retries = 2 * (1 + / 3))]
fn inside() {}

fn main() {}
