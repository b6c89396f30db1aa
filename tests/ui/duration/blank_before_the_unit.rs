//! Without the blank.

use hatchet_compute::step;

#[step(timeout = "1 m")]
fn resize() {}

fn main() {
    resize();
}
