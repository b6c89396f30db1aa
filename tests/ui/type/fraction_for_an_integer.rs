//! The number without its fraction, if that is zero.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024.0))]
fn resize() {}

fn main() {
    resize();
}
