//! Two rules are broken by one value: one error.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 24, memory_mb = 70000))]
fn resize() {}

fn main() {
    resize();
}
