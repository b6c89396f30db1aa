//! At the character.

use hatchet_compute::step;

#[step(@)]
fn resize() {}

fn main() {
    resize();
}
