//! The second one is the mistake.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 3, regions = ["ewr", "lax", "ewr"]))]
fn resize() {}

fn main() {
    resize();
}
