//! More than the CPUs take: the most that they take, or CPUs that would take it.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000))]
fn resize() {}

fn main() {
    resize();
}
