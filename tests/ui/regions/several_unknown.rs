//! Each one is an error of its own.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 3, regions = ["ewr", "mars", "moon"]))]
fn resize() {}

fn main() {
    resize();
}
