//! 33 performance CPUs would need more memory than a machine has.

use hatchet_compute::step;

#[step(compute(cpu_kind = "performance", cpus = 33, memory_mb = 65536))]
fn resize() {}

fn main() {
    resize();
}
