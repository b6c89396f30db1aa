//! The sentence that a literal would have.

use hatchet_compute::step;



#[step(retries = u32::MAX)]
fn resize() {}

fn main() {
    resize();
}
