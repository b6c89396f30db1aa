//! Only a method.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    fn helper(&self) {}

    #[step(parents = [helper])]
    fn fetch(&self) {}
}

fn main() {}
