//! Memory is not judged by CPUs of an unknown kind.

use hatchet_compute::step;

#[step(compute(cpu_kind = "gpu", cpus = 2, memory_mb = 1))]
fn resize() {}

fn main() {
    resize();
}
