//! rustc's own words, at the name.

use hatchet_compute::step;



#[step(compute = SMALL)]
fn resize() {}

fn main() {
    resize();
}
