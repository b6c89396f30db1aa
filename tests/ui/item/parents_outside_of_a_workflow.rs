//! At the word `parents`.

use hatchet_compute::step;

#[step(parents = [fetch])]
fn resize() {}

fn main() {}
