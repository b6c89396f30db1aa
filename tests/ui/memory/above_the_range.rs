//! More than the CPUs take; the most that they take is allowed.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000))]
fn step1() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 4097))]
fn step2() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 4096))]
fn step3() {}

#[step(compute(cpu_kind = "performance", cpus = 1, memory_mb = 8193))]
fn step4() {}

#[step(compute(cpu_kind = "shared", cpus = 20, memory_mb = 65_536))]
fn step5() {}

fn main() {}
