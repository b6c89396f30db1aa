//! A value that is not a path, where a path is expected.

use hatchet_compute::step;

#[step(crate = "hatchet_compute")]
fn string() {}

#[step(crate = 5)]
fn integer() {}

fn main() {}
