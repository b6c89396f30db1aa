//! Two steps with the same name.

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(name = "fetch")]
    fn load(&self) {}
}

// Actions are lower-cased.
struct Invoices;
#[workflow]
impl Invoices {
    #[step]
    fn fetch(&self) {}

    #[step(name = "Fetch")]
    fn load(&self) {}
}

fn main() {}
