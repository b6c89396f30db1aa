//! The list of its elements.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ("ewr", "lhr")))]
fn resize() {}

fn main() {
    resize();
}
