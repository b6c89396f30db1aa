//! The name of a pool is a name like any other.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, pool = "a/b"))]
fn resize() {}

fn main() {
    resize();
}
