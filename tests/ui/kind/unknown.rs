//! There are two kinds.

use hatchet_compute::step;

#[step(compute(cpu_kind = "gpu", cpus = 2, memory_mb = 1024))]
fn step1() {}

#[step(compute(cpu_kind = "Shared", cpus = 2, memory_mb = 1024))]
fn step2() {}

#[step(compute(cpu_kind = "performence", cpus = 2, memory_mb = 4096))]
fn step3() {}

#[step(compute(cpu_kind = "", cpus = 2, memory_mb = 4096))]
fn step4() {}

fn main() {}
