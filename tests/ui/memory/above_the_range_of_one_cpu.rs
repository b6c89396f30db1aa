//! One CPU takes, two take.

use hatchet_compute::step;

#[step(compute(cpu_kind = "performance", cpus = 1, memory_mb = 8193))]
fn resize() {}

fn main() {
    resize();
}
