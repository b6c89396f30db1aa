//! A workflow is an inherent impl block.

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

#[workflow]
struct Other;

#[workflow]
pub fn function() {}

fn main() {}
