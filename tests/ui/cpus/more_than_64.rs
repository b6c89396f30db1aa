//! A machine has 64 CPUs at most.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 65, memory_mb = 32768))]
fn resize() {}

fn main() {
    resize();
}
