//! At the second name.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(name = "fetch")]
    fn load(&self) {}
}

fn main() {}
