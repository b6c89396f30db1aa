//! The second one is the mistake.

use hatchet_compute::step;

#[step(name = "a", name = "b")]
fn resize() {}

fn main() {
    resize();
}
