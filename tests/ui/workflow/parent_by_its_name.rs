//! A parent is named as its method is.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step(name = "fetch-orders")]
    fn fetch(&self) {}

    #[step(name = "totals")]
    fn summarize(&self) {}

    #[step(parents = [totals])]
    fn report(&self) {}
}

fn main() {}
