//! More than any machine has, though the CPUs would take it.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 48, memory_mb = 65537))]
fn resize() {}

fn main() {
    resize();
}
