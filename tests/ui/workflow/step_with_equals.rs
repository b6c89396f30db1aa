//! A step takes its options in parentheses.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step = "fetch"]
    fn fetch(&self) {}
}

fn main() {}
