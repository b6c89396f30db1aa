//! One function is one step.

use hatchet_compute::step;

#[step]
#[step(name = "again")]
fn resize() {}

fn main() {}
