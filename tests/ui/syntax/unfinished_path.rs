//! rustc's own words.

use hatchet_compute::step;

#[step(compute = SMALL.)]
fn resize() {}

fn main() {
    resize();
}
