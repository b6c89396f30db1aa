//! The sentence has the value, the caret the literal.

use hatchet_compute::step;

#[step(compute(cpu_kind = "performance", cpus = 2, memory_mb = 0x400))]
fn resize() {}

fn main() {
    resize();
}
