//! At the memory.

#![deny(deprecated)]

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 768))]
fn resize() {}

fn main() {
    resize();
}
