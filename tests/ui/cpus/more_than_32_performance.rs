//! 33 performance CPUs would need more memory than a machine has.

use hatchet_compute::step;

#[step(compute(cpu_kind = "performance", cpus = 33, memory_mb = 65536))]
fn step1() {}

#[step(compute(cpu_kind = "performance", cpus = 64, memory_mb = 16384))]
fn step2() {}

#[step(compute(cpu_kind = "performance", cpus = 33, memory_mb = 67584))]
fn step3() {}

fn main() {}
