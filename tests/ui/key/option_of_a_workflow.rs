//! Where it belongs.

use hatchet_compute::step;

#[step(on_events = ["user:create"])]
fn resize() {}

fn main() {
    resize();
}
