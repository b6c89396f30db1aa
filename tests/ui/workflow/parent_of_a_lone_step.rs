//! A parent of the only step.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step(parents = [fetch])]
    fn fetch_all(&self) {}
}

fn main() {}
