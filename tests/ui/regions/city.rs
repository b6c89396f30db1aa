//! The region in that city.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["Tokyo"]))]
fn resize() {}

fn main() {
    resize();
}
