//! 

use hatchet_compute::step;

#[step(retries = 3; name = "resize")]
fn step1() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024; pool = "heavy"))]
fn step2() {}

fn main() {}
