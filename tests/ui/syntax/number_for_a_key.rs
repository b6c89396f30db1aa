//! At the number.

use hatchet_compute::step;

#[step(3)]
fn resize() {}

fn main() {
    resize();
}
