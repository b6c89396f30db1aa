//! The one.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
