//! At the semicolon.

use hatchet_compute::step;

#[step(retries = 3; name = "resize")]
fn resize() {}

fn main() {
    resize();
}
