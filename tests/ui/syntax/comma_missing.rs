//! 

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared" cpus = 2, memory_mb = 1024 num_replicas = 1))]
fn step1() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024) name = "resize")]
fn step2() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["ewr" "lhr"]))]
fn step3() {}

#[step(timeout = "11s" retries = 3)]
fn step4() {}

fn main() {}
