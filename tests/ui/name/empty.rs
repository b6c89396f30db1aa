//! A name has a letter.

use hatchet_compute::step;

#[step(name = "")]
fn resize() {}

fn main() {
    resize();
}
