//! Advice is a warning at the literal; here warnings are denied, to see it.

#![deny(deprecated)]

use hatchet_compute::{Compute, compute, step};

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 700, num_replicas = 1, regions = ["atl", "ewr", "jnb"]))]
fn literals() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["lhr", "ewr"]))]
fn no_replicas_given() {}

const OLD: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["hkg"] };

#[allow(deprecated)]
#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 700))]
fn allowed() {}

#[step(compute = OLD)]
#[allow(deprecated)]
fn allowed_below() {}

#[allow(deprecated)]
const ALLOWED: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 700 };

#[allow(deprecated)]
mod allowed_module {
    #[hatchet_compute::step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 700))]
    fn resize() {}
}

fn main() {
    println!("{ALLOWED}");
}
