//! The whole cycle, at its first method.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step(parents = [pong])]
    fn ping(&self) {}

    #[step(parents = [ping])]
    fn pong(&self) {}
}

fn main() {}
