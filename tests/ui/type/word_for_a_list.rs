//! The word in quotes and brackets.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ewr))]
fn resize() {}

fn main() {
    resize();
}
