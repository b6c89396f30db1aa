//! A list is written out.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = REGIONS))]
fn resize() {}

fn main() {
    resize();
}
