//! A cron expression with too few or too many fields.

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow(on_crons = ["* * *"])]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

struct Invoices;
#[workflow(on_crons = ["0 0 0 * * * 2026", ""])]
impl Invoices {
    #[step]
    fn send(&self) {}
}

fn main() {}
