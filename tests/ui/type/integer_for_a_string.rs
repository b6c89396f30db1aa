//! The number in quotes.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, pool = 5))]
fn resize() {}

fn main() {
    resize();
}
