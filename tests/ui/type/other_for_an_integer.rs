//! 

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = true, memory_mb = 1024.0, num_replicas = [2]))]
fn step1() {}

#[step(compute(cpu_kind = "shared", cpus = 'x', memory_mb = 1024.5, num_replicas = b'1'))]
fn step2() {}

fn main() {}
