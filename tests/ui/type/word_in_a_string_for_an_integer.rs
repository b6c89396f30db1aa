//! No number is in the string.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = "three"))]
fn resize() {}

fn main() {
    resize();
}
