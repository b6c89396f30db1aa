//! The name with a `-` for it.

use hatchet_compute::step;

#[step(name = "two words")]
fn resize() {}

fn main() {
    resize();
}
