//! Another cloud's name for a place.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["eu-west-1"]))]
fn resize() {}

fn main() {
    resize();
}
