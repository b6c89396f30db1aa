//! The list's element.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = [["lax"]]))]
fn resize() {}

fn main() {
    resize();
}
