//! The options are judged all the same.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 0, memory_mb = 1024))]
pub mod resize {}

fn main() {}
