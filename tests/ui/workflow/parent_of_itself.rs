//! At the name.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step(parents = [fetch])]
    fn fetch(&self) {}
}

fn main() {}
