//! The whole expression is underlined.

use hatchet_compute::step;

const BASE_MB: u32 = 2500;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 2 * BASE_MB))]
fn resize() {}

fn main() {
    resize();
}
