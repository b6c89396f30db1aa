//! One function is one step.

use hatchet_compute::{step, workflow};

#[step]
#[step(name = "again")]
fn resize() {}

struct Orders;

#[workflow]
impl Orders {
    #[step]
    #[step]
    fn fetch(&self) {}
}

fn main() {}
