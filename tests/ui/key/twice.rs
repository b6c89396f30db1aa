//! The second one is the mistake.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, cpus = 4))]
fn step1() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024), compute = SMALL)]
fn step2() {}

#[step(name = "a", name = "b")]
fn step3() {}

fn main() {}
