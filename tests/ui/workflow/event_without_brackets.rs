//! In brackets.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(on_events = "order:created")]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
