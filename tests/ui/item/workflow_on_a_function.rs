//! At the word that says what it is.

use hatchet_compute::workflow;

#[workflow]
pub fn orders() {}

fn main() {}
