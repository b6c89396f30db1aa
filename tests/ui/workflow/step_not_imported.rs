//! rustc's own words: an inner `#[step]` is imported like any other.

use hatchet_compute::workflow;

struct Orders;

#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
