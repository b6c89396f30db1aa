//! The one element.

use hatchet_compute::step;

#[step(name = ["resize"])]
fn resize() {}

fn main() {
    resize();
}
