//! The nearest; it counts as given, so nothing is missing.

use hatchet_compute::step;

#[step(compute(cpu_knd = "shared", cpus = 2, memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
