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

    #[step(parents = "first-step", name = "text")]
    fn text_that_is_no_name(&self) {}

    #[step(parents = None)]
    fn none(&self) {}

    #[step(parents = [fetch, Self::fetch])]
    fn twice_in_other_words(&self) {}

    #[step(parents = ["1e"])]
    fn text_that_is_no_token(&self) {}
}

fn main() {}
