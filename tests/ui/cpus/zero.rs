//! A machine has a CPU.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 0, memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
