//! 0 to the largest 32-bit integer.

use hatchet_compute::step;

#[step(retries = -1)]
fn resize() {}

fn main() {
    resize();
}
