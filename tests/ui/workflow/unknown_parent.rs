//! A parent that is not a step of the workflow.

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(parents = [fetsh])]
    fn summarize(&self) {}
}

// No step is near.
struct Shop;
#[workflow]
impl Shop {
    #[step]
    fn fetch(&self) {}

    #[step(parents = [anywhere])]
    fn summarize(&self) {}
}

struct Invoices;
#[workflow]
impl Invoices {
    fn helper(&self) {}

    #[step(name = "totals")]
    fn summarize(&self) {}

    // A method without `#[step]`, and the name of a step instead of its method's.
    #[step(parents = [helper, totals])]
    fn report(&self) {}

    // Its own name is not an answer.
    #[step(name = "archive", parents = [archive])]
    fn store(&self) {}
}

// There is no other step.
struct Carts;
#[workflow]
impl Carts {
    #[step(parents = [fetch])]
    fn fetch_all(&self) {}
}

fn main() {}
