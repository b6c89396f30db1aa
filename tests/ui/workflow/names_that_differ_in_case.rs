//! Actions are lower-cased.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(name = "Fetch")]
    fn load(&self) {}
}

fn main() {}
