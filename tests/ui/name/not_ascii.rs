//! Letters are a to z.

use hatchet_compute::step;

#[step(name = "größe")]
fn resize() {}

fn main() {
    resize();
}
