//! No code at all.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = [""]))]
fn resize() {}

fn main() {
    resize();
}
