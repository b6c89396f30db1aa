//! A workflow without a step.

use hatchet_compute::workflow;

struct Orders;
#[workflow]
impl Orders {
    fn fetch(&self) {}
}

fn main() {}
