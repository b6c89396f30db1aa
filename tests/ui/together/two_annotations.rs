//! The mistakes of two annotations appear together.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1))]
fn resize() {}

#[step(compute(cpu_kind = "performance", cpus = 2, memory_mb = 1))]
fn crop() {}

fn main() {
    resize();
    crop();
}
