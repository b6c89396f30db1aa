//! A region that is not in the API's own list.

use hatchet_compute::{Compute, compute, step};

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["atl"]))]
fn one() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["waw", "hkg"]))]
fn two() {}

#[deny(deprecated)]
const OLD: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["bog"] };

fn main() {}
