//! Near none: all of them.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(parents = [anywhere])]
    fn summarize(&self) {}
}

fn main() {}
