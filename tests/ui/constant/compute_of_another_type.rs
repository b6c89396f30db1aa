//! rustc's own words, at the name.

use hatchet_compute::step;

const SMALL: &str = "small";

#[step(compute = SMALL)]
fn resize() {}

fn main() {
    resize();
}
