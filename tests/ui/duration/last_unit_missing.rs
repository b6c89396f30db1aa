//! Every number has a unit.

use hatchet_compute::step;

#[step(timeout = "1h30")]
fn resize() {}

fn main() {
    resize();
}
