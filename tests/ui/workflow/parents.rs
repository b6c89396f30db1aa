//! Parents are other steps of the same workflow, each named once.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(parents = [fetsh, fetch, fetch, summarize, nowhere_near])]
    fn summarize(&self) {}

    #[step(parents = ["fetch", Self::fetch, 5])]
    fn report(&self) {}

    #[step(parents = fetch)]
    fn send(&self) {}

    fn helper(&self) {}

    #[step(name = "archive-all", parents = [helper])]
    fn archive(&self) {}
}

#[step(parents = [fetch])]
fn alone() {}

fn main() {}
