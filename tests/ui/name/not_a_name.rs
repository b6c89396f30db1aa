//! 

use hatchet_compute::step;

#[step(name = "two words")]
fn step1() {}

#[step(name = "")]
fn step2() {}

#[step(name = "größe")]
fn step3() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, pool = "a/b"))]
fn step4() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, pool = ""))]
fn step5() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, pool = "a-pool-with-a-name-of-33-letters-"))]
fn step6() {}

fn main() {}
