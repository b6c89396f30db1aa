//! A word such as `@daily` instead of a cron expression.

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow(on_crons = ["@daily"])]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

struct Invoices;
#[workflow(on_crons = [
    "@hourly",
    // No fields mean an interval.
    "@every 1h",
    "@often",
])]
impl Invoices {
    #[step]
    fn send(&self) {}
}

fn main() {}
