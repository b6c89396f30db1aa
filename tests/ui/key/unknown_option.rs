//! Near none: all of them.

use hatchet_compute::step;

#[step(priority = 1)]
fn resize() {}

fn main() {
    resize();
}
