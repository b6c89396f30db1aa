//! A size with its unit.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = "1024 MB"))]
fn resize() {}

fn main() {
    resize();
}
