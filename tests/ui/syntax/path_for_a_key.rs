//! At the path.

use hatchet_compute::step;

#[step(hatchet::compute(cpus = 2))]
fn resize() {}

fn main() {
    resize();
}
