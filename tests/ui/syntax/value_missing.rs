//! 

use hatchet_compute::step;

#[step(compute(cpu_kind = , cpus, memory_mb =))]
fn step1() {}

#[step(name)]
fn step2() {}

#[step(compute)]
fn step3() {}

#[step(retries =)]
fn step4() {}

fn main() {}
