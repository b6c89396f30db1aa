//! At the word that says what it is.

use hatchet_compute::workflow;

#[workflow]
mod orders {}

fn main() {}
