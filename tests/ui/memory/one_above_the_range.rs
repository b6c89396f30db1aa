//! The first value above the range.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 4097))]
fn resize() {}

fn main() {
    resize();
}
