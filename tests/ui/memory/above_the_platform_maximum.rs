//! More than any machine has.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 48, memory_mb = 65537))]
fn step1() {}

#[step(compute(cpu_kind = "shared", cpus = 24, memory_mb = 70000))]
fn step2() {}

#[step(compute(cpu_kind = "performance", cpus = 8, memory_mb = 131072))]
fn step3() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 99999999999999999999999))]
fn step4() {}

#[step(compute(cpu_kind = "shared", cpus = 0, memory_mb = 70000))]
fn step5() {}

fn main() {}
