//! The nearest.

use hatchet_compute::step;

#[step(retry = 3)]
fn resize() {}

fn main() {
    resize();
}
