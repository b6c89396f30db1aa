//! A parent that is given twice, or a step that is its own parent.

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(parents = [fetch, fetch])]
    fn summarize(&self) {}
}

struct Invoices;
#[workflow]
impl Invoices {
    #[step(parents = [fetch])]
    fn fetch(&self) {}
}

fn main() {}
