//! 

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = "ewr"))]
fn step1() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ewr))]
fn step2() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = &["ewr", "lhr"]))]
fn step3() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ("ewr", "lhr")))]
fn step4() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = REGIONS))]
fn step5() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = 5))]
fn step6() {}

fn main() {}
