//! A region that does not exist.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["mars"]))]
fn nowhere() {}

// Each one is an error.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 3, regions = ["ewr", "moon", ""]))]
fn several() {}

fn main() {}
