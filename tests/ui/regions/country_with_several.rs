//! The regions in that country, those of the API first.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["usa"]))]
fn resize() {}

fn main() {
    resize();
}
