//! Go's longest.

use hatchet_compute::step;

#[step(timeout = "9999999999999h")]
fn resize() {}

fn main() {
    resize();
}
