//! No duration at all.

use hatchet_compute::step;

#[step(timeout = "")]
fn resize() {}

fn main() {
    resize();
}
