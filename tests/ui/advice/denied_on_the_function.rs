//! A lint level of the function holds for its annotation.

use hatchet_compute::step;

#[deny(deprecated)]
#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 768))]
fn resize() {}

fn main() {
    resize();
}
