//! The code that is near.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["lhx"]))]
fn resize() {}

fn main() {
    resize();
}
