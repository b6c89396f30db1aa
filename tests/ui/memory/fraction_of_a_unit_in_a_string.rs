//! One and a half gigabytes.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = "1.5 GiB"))]
fn resize() {}

fn main() {
    resize();
}
