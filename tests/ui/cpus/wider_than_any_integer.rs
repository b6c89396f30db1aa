//! The bounds, not an overflow.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 340282366920938463463374607431768211456, memory_mb = 1024))]
fn resize() {}

fn main() {
    resize();
}
