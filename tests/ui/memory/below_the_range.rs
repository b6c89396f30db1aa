//! Less than the CPUs need; the least that they need is allowed, with advice.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 4, memory_mb = 1023))]
fn step1() {}

#[step(compute(cpu_kind = "performance", cpus = 2, memory_mb = 1024))]
fn step2() {}

#[step(compute(cpu_kind = "performance", cpus = 2, memory_mb = 0x400))]
fn step3() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 0))]
fn step4() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = -1024))]
fn step5() {}

fn main() {}
