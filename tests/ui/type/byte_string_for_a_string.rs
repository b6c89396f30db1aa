//! The text without the `b`.

use hatchet_compute::step;

#[step(name = b"resize")]
fn resize() {}

fn main() {
    resize();
}
