//! At the second.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024),, name = "resize")]
fn resize() {}

fn main() {
    resize();
}
