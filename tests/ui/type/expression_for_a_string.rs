//! A name is a literal: the record is made of it.

use hatchet_compute::step;

#[step(name = concat!("re", "size"))]
fn resize() {}

fn main() {
    resize();
}
