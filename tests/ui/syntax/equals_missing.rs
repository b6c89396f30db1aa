//! 

use hatchet_compute::step;

#[step(compute(cpu_kind "shared", cpus: 2, memory_mb == 1024))]
fn step1() {}

#[step(name("resize"))]
fn step2() {}

#[step(timeout: "11s")]
fn step3() {}

#[step(compute[cpus = 2])]
fn step4() {}

#[step(compute { cpus = 2 })]
fn step5() {}

fn main() {}
