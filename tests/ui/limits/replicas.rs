//! A number of replicas that is negative or too large.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 1001))]
fn above() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = -1))]
fn negative() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 5_000_000_000))]
fn wider_than_u32() {}

fn main() {}
