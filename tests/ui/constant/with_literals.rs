//! Constants and literals out of range in one annotation.
//! All errors appear in one compile.

use hatchet_compute::step;

const CPUS: u32 = 65;
#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 1024, num_replicas = 1001))]
fn resize() {}

const MANY: u32 = 65;
#[step(compute(cpu_kind = "shared", cpus = MANY, memory_mb = 1024, num_replicas = 50 * MANY), retries = MANY << 25)]
fn crop() {}

// Without valid CPUs there is no range for the memory.
const BASE_MB: u32 = 1;
#[step(compute(cpu_kind = "shared", cpus = 65, memory_mb = BASE_MB))]
fn rotate() {}

fn main() {}
