//! A size with its unit, in MB.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = "2GB"))]
fn resize() {}

fn main() {
    resize();
}
