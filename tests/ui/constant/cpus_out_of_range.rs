//! The sentence that a literal would have, under the whole expression.

use hatchet_compute::step;

const CPUS: u32 = 65;

#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
