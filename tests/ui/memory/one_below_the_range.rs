//! The first value below the range.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 4, memory_mb = 1023))]
fn resize() {}

fn main() {
    resize();
}
