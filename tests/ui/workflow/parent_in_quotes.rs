//! The name without them.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(parents = ["fetch"])]
    fn summarize(&self) {}
}

fn main() {}
