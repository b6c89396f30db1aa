//! At the second.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(parents = [fetch, fetch])]
    fn summarize(&self) {}
}

fn main() {}
