//! A step for failed runs that waits for others, that others wait for, that is not alone, or not in a workflow.

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow]
impl Orders {
    #[step]
    fn fetch(&self) {}

    #[step(on_failure, parents = [fetch])]
    fn alert(&self) {}

    #[step(parents = [alert])]
    fn archive(&self) {}

    #[step(on_failure)]
    fn page(&self) {}
}

struct Reports;
#[workflow]
impl Reports {
    #[step]
    fn fetch(&self) {}

    #[step(on_failure = true)]
    fn alert(&self) {}
}

struct Alone;
#[workflow]
impl Alone {
    #[step(on_failure)]
    fn alert(&self) {}
}

#[step(on_failure)]
fn alert() {}

fn main() {}
