//! Where it belongs.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, timeout = "11s"))]
fn resize() {}

fn main() {
    resize();
}
