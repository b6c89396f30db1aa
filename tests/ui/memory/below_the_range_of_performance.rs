//! What shared CPUs would take.

use hatchet_compute::step;

#[step(compute(cpu_kind = "performance", cpus = 2, memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
