//! The name alone.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(parents = [Self::fetch])]
    fn summarize(&self) {}
}

fn main() {}
