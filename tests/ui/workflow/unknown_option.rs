//! Near none: all of them.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(schedule = "0 3 * * *")]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
