//! The kind that is meant.

use hatchet_compute::step;

#[step(compute(cpu_kind = "Shared", cpus = 2, memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
