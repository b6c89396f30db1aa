//! No machine has no memory.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 0))]
fn resize() {}

fn main() {
    resize();
}
