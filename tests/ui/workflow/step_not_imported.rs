//! A workflow whose `#[step]` is not imported.
//! The message is rustc's. Write `use hatchet_compute::step;`.

use hatchet_compute::workflow;

struct Orders;
#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
