//! In a constant of its own.

#![deny(deprecated)]

use hatchet_compute::{Compute, compute};

const OLD: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["bog"] };

fn main() {
    println!("{OLD}");
}
