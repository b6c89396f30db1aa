//! The region in that city.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["São Paulo"]))]
fn resize() {}

fn main() {
    resize();
}
