//! A literal that no integer type holds has the same error.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 99999999999999999999999))]
fn resize() {}

fn main() {
    resize();
}
