//! Less than the CPUs need.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 4, memory_mb = 512))]
fn resize() {}

fn main() {
    resize();
}
