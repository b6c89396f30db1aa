//! A constant's value is judged in const evaluation: the same sentence, under the whole expression.

use hatchet_compute::{Compute, compute, step};

const CPUS: u32 = 65;
const BASE: u32 = 2500;

#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 1024))]
fn cpus() {}

#[step(compute(cpu_kind = "performance", cpus = CPUS - 32, memory_mb = 65536))]
fn performance() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 2 * BASE))]
fn memory() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = BASE), retries = BASE * 1_000_000 + 2_147_483_647)]
fn replicas() {}

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 2 * BASE };

#[step(compute = SMALL)]
fn shared() {}

fn main() {}
