//! A private step that nobody calls still is dead code.

#![deny(dead_code)]

use hatchet_compute::step;

#[step]
fn resize() {}

fn main() {}
