//! The sentence that a literal would have.

use hatchet_compute::step;

const REPLICAS: u32 = 1001;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = REPLICAS))]
fn resize() {}

fn main() {
    resize();
}
