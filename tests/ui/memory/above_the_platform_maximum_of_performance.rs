//! Within what the CPUs would take.

use hatchet_compute::step;

#[step(compute(cpu_kind = "performance", cpus = 16, memory_mb = 131072))]
fn resize() {}

fn main() {
    resize();
}
