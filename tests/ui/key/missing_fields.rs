//! All missing ones in one error, at the word `compute`.

use hatchet_compute::step;

#[step(compute())]
fn step1() {}

#[step(compute(cpus = 2))]
fn step2() {}

#[step(compute(cpu_kind = "shared", memory_mb = 1024))]
fn step3() {}

fn main() {}
