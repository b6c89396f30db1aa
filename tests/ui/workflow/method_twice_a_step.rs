//! At the second.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step]
    #[step(retries = 3)]
    fn fetch(&self) {}
}

fn main() {}
