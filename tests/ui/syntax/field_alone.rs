//! At the field.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus, memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
