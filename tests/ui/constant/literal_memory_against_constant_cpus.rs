//! The literal is underlined.

use hatchet_compute::step;

const CPUS: u32 = 2;

#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 5120))]
fn resize() {}

fn main() {
    resize();
}
