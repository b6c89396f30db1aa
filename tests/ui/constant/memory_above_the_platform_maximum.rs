//! The sentence that a literal would have.

use hatchet_compute::step;

const BASE_MB: u32 = 1280;

#[step(compute(cpu_kind = "shared", cpus = 48, memory_mb = BASE_MB * 64))]
fn resize() {}

fn main() {
    resize();
}
