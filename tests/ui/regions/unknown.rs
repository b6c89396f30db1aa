//! Near no region: the codes that the API takes.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["mars"]))]
fn resize() {}

fn main() {
    resize();
}
