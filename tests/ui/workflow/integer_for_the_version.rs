//! In quotes.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(version = 2)]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
