//! In hours.

use hatchet_compute::step;

#[step(timeout = "1d")]
fn resize() {}

fn main() {
    resize();
}
