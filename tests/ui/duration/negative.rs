//! A duration is unsigned.

use hatchet_compute::step;

#[step(timeout = "-5s")]
fn resize() {}

fn main() {
    resize();
}
