//! A number means seconds.

use hatchet_compute::step;

#[step(timeout = 11)]
fn resize() {}

fn main() {
    resize();
}
