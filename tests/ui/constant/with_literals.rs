//! Constants and literals out of range in one annotation.
//! All errors appear in one compile.

use hatchet_compute::{Compute, compute, step};

const CPUS: u32 = 65;
#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 1024, num_replicas = 1001))]
fn resize() {}

const MANY: u32 = 65;
#[step(compute(cpu_kind = "shared", cpus = MANY, memory_mb = 1024, num_replicas = 50 * MANY), retries = MANY << 25)]
fn crop() {}

// Memory that is not a `u32`.
#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 99_999_999_999))]
fn far_above() {}

#[step(compute(cpu_kind = "performance", cpus = 2 * 2, memory_mb = -1))]
fn below() {}

#[step(compute(memory_mb = -1, ..SMALL))]
fn below_with_a_base() {}

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };

// Without valid CPUs there is no range for the memory.
const BASE_MB: u32 = 1;
#[step(compute(cpu_kind = "shared", cpus = 65, memory_mb = BASE_MB))]
fn rotate() {}

fn main() {}
