//! A pool's name has 32 at most.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, pool = "a-pool-whose-name-has-33-letters-"))]
fn resize() {}

fn main() {
    resize();
}
