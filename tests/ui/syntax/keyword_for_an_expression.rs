//! rustc's own words.

use hatchet_compute::step;

#[step(retries = if)]
fn resize() {}

fn main() {
    resize();
}
