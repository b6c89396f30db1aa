//! All in one compile.

use hatchet_compute::step;

const MANY: u32 = 65;

#[step(compute(cpu_kind = "shared", cpus = MANY, memory_mb = 1024, num_replicas = 50 * MANY), retries = MANY << 25)]
fn resize() {}

fn main() {
    resize();
}
