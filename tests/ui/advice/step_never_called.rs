//! A private step that nothing calls.
//! The warning is rustc's, an error here. Call the step, or make it `pub` in a library.

use hatchet_compute::step;

#[deny(dead_code)]
#[step]
fn resize() {}

fn main() {}
