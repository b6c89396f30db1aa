//! A machine has 1 to 64 CPUs.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 0, memory_mb = 1024))]
fn step1() {}

#[step(compute(cpu_kind = "shared", cpus = 65, memory_mb = 32768))]
fn step2() {}

#[step(compute(cpu_kind = "shared", cpus = -2, memory_mb = 1024))]
fn step3() {}

#[step(compute(cpu_kind = "shared", cpus = 340282366920938463463374607431768211456, memory_mb = 1024))]
fn step4() {}

fn main() {}
