//! At the option.

use hatchet_compute::step;

#[step(name)]
fn resize() {}

fn main() {
    resize();
}
