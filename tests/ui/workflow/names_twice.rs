//! Two steps of one name; upper and lower case are one.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(name = "fetch")]
    fn load(&self) {}

    #[step(name = "Fetch")]
    fn read(&self) {}
}

fn main() {}
