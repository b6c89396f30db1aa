//! A function's name that is no step's name: the way out is the option `name`.

use hatchet_compute::step;

#[step]
fn größe() {}

#[step(name = "size")]
fn länge() {}

fn main() {}
