//! Where it belongs.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(timeout = "11s")]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
