//! The regions there, a short list.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["europe"]))]
fn resize() {}

fn main() {
    resize();
}
