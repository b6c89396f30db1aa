//! The code without them.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = [" lhr "]))]
fn resize() {}

fn main() {
    resize();
}
