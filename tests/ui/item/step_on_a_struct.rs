//! At the word that says what it is.

use hatchet_compute::step;

#[step]
struct Resize;

fn main() {}
