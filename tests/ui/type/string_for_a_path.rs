//! The path without quotes.

use hatchet_compute::step;

#[step(crate = "hatchet_compute")]
fn resize() {}

fn main() {
    resize();
}
