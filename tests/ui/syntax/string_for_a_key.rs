//! At the string.

use hatchet_compute::step;

#[step("resize")]
fn resize() {}

fn main() {
    resize();
}
