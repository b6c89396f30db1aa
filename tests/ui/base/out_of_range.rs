//! A field that does not fit what the base gives.
//! The error is at the value that is given.

use hatchet_compute::{Compute, compute, step};

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 1024 };
const LARGE: Compute = compute! { cpu_kind = "shared", cpus = 48, memory_mb = 32768 };

#[step(compute(memory_mb = 5120, ..SMALL))]
fn memory() {}

#[step(compute(cpus = 8, ..SMALL))]
fn cpus() {}

#[step(compute(cpus = 65, memory_mb = 65536, num_replicas = 1001, regions = ["mars"], ..SMALL))]
fn literals() {}

#[step(compute(cpu_kind = "performance", ..SMALL))]
fn kind() {}

#[step(compute(cpu_kind = "performance", ..LARGE))]
fn kind_and_cpus() {}

// One error each, about how it is written.
#[step(compute(memory_mb = "8 GiB", ..SMALL))]
fn memory_in_quotes() {}

#[step(compute(cpus = 40u64, ..SMALL))]
fn cpus_of_another_type() {}

const GB: u32 = 1024;
const BIG: Compute = compute! { memory_mb = 5 * GB, ..SMALL };

fn main() {
    println!("{BIG}");
}
