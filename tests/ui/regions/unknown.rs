//! Each unknown region is an error of its own, with the code that is near.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["ewr", "mars", "lxx", ""]))]
fn step() {}

fn main() {}
