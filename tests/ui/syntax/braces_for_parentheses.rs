//! At the brace.

use hatchet_compute::step;

#[step(compute { cpus = 2 })]
fn resize() {}

fn main() {
    resize();
}
