//! At the trait; its methods give no further errors.

use hatchet_compute::{step, workflow};

struct Orders;

trait Run {
    fn run(&self);
}

#[workflow]
impl Run for Orders {
    #[step]
    fn run(&self) {}
}

fn main() {}
