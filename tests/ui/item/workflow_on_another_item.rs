//! `#[workflow]` on something that is not an inherent impl block.

use hatchet_compute::{step, workflow};

#[workflow]
struct Orders;

#[workflow]
pub fn orders() {}

#[workflow]
pub async unsafe fn more_orders() {}

#[workflow]
mod invoices {}

trait Run {
    fn run(&self);
}
#[workflow]
impl Run for Orders {
    #[step]
    fn run(&self) {}
}

// The steps of a trait.
#[workflow]
trait Steps {
    #[step]
    fn first(&self);

    #[step(retries = 1)]
    fn second(&self) {}
}

// A workflow already.
struct Shop;
#[workflow]
#[hatchet_compute::workflow(name = "again")]
impl Shop {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
