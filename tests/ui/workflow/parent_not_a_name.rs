//! Parents that are not written as a list of method names.

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(parents = ["fetch"])]
    fn summarize(&self) {}
}

struct Invoices;
#[workflow]
impl Invoices {
    #[step]
    fn fetch(&self) {}

    #[step(parents = fetch)]
    fn word(&self) {}

    #[step(parents = [Self::fetch])]
    fn path(&self) {}
}

fn main() {}
