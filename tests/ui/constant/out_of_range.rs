//! A constant whose value is out of range.

use hatchet_compute::{Compute, compute, step};

const CPUS: u32 = 65;
#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 1024))]
fn cpus() {}

const MOST: u32 = 32;
#[step(compute(cpu_kind = "performance", cpus = MOST + 1, memory_mb = 65536))]
fn performance_cpus() {}

const BASE_MB: u32 = 2500;
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 2 * BASE_MB))]
fn memory() {}

const GB: u32 = 1024;
#[step(compute(cpu_kind = "shared", cpus = 48, memory_mb = 80 * GB))]
fn memory_above_the_maximum() {}

// A literal out of the range of constant CPUs.
const TWO: u32 = 2;
#[step(compute(cpu_kind = "shared", cpus = TWO, memory_mb = 5120))]
fn literal_memory() {}

const FOUR: u32 = 4;
#[step(compute(cpu_kind = "performance", cpus = FOUR, memory_mb = FOUR * 1024))]
fn memory_and_cpus() {}

const REPLICAS: u32 = 1001;
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = REPLICAS))]
fn replicas() {}

#[step(retries = u32::MAX)]
fn retries() {}

// The help fits the memory, which is a constant too, or comes from the base.
#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = GB))]
fn cpus_with_constant_memory() {}

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 1024 };
#[step(compute(cpus = CPUS, ..SMALL))]
fn cpus_over_a_base() {}

fn main() {}
