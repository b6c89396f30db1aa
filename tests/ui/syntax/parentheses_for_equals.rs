//! At the parentheses.

use hatchet_compute::step;

#[step(name("resize"))]
fn resize() {}

fn main() {
    resize();
}
