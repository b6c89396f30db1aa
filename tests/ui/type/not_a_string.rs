//! 

use hatchet_compute::step;

#[step(compute(cpu_kind = shared, cpus = 2, memory_mb = 1024, pool = 5))]
fn step1() {}

#[step(name = resize, timeout = 11)]
fn step2() {}

#[step(name = concat!("a", "b"), timeout = b"11s")]
fn step3() {}

fn main() {}
