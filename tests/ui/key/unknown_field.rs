//! The nearest key, else all of them. A mistyped required one counts as given.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory = 1024))]
fn step1() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, replicas = 2))]
fn step2() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, gpu_model = "a10"))]
fn step3() {}

#[step(compute(kind = "shared", cpu = 2, mem_mb = 1024))]
fn step4() {}

fn main() {}
