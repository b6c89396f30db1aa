//! At the first.

use hatchet_compute::step;

#[step(retries == 3)]
fn resize() {}

fn main() {
    resize();
}
