//! A workflow's name is a name.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(name = "two words")]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
