//! Where it belongs.

use hatchet_compute::step;

#[step(cpus = 2)]
fn resize() {}

fn main() {
    resize();
}
