//! Near none: all of them.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, disk = 10))]
fn resize() {}

fn main() {
    resize();
}
