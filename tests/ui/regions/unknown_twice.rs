//! The first is unknown, the second is the first again.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["zzz", "zzz"]))]
fn resize() {}

fn main() {
    resize();
}
