//! A number of retries that is negative or too large.

use hatchet_compute::step;

#[step(retries = -1)]
fn negative() {}

// A signed integer of 32 bits holds one less.
#[step(retries = 2147483648)]
fn above() {}

fn main() {}
