//! Only the memory is wrong.

use hatchet_compute::step;

const CPUS: u32 = 4;

#[step(compute(cpu_kind = "performance", cpus = CPUS, memory_mb = CPUS * 1024))]
fn resize() {}

fn main() {
    resize();
}
