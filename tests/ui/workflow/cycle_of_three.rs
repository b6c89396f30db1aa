//! The whole cycle in order, once, at its first method.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step]
    fn start(&self) {}

    #[step(parents = [start, report])]
    fn fetch(&self) {}

    #[step(parents = [fetch])]
    fn summarize(&self) {}

    #[step(parents = [summarize])]
    fn report(&self) {}
}

fn main() {}
