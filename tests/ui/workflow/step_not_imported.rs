//! A workflow whose `#[step]` is not imported, or has another name.
//! For the first, the message is rustc's. Write `use hatchet_compute::step;`.

use hatchet_compute::{step as task, workflow};

struct Orders;
#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

struct Shop;
#[workflow]
impl Shop {
    #[hatchet_compute::step]
    fn fetch(&self) {}

    #[task(retries = 3)]
    fn check(&self) {}

    #[cfg_attr(all(), inline, cfg_attr(all(), task))]
    fn send(&self) {}
}

fn main() {}
