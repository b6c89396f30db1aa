//! The `-` belongs to the value.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = -1024))]
fn resize() {}

fn main() {
    resize();
}
