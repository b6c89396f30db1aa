//! `#[workflow]` on something that is not an inherent impl block.

use hatchet_compute::{step, workflow};

#[workflow]
struct Orders;

#[workflow]
pub fn orders() {}

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

fn main() {}
