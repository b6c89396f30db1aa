//! The mistakes of two workflows appear together, and the methods are there for their callers.

use hatchet_compute::{step, workflow};

struct Orders;
struct Invoices;

#[workflow(on_crons = ["@daily"])]
impl Orders {
    #[step(retries = -1)]
    fn fetch(&self) {}
}

#[workflow(name = "")]
impl Invoices {
    #[step(parents = [fetch])]
    fn send(&self) {}
}

fn main() {
    Orders.fetch();
    Invoices.send();
}
