//! All in one error, at the word `compute`.

use hatchet_compute::step;

#[step(compute())]
fn resize() {}

fn main() {
    resize();
}
