//! Two values are wrong: the CPUs cannot be had, and the memory neither.

use hatchet_compute::step;

#[step(compute(cpu_kind = "performance", cpus = 33, memory_mb = 67584))]
fn resize() {}

fn main() {
    resize();
}
