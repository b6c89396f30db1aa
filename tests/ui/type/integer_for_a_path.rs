//! No path is meant.

use hatchet_compute::step;

#[step(crate = 5)]
fn resize() {}

fn main() {
    resize();
}
