//! 

use hatchet_compute::step;

#[step("compute")]
fn step1() {}

#[step(5 = 5)]
fn step2() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024),, name = "resize")]
fn step3() {}

#[step(hatchet::compute(cpus = 2))]
fn step4() {}

#[step(@)]
fn step5() {}

fn main() {}
