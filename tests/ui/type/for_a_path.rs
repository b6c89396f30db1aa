//! A value that is not a path, where a path is expected, or the path of something else.

use hatchet_compute::step;

#[step(crate = "hatchet_compute")]
fn string() {}

#[step(crate = "1e")]
fn text_that_is_no_token() {}

#[step(crate = 5)]
fn integer() {}

// The message is rustc's.
mod other {}
#[step(crate = crate::other)]
fn other_module() {}

#[step(crate = serde)]
fn other_crate() {}

fn main() {}
