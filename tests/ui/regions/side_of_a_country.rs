//! The regions of that side.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["us-east"]))]
fn resize() {}

fn main() {
    resize();
}
