//! The unit's letter.

use hatchet_compute::step;

#[step(timeout = "5 minutes")]
fn resize() {}

fn main() {
    resize();
}
