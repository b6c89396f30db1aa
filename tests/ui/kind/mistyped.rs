//! The kind that is near.

use hatchet_compute::step;

#[step(compute(cpu_kind = "performence", cpus = 2, memory_mb = 4096))]
fn resize() {}

fn main() {
    resize();
}
