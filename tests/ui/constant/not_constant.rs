//! rustc's own words, at the call.

use hatchet_compute::step;

fn cpus() -> u32 {
    2
}

#[step(compute(cpu_kind = "shared", cpus = cpus(), memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
