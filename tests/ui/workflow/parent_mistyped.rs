//! The nearest step.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(parents = [fetsh])]
    fn summarize(&self) {}
}

fn main() {}
