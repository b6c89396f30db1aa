//! rustc's own words, at the constant.

use hatchet_compute::step;

const CPUS: u64 = 2;

#[step(compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
