//! The error is at the CPUs, not at the memory.

use hatchet_compute::step;

#[step(compute(cpu_kind = "performance", cpus = 64, memory_mb = 16384))]
fn resize() {}

fn main() {
    resize();
}
