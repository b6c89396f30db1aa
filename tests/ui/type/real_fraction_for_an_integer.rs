//! No integer is meant.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 1.5, memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
