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

// Six fields, the last of which was meant to be the first.
struct Backups;
#[workflow(on_crons = "0 3 * * * *")]
impl Backups {
    #[step]
    fn copy(&self) {}
}

fn main() {}
