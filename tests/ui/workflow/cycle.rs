//! The whole cycle, once, at the name of its first method.

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

    #[step(parents = [pong])]
    fn ping(&self) {}

    #[step(parents = [ping])]
    fn pong(&self) {}
}

fn main() {}
