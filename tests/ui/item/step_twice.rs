//! Two `#[step]` on one function.

use hatchet_compute::{step, workflow};

#[step]
#[step(name = "again")]
fn resize() {}

struct Orders;
#[workflow]
impl Orders {
    #[step]
    #[step(retries = 3)]
    fn fetch(&self) {}
}

fn main() {}
