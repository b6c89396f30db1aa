//! The region in that country.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["Germany"]))]
fn resize() {}

fn main() {
    resize();
}
