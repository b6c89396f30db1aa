//! The key that it is short for.

use hatchet_compute::step;

#[step(compute(kind = "shared", cpu = 2, memory = 1024))]
fn resize() {}

fn main() {
    resize();
}
