//! The sentence that a literal would have.

use hatchet_compute::step;

const CPUS: u32 = 32;

#[step(compute(cpu_kind = "performance", cpus = CPUS + 1, memory_mb = 65536))]
fn resize() {}

fn main() {
    resize();
}
