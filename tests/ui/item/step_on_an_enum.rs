//! At the word that says what it is.

use hatchet_compute::step;

#[step]
enum Resize {}

fn main() {}
