//! The nearest.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_event = ["order:created"])]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
