//! 

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = [ewr, 5, "lhr", ["lax"]]))]
fn step() {}

fn main() {}
