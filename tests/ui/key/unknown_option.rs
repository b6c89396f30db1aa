//! 

use hatchet_compute::step;

#[step(compte(cpu_kind = "shared", cpus = 2, memory_mb = 1024))]
fn step1() {}

#[step(retry = 3)]
fn step2() {}

#[step(priority = 1)]
fn step3() {}

#[step(on_events = ["user:create"])]
fn step4() {}

#[step(cpus = 2)]
fn step5() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, timeout = "11s"))]
fn step6() {}

fn main() {}
