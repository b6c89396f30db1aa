//! Both ways to write it.

use hatchet_compute::step;

#[step(compute)]
fn resize() {}

fn main() {
    resize();
}
