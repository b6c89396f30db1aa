//! The CPUs alone are wrong.

use hatchet_compute::step;

const BASE_MB: u32 = 1;

#[step(compute(cpu_kind = "shared", cpus = 65, memory_mb = BASE_MB))]
fn resize() {}

fn main() {
    resize();
}
