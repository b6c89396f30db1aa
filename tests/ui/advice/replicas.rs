//! Fewer replicas than regions.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr", "lhr", "nrt"]))]
fn resize() {}

// Without `num_replicas`, the warning is at the regions.
#[deny(deprecated)]
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["ewr", "lhr"]))]
fn crop() {}

fn main() {}
