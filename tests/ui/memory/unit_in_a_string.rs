//! A size with its unit.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = "2GB"))]
fn step1() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = "1024 MB"))]
fn step2() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = "much"))]
fn step3() {}

fn main() {}
