//! At the regions, where no replicas are given.

#![deny(deprecated)]

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["ewr", "lhr"]))]
fn resize() {}

fn main() {
    resize();
}
