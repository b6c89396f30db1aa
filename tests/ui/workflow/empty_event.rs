//! No event at all.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_events = [""])]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
