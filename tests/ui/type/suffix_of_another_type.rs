//! The number without its suffix.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2u8, memory_mb = 1024i64))]
fn resize() {}

fn main() {
    resize();
}
