//! 0 to the largest 32-bit integer.

use hatchet_compute::step;

#[step(retries = 2147483648)]
fn resize() {}

fn main() {
    resize();
}
