//! At the replicas.

#![deny(deprecated)]

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr", "lhr", "nrt"]))]
fn resize() {}

fn main() {
    resize();
}
