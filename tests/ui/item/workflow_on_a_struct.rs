//! At the word that says what it is.

use hatchet_compute::workflow;

#[workflow]
struct Orders;

fn main() {}
