//! Steps that wait for each other.

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

struct Games;
#[workflow]
impl Games {
    #[step(parents = [pong])]
    fn ping(&self) {}

    #[step(parents = [ping])]
    fn pong(&self) {}
}

// Two cycles: each one is reported, once.
struct Letters;
#[workflow]
impl Letters {
    #[step(parents = [b])]
    fn a(&self) {}

    #[step(parents = [a])]
    fn b(&self) {}

    #[step(parents = [d])]
    fn c(&self) {}

    #[step(parents = [c])]
    fn d(&self) {}
}

// Two cycles that begin at the same method: one error there.
struct Shared;
#[workflow]
impl Shared {
    #[step(parents = [third])]
    fn first(&self) {}

    #[step(parents = [first])]
    fn second(&self) {}

    #[step(parents = [second, first])]
    fn third(&self) {}
}

fn main() {}
