//! The date of the list, and the nearest region of it.

#![deny(deprecated)]

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["atl"]))]
fn resize() {}

fn main() {
    resize();
}
