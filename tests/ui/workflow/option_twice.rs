//! The second one is the mistake.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(version = "1", version = "2")]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
