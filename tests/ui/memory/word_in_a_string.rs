//! No number is meant.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = "much"))]
fn resize() {}

fn main() {
    resize();
}
